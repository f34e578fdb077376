internal import Language
internal import Templating
internal import Topics

extension PageComposer {
  func feedValues<Failure: Error>(
    _ page: Page, detail: (DetailKey, DetailValues.Part) throws(Failure) -> DetailValues
  ) throws(Failure) -> [(String, Value)] {
    let edition = edition(of: page)
    let settings = site.settings
    var articles = edition.articles
    var title = settings.title[edition.language] ?? ""
    var subtitle = settings.description[edition.language]
    var home = edition.home
    var name = "site"
    if case .tagFeed(let place) = page.content {
      let tag = edition.tags[place]
      articles = tag.articles
      title = "\(tag.label) – \(title)"
      home = site.address(of: tag, in: edition)
      name = "tags/\(tag.id)"
      subtitle = nil
      if case .topic(let index) = tag.kind {
        subtitle = site.taxonomy.topics[index].scope[Text.Language(code: edition.language)]
      }
    }
    let newest = articles.suffix(settings.feedSize).reversed()
    var entries: [Value] = []
    for place in newest {
      let detail = try detail(.article(place), .html)
      let body = body(of: site.articles[place], detail.html, absolute: true)
      entries.append(feedEntry(place, body))
    }
    let updated = newest.compactMap { site.articles[$0].lastChange }.max()
    let feed = Value.record(
      Shapes.feed,
      [
        .string("tag:\(settings.tagAuthority):\(edition.language)/\(name)"), .string(title),
        .string(subtitle), .string(settings.link(home)), .string(settings.absolute(home)),
        .string(settings.absolute(page.address)),
        .string(updated?.bytes ?? Array("1970-01-01".utf8)),
        .string(edition.language),
      ])
    return [("feed", feed), ("entries", .list(entries))]
  }

  private func feedEntry(_ place: Int, _ body: Value) -> Value {
    let article = site.articles[place]
    let edition = site.editions.firstIndex { $0.language == article.language } ?? 0
    let fields = fields(ofCard: place)
    return .record(
      Shapes.feedEntry,
      [
        id(of: article, in: edition), fields.title, fields.url, fields.absoluteURL,
        fields.date, .string(article.lastChange?.bytes), fields.day, fields.summary,
        fields.language, fields.authors,
        .list(site.filings[place].map { tagReferences[edition][$0.tag] }), fields.image, body,
      ])
  }

  /// - Parameter part: Counted from 1; `nil` where one file holds all addresses.
  func sitemapValues(part: Int?) -> [(String, Value)] {
    var urls: [Value] = []
    for page in pages.listed(inSitemap: part) {
      urls.append(
        .record(
          Shapes.sitemapURL,
          [
            .string(site.settings.absolute(page.address)),
            .string(site.lastChange(of: page)?.bytes), alternateValues(page),
          ]))
    }
    return [("urls", .list(urls))]
  }

  func sitemapIndexValues(parts: Int) -> [(String, Value)] {
    let home = site.settings.home(of: site.settings.defaultLanguage)
    let sitemaps = (1...max(1, parts)).map { part in
      Value.map([
        ("absolute_url", .string(site.settings.absolute(home.appending("sitemap-\(part).xml"))))
      ])
    }
    return [("sitemaps", .list(sitemaps))]
  }
}

extension Site {
  /// The last declared change of an article; a list has none to declare.
  func lastChange(of page: Page) -> Moment? {
    switch page.content {
    case .article(let place): articles[place].lastChange
    case .standingPage(let place): standingPages[place].lastChange
    default: nil
    }
  }
}

extension Article {
  /// When it was last changed, as its author declares.
  var lastChange: Moment? { updated ?? date }
}
