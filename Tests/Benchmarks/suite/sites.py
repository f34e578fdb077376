"""Writes one corpus as a site folder of each generator, without its theme.

Every generator gets the same articles. digest finds the topics in the text; the others are told them in
the front matter, and get an empty file for each page that they cannot make up by themselves.
"""

import json
from collections import Counter

from . import vocabulary as words

BASE_URL = "https://bench.example.org"
TITLE = "Bản tin an ninh mạng"
DESCRIPTION = "Tin về tội phạm trên không gian mạng và hợp tác quốc tế"
PAGE_SIZE = 20
# A year of a topic's timeline gets a page of its own when it has more entries than this.
TIMELINE_PREVIEW = 20


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


class Site:
    """A site folder being written."""

    def __init__(self, root):
        self.root = root
        self.folders = set()

    def write(self, path, text):
        file = self.root / path
        if file.parent not in self.folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(file.parent)
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text)

    def front_matter(self, article, *, mapping=None):
        """What every generator reads: title, date, slug, summary, authors, sources, events."""
        lines = [
            "---", f"title: {quoted(article.title)}", f"date: {article.instant}", f"slug: {article.slug}",
            f"summary: {quoted(article.summary)}", f"authors: [{', '.join(article.authors)}]", "sources:"]
        for publisher, title, url, day in article.sources:
            lines += [f"  - publisher: {publisher}", f"    title: {quoted(title)}", f"    url: {url}",
                      f"    date: {quoted(str(day))}"]
        if article.events:
            lines.append("events:")
            for day, title in article.events:
                lines += [f"  - date: {quoted(str(day))}", f"    title: {quoted(title)}"]
        lines += [f"{key}: {value}" for key, value in (mapping or {}).items()]
        return "\n".join(lines) + "\n---\n"

    def add(self, article): ...
    def finish(self, timeline): ...


class DigestSite(Site):
    def __init__(self, root):
        super().__init__(root)
        self.write("content/site.yml", "\n".join([
            f"title: {quoted(TITLE)}", f"description: {quoted(DESCRIPTION)}", f"base_url: {BASE_URL}",
            "languages: [vi]", "publisher:", f"  name: {quoted(TITLE)}", f"page_size: {PAGE_SIZE}", "feed_size: 20",
            "menu: [tags, timeline]", ""]))
        lines = ["topics:"]
        for place, label, english, second, third in words.TOPICS:
            lines += [
                f"  - id: {place}", f"    label: {{vi: {quoted(label)}, en: {quoted(english)}}}",
                f"    also: {{vi: [{quoted(second)}, {quoted(third)}]}}",
                f"    scope: {{vi: {quoted('Tin về ' + label)}, en: {quoted('News of ' + english)}}}",
                f"    examples: {{yes: [{quoted('Báo cáo mới về ' + label)}], no: [Một câu không nói về việc ấy]}}"]
        self.write("content/topics.yml", "\n".join(lines) + "\n")

    def add(self, article):
        self.write(f"content/articles/{article.folder}/{article.slug}.md", self.front_matter(article) + article.body)


class HugoSite(Site):
    def __init__(self, root):
        super().__init__(root)
        self.write("content/articles/_index.md", "---\nbuild: {render: never}\n---\n")
        self.write("content/tag-timelines/_index.md", "---\nbuild: {render: never}\n---\n")

    def add(self, article):
        ids = [words.TOPICS[topic][0] for topic in article.topics]
        matter = self.front_matter(article, mapping={"tags": f"[{', '.join(ids)}]"})
        self.write(f"content/articles/{article.folder}/{article.slug}.md", matter + article.body)

    def finish(self, timeline):
        self.write("content/timeline/_index.md", "---\ntitle: Dòng thời gian\nlayout: timeline\n---\n")
        for year in timeline.years:
            self.write(f"content/timeline/{year}/_index.md", f"---\ntitle: \"{year}\"\nlayout: timeline-year\n---\n")
        for year, month in timeline.months:
            self.write(f"content/timeline/{year}/{month:02}/_index.md",
                       f"---\ntitle: \"{month:02}/{year}\"\ndate: {year}-{month:02}-01\nlayout: timeline-month\n---\n")
        for topic in timeline.topics:
            place, label, *_ = words.TOPICS[topic]
            self.write(f"content/tags/{place}/_index.md",
                       f"---\ntitle: {quoted(label)}\ndescription: {quoted('Tin về ' + label)}\n---\n")
            self.tag_timeline(place, label, None)
            for year in timeline.long_years(topic):
                self.tag_timeline(place, label, year)

    def tag_timeline(self, place, label, year):
        url = f"/tags/{place}/timeline/" + (f"{year}/" if year else "")
        name = f"{place}-{year}" if year else place
        self.write(f"content/tag-timelines/{name}.md", "\n".join([
            "---", f"title: {quoted(label)}", f"topic: {place}", f"year: \"{year or ''}\"", f"url: {url}",
            "layout: tag-timeline", "---", ""]))


class PelicanSite(Site):
    def add(self, article):
        ids = [words.TOPICS[topic][0] for topic in article.topics]
        sources = [dict(publisher=p, title=t, url=u, day=str(d)) for p, t, u, d in article.sources]
        events = [dict(day=str(day), title=title) for day, title in article.events]
        self.write(f"content/articles/{article.folder}/{article.slug}.md", "\n".join([
            f"Title: {article.title}", f"Date: {article.date:%Y-%m-%d %H:%M:%S}", f"Slug: {article.slug}",
            f"Summary: {article.summary}", f"Authors: {'; '.join(article.authors)}", f"Tags: {', '.join(ids)}",
            f"Sources: {json.dumps(sources, ensure_ascii=False)}", f"Events: {json.dumps(events, ensure_ascii=False)}",
            "", article.body]))

    def finish(self, timeline):
        self.write("topics.json", json.dumps({place: label for place, label, *_ in words.TOPICS}, ensure_ascii=False))
        for topic in timeline.topics:
            place, label, *_ = words.TOPICS[topic]
            for year in [None, *timeline.long_years(topic)]:
                url = f"tags/{place}/timeline/" + (f"{year}/" if year else "")
                self.write(f"content/pages/{place}-{year or 'all'}.md", "\n".join([
                    f"Title: {label}: dòng thời gian", f"Slug: {place}-{year or 'all'}", f"Topic: {place}", f"Year: {year or ''}",
                    f"URL: {url}", f"Save_as: {url}index.html", "Template: tag-timeline", "", ""]))


class JekyllSite(Site):
    def add(self, article):
        ids = [words.TOPICS[topic][0] for topic in article.topics]
        matter = self.front_matter(article, mapping={"tags": f"[{', '.join(ids)}]", "layout": "article"})
        self.write(f"_posts/{article.date:%Y-%m-%d}-{article.slug}.md", matter + article.body)

    def finish(self, timeline):
        self.write("_data/topics.json", json.dumps({place: label for place, label, *_ in words.TOPICS}, ensure_ascii=False))


class Timeline:
    """Which pages the timelines of a corpus have."""

    def __init__(self):
        self.entries = Counter()
        self.of_topics = Counter()

    def add(self, article):
        for day in [day for day, _ in article.events] or [article.date]:
            self.entries[day.year, day.month] += 1
            for topic in article.topics:
                self.of_topics[topic, day.year] += 1

    @property
    def months(self):
        return sorted(self.entries)

    @property
    def years(self):
        return sorted({year for year, _ in self.entries})

    @property
    def topics(self):
        return sorted({topic for topic, _ in self.of_topics})

    def long_years(self, topic):
        return sorted(y for (t, y), count in self.of_topics.items() if t == topic and count > TIMELINE_PREVIEW)


def write_sites(corpus, sites):
    """Writes every site in one pass over the corpus."""
    timeline = Timeline()
    for article in corpus:
        timeline.add(article)
        for site in sites:
            site.add(article)
    for site in sites:
        site.finish(timeline)
