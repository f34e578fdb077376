"""Articles of a made-up digest: seeded, each body different, the same on every machine."""

import datetime
import hashlib
import random
import re
import unicodedata
from dataclasses import dataclass

from . import vocabulary as words

FIRST_DAY = datetime.date(2015, 11, 1)
DAYS = 3652
ZONE = "+07:00"


@dataclass
class Article:
    title: str
    date: datetime.datetime
    slug: str
    summary: str
    topics: list  # places in vocabulary.TOPICS, in the order of the text
    authors: list
    sources: list  # (publisher, title, url, day)
    events: list  # (day, title)
    body: str

    @property
    def folder(self):
        return self.date.strftime("%Y/%m")

    @property
    def address(self):
        return f"/{self.folder}/{self.slug}/"

    @property
    def instant(self):
        return self.date.strftime("%Y-%m-%dT%H:%M:%S") + ZONE


class Corpus:
    """`count` articles over ten years, oldest first."""

    def __init__(self, count, short=False, seed=20261124):
        self.count = count
        self.short = short
        self.random = random.Random(f"{seed}/{count}/{short}")
        self.recent = []  # addresses to link to
        self.patterns = {}
        # Some topics are in the news more than others.
        self.weights = [1 / (place + 3) ** 0.5 for place in range(len(words.TOPICS))]

    def __iter__(self):
        seen = set()
        for number in range(self.count):
            article = self.article(number)
            digest = hashlib.blake2b(article.body.encode(), digest_size=8).digest()
            if digest in seen:
                raise AssertionError(f"two articles have one body: {article.address}")
            seen.add(digest)
            self.recent = self.recent[-49:] + [article.address]
            yield article

    # One article

    def article(self, number):
        seconds = DAYS * 86_400
        offset = (number * seconds + self.random.randrange(seconds)) // self.count
        date = datetime.datetime.combine(FIRST_DAY, datetime.time()) + datetime.timedelta(seconds=offset)
        topics = self.pick_topics()
        title = self.title(topics)
        body = self.short_body(topics) if self.short else self.body(topics)
        summary = f"{self.sentence()} {self.sentence()}"
        return Article(
            title, date, f"{slug(title)}-{number}", summary, topics,
            self.random.sample(words.AUTHORS, self.random.choice((1, 1, 2))), self.sources(date),
            self.events(date), body)

    def pick_topics(self):
        wanted = self.random.choices((1, 2, 3, 4), (30, 40, 20, 10))[0]
        topics = []
        while len(topics) < wanted:
            topic = self.random.choices(range(len(words.TOPICS)), self.weights)[0]
            if topic not in topics:
                topics.append(topic)
        return topics

    def title(self, topics):
        return self.fill(self.random.choice(words.TITLES), self.phrase(topics[0]))

    def body(self, topics):
        waiting = [topic for topic in topics for _ in range(self.random.choice((1, 2, 2, 3)))]
        self.random.shuffle(waiting)
        waiting += reversed(topics)  # taken from the end: the first topic first
        blocks = [self.paragraph(waiting, 3)]
        size, target = len(blocks[0].encode()), self.random.randint(2_700, 3_700)
        while size < target or waiting:
            kind = self.random.random()
            if kind < 0.22:
                block = "## " + self.fill(self.random.choice(words.HEADINGS)) + "\n\n" + self.paragraph(waiting, 2)
            elif kind < 0.36:
                block = self.listing(waiting)
            elif kind < 0.44:
                block = "> " + self.sentence() + "\n> " + self.sentence()
            else:
                block = self.paragraph(waiting, self.random.choice((2, 3, 4)))
            blocks.append(block)
            size += len(block.encode())
        return "\n\n".join(blocks) + "\n"

    def short_body(self, topics):
        named = [self.fill(self.random.choice(words.TOPIC_SENTENCES), self.phrase(topic)) for topic in topics]
        return " ".join(named + [self.sentence()]) + "\n"

    # Parts of a text

    def paragraph(self, waiting, sentences):
        """`waiting` are the topics still to be named; some are taken from its end."""
        parts = []
        for place in range(sentences):
            if waiting and (place == 0 or self.random.random() < 0.5):
                topic = self.phrase(waiting.pop())
                if self.random.random() < 0.15:
                    topic = f"**{topic}**"
                parts.append(self.fill(self.random.choice(words.TOPIC_SENTENCES), topic))
            elif self.random.random() < 0.08:
                parts.append(self.fill(self.random.choice(words.LINK_SENTENCES)))
            else:
                parts.append(self.sentence())
        return " ".join(parts) if self.random.random() < 0.5 else "\n".join(parts)

    def listing(self, waiting):
        marks = ["1. ", "2. ", "3. ", "4. "] if self.random.random() < 0.3 else ["- "] * 4
        items = [self.fill(self.random.choice(words.LIST_ITEMS)) for _ in range(self.random.choice((3, 4)))]
        return self.paragraph(waiting, 1) + "\n\n" + "\n".join(map(str.__add__, marks, items))

    def sentence(self):
        return self.fill(self.random.choice(words.SENTENCES))

    def phrase(self, topic):
        _, label, _, second, third = words.TOPICS[topic]
        return self.random.choice((label, label, second, third))

    def fill(self, pattern, topic=None):
        parts = self.patterns.get(pattern)
        if parts is None:
            parts = self.patterns[pattern] = re.split(r"\{(\w+)\}", pattern)
        if len(parts) == 1:
            return pattern
        parts = parts[:]
        for place in range(1, len(parts), 2):
            parts[place] = self.slot(parts[place], topic)
        text = "".join(parts)
        return text[0].upper() + text[1:]

    def slot(self, name, topic):
        pick = self.random.random
        table = words.SLOTS.get(name.rstrip("_"))
        if table:
            text = table[int(pick() * len(table))]
        elif name in ("TOPIC", "TOPIC_"):
            text = topic
        else:
            return self.number(name)
        return text[0].upper() + text[1:] if name.endswith("_") else text

    def number(self, name):
        pick = self.random.random
        match name:
            case "n": return str(2 + int(pick() * 480))
            case "day": return f"{1 + int(pick() * 28):02}"
            case "month": return str(1 + int(pick() * 12))
            case "percent": return f"{1 + int(pick() * 89)},{int(pick() * 10)}%"
            case "url": return f"https://www.{words.PUBLISHERS[int(pick() * 8)][1]}/tin/{int(pick() * 1e6)}.html"
            case "ref":
                if self.recent and pick() < 0.7:
                    return self.recent[int(pick() * len(self.recent))]
                return "/tags/"
        raise KeyError(name)

    def sources(self, date):
        sources = []
        for publisher, host in self.random.sample(words.PUBLISHERS, self.random.choice((1, 2, 2, 3))):
            day = date.date() - datetime.timedelta(days=self.random.randrange(20))
            title = self.fill(self.random.choice(words.EVENTS))
            sources.append((publisher, title, f"https://www.{host}/{day:%Y/%m}/{self.random.randrange(10**6)}", day))
        return sources

    def events(self, date):
        """One article in twenty tells of something that happened on a day of its own."""
        if self.random.random() >= 0.05:
            return []
        return [
            (date.date() - datetime.timedelta(days=self.random.randrange(30)), self.fill(self.random.choice(words.EVENTS)))
            for _ in range(self.random.choice((1, 2)))]

    # Proof

    def check(self):
        """Fails if an article names a topic that it is not filed under, or the other way round."""
        phrases = [[p.casefold() for p in (t[1], t[3], t[4])] for t in words.TOPICS]
        for article in self:
            text = " ".join(f"{article.title}. {article.summary} {article.body}".replace("*", "").casefold().split())
            found = {place for place, names in enumerate(phrases) if any(name in text for name in names)}
            if found != set(article.topics):
                raise AssertionError(f"{article.address}: {found} is not {article.topics}")


def slug(text):
    """`Đà Nẵng: lộ hồ sơ` -> `da-nang-lo-ho-so`, at most 60 letters."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    ascii_only = "".join(c if c.isascii() else "" for c in folded)
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")
