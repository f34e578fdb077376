internal import Language
internal import Topics

extension Site {
  /// How many addresses one sitemap file may hold (sitemaps.org protocol).
  static let sitemapLimit = 50_000
  /// How many entries of a year a tag's timeline shows before the year has a page of its own.
  static let timelinePreview = 20

  /// Every page of the site.
  ///
  /// - Complexity: O(*n*) in the pages.
  package func pages() -> [Page] {
    var pages: [Page] = []
    // Lists and their like are a fifth of a site.
    pages.reserveCapacity(articles.count + articles.count / 4)
    for index in editions.indices { appendPages(ofEdition: index, to: &pages) }
    appendSitemaps(to: &pages)
    let home = settings.home(of: settings.defaultLanguage)
    pages.append(Page(content: .robots, edition: 0, address: home.appending("robots.txt")))
    return pages
  }

  private func appendPages(ofEdition index: Int, to pages: inout [Page]) {
    let edition = editions[index]
    func add(_ content: Page.Content, _ address: Address) {
      pages.append(Page(content: content, edition: index, address: address))
    }
    add(.home(number: nil), edition.home)
    for number in numbers(edition.articles) {
      add(.home(number: number), numbered(edition.home, number))
    }
    add(.feed, edition.home.appending("feed.xml"))
    add(.notFound, edition.home.appending("404.html"))
    add(.tags, tagsAddress(of: edition))
    var path: [UInt8] = []
    for article in edition.articles {
      add(.article(article), address(of: articles[article], using: &path))
      for alias in articles[article].aliases { add(.alias(of: article), Address(alias.value)) }
    }
    for page in edition.standingPages {
      add(.standingPage(page), address(of: standingPages[page]))
      for alias in standingPages[page].aliases {
        add(.standingAlias(of: page), Address(alias.value))
      }
    }
    for tag in edition.tags.indices { appendPages(ofTag: tag, edition: index, to: &pages) }
    add(.timeline, timelineAddress(of: edition))
    for (year, entries) in edition.timeline.grouped(by: \.year) {
      add(.year(year), timelineAddress(of: edition, year: year))
      for month in entries.compactMap(\.month).uniqued() {
        add(
          .month(year: year, month: month),
          timelineAddress(of: edition, year: year, month: month))
      }
    }
  }

  private func appendPages(ofTag place: Int, edition index: Int, to pages: inout [Page]) {
    let edition = editions[index]
    let tag = edition.tags[place]
    let home = address(of: tag, in: edition)
    func add(_ content: Page.Content, _ address: Address) {
      pages.append(Page(content: content, edition: index, address: address))
    }
    add(.tag(place, number: nil), home)
    for number in numbers(tag.articles) {
      add(.tag(place, number: number), numbered(home, number))
    }
    add(.tagFeed(place), home.appending("feed.xml"))
    add(.tagTimeline(place), home.appending("timeline/"))
    for (year, entries) in tag.timeline.grouped(by: \.year)
    where entries.count > Self.timelinePreview {
      add(.tagYear(place, year: year), tagYearAddress(home, year))
    }
  }

  private func appendSitemaps(to pages: inout [Page]) {
    let home = settings.home(of: settings.defaultLanguage)
    let count = sitemapCount(pages)
    func add(_ content: Page.Content, _ name: String) {
      pages.append(Page(content: content, edition: 0, address: home.appending(name)))
    }
    guard count > Self.sitemapLimit else { return add(.sitemap(part: nil), "sitemap.xml") }
    let parts = (count + Self.sitemapLimit - 1) / Self.sitemapLimit
    add(.sitemapIndex(parts: parts), "sitemap.xml")
    for part in 1...parts { add(.sitemap(part: part), "sitemap-\(part).xml") }
  }

  private func sitemapCount(_ pages: [Page]) -> Int { pages.count { $0.content.isInSitemap } }

  private func numbers(_ list: [Int]) -> Range<Int> {
    1..<Pagination(total: list.count, size: settings.pageSize).lastNumber + 1
  }
}

extension Page.Content {
  /// Whether a search engine should know the page.
  var isInSitemap: Bool {
    switch self {
    case .home, .article, .standingPage, .tag, .tags, .timeline, .year, .month, .tagTimeline,
      .tagYear:
      true
    case .feed, .tagFeed, .notFound, .alias, .standingAlias, .sitemap, .sitemapIndex, .robots:
      false
    }
  }
}

extension [Page] {
  /// The pages that a part of the sitemap lists. They are not copied: a site has a million
  /// pages, and each part looks for its own.
  ///
  /// - Parameter part: Counted from 1; `nil` where one file holds all addresses.
  func listed(inSitemap part: Int?) -> some Sequence<Page> {
    let listed = lazy.filter { $0.content.isInSitemap }
    guard let part else { return listed[...] }
    return listed.dropFirst((part - 1) * Site.sitemapLimit).prefix(Site.sitemapLimit)
  }
}

// MARK: - Addresses

extension Site {
  func numbered(_ list: Address, _ number: Int) -> Address { list.appending("page/\(number)/") }

  func tagsAddress(of edition: Edition) -> Address { edition.home.appending("tags/") }

  func address(of tag: Tag, in edition: Edition) -> Address {
    edition.home.appending("tags/\(tag.id)/")
  }

  func tagYearAddress(_ tag: Address, _ year: Int) -> Address {
    tag.appending("timeline/\(year.padded(4))/")
  }

  func timelineAddress(of edition: Edition, year: Int? = nil, month: Int? = nil) -> Address {
    let root = edition.home.appending("timeline/")
    guard let year else { return root }
    let annual = root.appending("\(year.padded(4))/")
    return month.map { annual.appending("\($0.padded(2))/") } ?? annual
  }

  /// `/2025/10/slug/` for an article, `/slug/` for a standing page.
  package func address(of article: Article) -> Address {
    var path: [UInt8] = []
    return address(of: article, using: &path)
  }

  /// The same with memory that can be used again.
  private func address(of article: Article, using path: inout [UInt8]) -> Address {
    let slash = UInt8(ascii: "/")
    path.removeAll(keepingCapacity: true)
    path.append(contentsOf: settings.home(of: article.language).path.utf8)
    if let day = article.date?.instant.day {
      for power in [1000, 100, 10, 1] { path.append(day.year.digit(power)) }
      path.append(slash)
      for power in [10, 1] { path.append(day.month.digit(power)) }
      path.append(slash)
    }
    path.append(contentsOf: article.slugText)
    path.append(slash)
    return Address(String(decoding: path, as: UTF8.self))
  }
}

extension Int {
  fileprivate func digit(_ power: Int) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: self / power % 10)
  }
}

extension Int {
  /// With zeros in front, to at least `width` digits.
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}

extension Sequence {
  /// Runs of neighbours that share a key.
  func grouped<Key: Equatable>(by key: (Element) -> Key) -> [(key: Key, members: [Element])] {
    var groups: [(key: Key, members: [Element])] = []
    for element in self {
      let own = key(element)
      if groups.last?.key == own {
        groups[groups.count - 1].members.append(element)
      } else {
        groups.append((own, [element]))
      }
    }
    return groups
  }
}

extension Sequence where Element: Equatable {
  /// Without repeats of the neighbour before.
  func uniqued() -> [Element] { grouped { $0 }.map(\.key) }
}
