package import Templating

/// Makes the values of a page: what docs/templates.md promises to a template.
///
/// What many pages show — the site, the cards of articles, the topics — is made once here
/// and shared; a page then costs only what is its own.
package final class PageComposer: Sendable {
  package let site: Site
  let pages: [Page]
  let strings: [InterfaceStrings]
  let resolver: LinkResolver
  /// The card of each article of `Site.articles`; empty if few are wanted.
  private let cards: [Map]
  /// By edition and tag, what a page says of the tag in passing.
  let tagReferences: [[Value]]
  /// By edition.
  private let siteValues: [SiteValues]
  /// By edition, what the ids of its articles begin with.
  let idStarts: [[UInt8]]
  let translations: Translations

  /// - Parameters:
  ///   - check: The site with all its pages, and where links lead.
  ///   - strings: The words of the interface, one set for each edition.
  package init(_ check: SiteCheck, strings: [InterfaceStrings]) {
    let site = check.site
    self.site = site
    resolver = check.resolver
    pages = check.pages
    self.strings = strings
    cards = []
    tagReferences = site.editions.map { edition in
      edition.tags.map { site.reference(to: $0, in: edition) }
    }
    siteValues = zip(site.editions, strings).map {
      SiteValues(site: site, edition: $0, strings: $1)
    }
    idStarts = site.editions.map { edition in
      Array("tag:\(site.settings.tagAuthority):\(edition.language)/".utf8)
    }
    translations = Translations(of: site)
  }

  /// The same with all cards at hand.
  ///
  /// - Parameter cards: What `card(of:sharing:)` gives for each article.
  package init(_ composer: PageComposer, cards: [Map]) {
    site = composer.site
    pages = composer.pages
    strings = composer.strings
    resolver = composer.resolver
    self.cards = cards
    tagReferences = composer.tagReferences
    siteValues = composer.siteValues
    idStarts = composer.idStarts
    translations = composer.translations
  }

  func edition(of page: Page) -> Edition { site.editions[page.edition] }

  /// An article as lists and timelines show it.
  func card(of place: Int) -> Map {
    guard cards.isEmpty else { return cards[place] }
    var parts = CardParts()
    return card(of: place, sharing: &parts)
  }

  /// Makes the card of an article.
  ///
  /// - Parameter parts: Of the cards made before.
  package func card(of place: Int, sharing parts: inout CardParts) -> Map {
    let article = site.articles[place]
    let edition = site.editions.firstIndex { $0.language == article.language } ?? 0
    let tags = site.topics(of: place, in: site.editions[edition]).map(\.tag)
    let topics = parts.topics(tags, in: edition) { .list(tags.map { tagReferences[edition][$0] }) }
    return site.card(of: article, topics: topics, resolver: resolver, sharing: &parts)
  }

  /// What the card of an article says of it.
  func fields(ofCard place: Int) -> CardFields { CardFields(card(of: place)) }

  func card(_ place: Int?) -> Value { place.map { .map(card(of: $0)) } ?? .none }

  /// An interface string that `InterfaceStrings` made sure of.
  func string(_ key: String, _ values: [String: String] = [:], on page: Page) -> String {
    (try? strings[page.edition].text(key, values)) ?? key
  }

  /// The values of one page.
  ///
  /// `PageIdentities` must know of everything that a page reads here.
  ///
  /// - Parameter detail: Loads the text of an article that the page shows.
  package func compose<Failure: Error>(
    _ page: Page, detail: (DetailKey, DetailValues.Part) throws(Failure) -> DetailValues
  ) throws(Failure) -> Value {
    let own: [(String, Value)]
    switch page.content {
    case .article(let place):
      return .record(
        Shapes.articlePage,
        [
          articleValue(page, place, try detail(.article(place), .whole)),
          siteValues[page.edition].value(current: page), pageValue(page),
        ])
    case .standingPage(let place):
      own = standingValues(place, try detail(.standingPage(place), .whole))
    case .feed, .tagFeed: own = try feedValues(page, detail: detail)
    default: own = values(of: page)
    }
    return .map(
      own + [("site", siteValues[page.edition].value(current: page)), ("page", pageValue(page))])
  }

  /// What a page shows that shows no texts.
  private func values(of page: Page) -> [(String, Value)] {
    switch page.content {
    case .home(let number): homeValues(page, number: number)
    case .tag(let place, let number): tagValues(page, place, number: number)
    case .tags: tagsValues(page)
    case .timeline: timelineValues(page)
    case .year(let year): yearValues(page, year)
    case .month(let year, let month): monthValues(page, year, month)
    case .tagTimeline(let place): tagTimelineValues(page, place, year: nil)
    case .tagYear(let place, let year): tagTimelineValues(page, place, year: year)
    case .alias(let place): aliasValues(to: site.address(of: site.articles[place]))
    case .standingAlias(let place): aliasValues(to: site.address(of: site.standingPages[place]))
    case .sitemap(let part): sitemapValues(part: part)
    case .sitemapIndex(let parts): sitemapIndexValues(parts: parts)
    case .robots: [("sitemap_url", .string(site.settings.absolute(Address("/sitemap.xml"))))]
    case .notFound, .article, .standingPage, .feed, .tagFeed: []
    }
  }

  private func aliasValues(to target: Address) -> [(String, Value)] {
    [
      ("target_url", .string(site.settings.link(target))),
      ("target_absolute_url", .string(site.settings.absolute(target))),
    ]
  }
}

/// Names the text of an article or a standing page.
package enum DetailKey: Sendable, Hashable {
  /// A place in `Site.articles`.
  case article(Int)
  /// A place in `Site.standingPages`.
  case standingPage(Int)
}
