internal import Language
internal import Templating
internal import Topics

extension PageComposer {
  /// The value `page`.
  func pageValue(_ page: Page) -> Value {
    let edition = edition(of: page)
    if case .article(let place) = page.content { return pageValue(page, ofArticle: place) }
    let (title, description) = heading(of: page, in: edition)
    return .record(
      Shapes.page,
      [
        .string(page.content.kind), .string(site.settings.link(page.address)),
        .string(site.settings.absolute(page.address)), .string(title), .string(description),
        .string(edition.language), alternateValues(page), .string(feed(of: page, in: edition)),
        .string(standingPage(of: page)?.updated?.bytes),
      ])
  }

  private func pageValue(_ page: Page, ofArticle place: Int) -> Value {
    let fields = fields(ofCard: place)
    return .record(
      Shapes.page,
      [
        .string(page.content.kind), fields.url, fields.absoluteURL, fields.title,
        fields.summary == .string([]) ? .none : fields.summary, fields.language,
        alternateValues(page), .none, fields.updated,
      ])
  }

  private func standingPage(of page: Page) -> Article? {
    if case .standingPage(let place) = page.content { site.standingPages[place] } else { nil }
  }

  private func heading(of page: Page, in edition: Edition) -> (title: String, description: String?)
  {
    let language = edition.language
    let siteTitle = site.settings.title[language] ?? ""
    switch page.content {
    case .home, .feed: return (siteTitle, site.settings.description[language])
    case .article(let place): return heading(of: site.articles[place])
    case .standingPage(let place): return heading(of: site.standingPages[place])
    case .alias(let place): return (site.articles[place].title, nil)
    case .standingAlias(let place): return (site.standingPages[place].title, nil)
    case .tag(let place, _), .tagFeed(let place): return heading(of: edition.tags[place], language)
    case .tagTimeline(let place), .tagYear(let place, _):
      let label = edition.tags[place].label
      return (string("timeline_of_topic", ["topic": label], on: page), nil)
    case .tags: return (string("all_topics", on: page), nil)
    case .timeline: return (string("timeline", on: page), nil)
    case .year(let year):
      return (string("timeline_of_year", ["year": year.padded(4)], on: page), nil)
    case .month(let year, let month):
      return (monthName(year, month, language), nil)
    case .notFound: return (string("not_found", on: page), nil)
    case .sitemap, .sitemapIndex, .robots: return (siteTitle, nil)
    }
  }

  private func heading(of article: Article) -> (title: String, description: String?) {
    (article.title, article.summary.isEmpty ? nil : article.summary)
  }

  private func heading(of tag: Tag, _ language: String) -> (title: String, description: String?) {
    guard case .topic(let index) = tag.kind else { return (tag.label, nil) }
    return (tag.label, site.taxonomy.topics[index].scope[Text.Language(code: language)])
  }

  private func monthName(_ year: Int, _ month: Int, _ language: String) -> String {
    Day(year: year, month: month, day: 1)?
      .formatted(.month, in: TextLanguage(code: language)) ?? ""
  }

  private func feed(of page: Page, in edition: Edition) -> String? {
    switch page.content {
    case .home: site.settings.link(edition.home.appending("feed.xml"))
    case .tag(let place, _), .tagTimeline(let place), .tagYear(let place, _):
      site.settings.link(
        site.address(of: edition.tags[place], in: edition).appending("feed.xml"))
    default: nil
    }
  }
}

extension Page.Content {
  /// What `page.kind` says.
  var kind: String {
    switch self {
    case .home: "home"
    case .article: "article"
    case .standingPage: "page"
    case .tag: "tag"
    case .tags: "tags"
    case .timeline: "timeline"
    case .year: "timeline-year"
    case .month: "timeline-month"
    case .tagTimeline, .tagYear: "tag-timeline"
    case .feed, .tagFeed: "feed"
    case .notFound: "404"
    case .alias, .standingAlias: "alias"
    case .sitemap, .sitemapIndex: "sitemap"
    case .robots: "robots"
    }
  }
}
