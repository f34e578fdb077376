internal import Addresses

/// Numbers that stand for pages: a page whose number is that of the last build is the same.
///
/// No page is composed for its number. Hashes stand for what it reads: that of a file for the
/// text of an article, `Article.cardHash` for what others show of it. So a number costs
/// little, and whatever `PageComposer` lets a page read must be told here. Settings, the
/// taxonomy and the program are not: the cache is another where they are.
package struct PageIdentities: Sendable {
  let site: Site
  private let pages: [Page]
  private let resolver: LinkResolver
  private let translations: Translations
  /// By place in `Site.articles`: see `SiteCheck.cardIdentity(of:)`.
  let cards: [UInt64]
  /// By edition, what all its pages read.
  private let common: [UInt64]
  /// By edition and tag, what a page says of the tag in passing.
  let tags: [[UInt64]]
  /// By edition and tag, what the tag's own pages say of it and the topics it names.
  let ownTags: [[UInt64]]

  /// - Parameters:
  ///   - strings: The words of the interface, one set for each edition.
  ///   - theme: Stands for all templates, words and assets.
  ///   - cards: Of each article, its `SiteCheck.cardIdentity(of:)`.
  package init(
    _ check: SiteCheck, strings: [InterfaceStrings], theme: UInt64, cards: [UInt64]
  ) {
    site = check.site
    pages = check.pages
    resolver = check.resolver
    translations = Translations(of: check.site)
    self.cards = cards
    common = zip(check.site.editions, strings).map { edition, strings in
      var record = RecordWriter()
      record.write(theme)
      record.write(edition.language)
      record.write(check.site.menu(of: edition, strings: strings)) {
        $0.write($1.title)
        $0.write($1.address.path)
      }
      return record.hash
    }
    let tags = check.site.editions.map { $0.tags.map(Self.identity(of:)) }
    self.tags = tags
    ownTags = zip(check.site.editions, tags).map { edition, identities in
      zip(edition.tags, identities).map { tag, identity in
        var record = RecordWriter()
        record.write(identity)
        record.write(check.site.topics(namedBy: tag, in: edition).broader) {
          $0.write(identities[$1])
        }
        record.write(check.site.topics(namedBy: tag, in: edition).related) {
          $0.write(identities[$1])
        }
        return record.hash
      }
    }
  }

  private static func identity(of tag: Tag) -> UInt64 {
    var record = RecordWriter()
    record.write(tag.kind == .term)
    record.write(tag.id)
    record.write(tag.label)
    return record.hash
  }

  /// A number that is another whenever the page would be another.
  package func identity(of page: Page) -> UInt64 {
    var record = RecordWriter()
    record.write(common[page.edition])
    record.write(page.content.kind)
    record.write(translations.alternates(of: page, on: site)) {
      $0.write($1.edition)
      $0.write($1.address.path)
    }
    write(page, to: &record)
    return record.hash
  }

  private func write(_ page: Page, to record: inout RecordWriter) {
    let edition = site.editions[page.edition]
    switch page.content {
    case .article(let place): write(article: place, in: edition, page.edition, to: &record)
    case .standingPage(let place): write(textOf: site.standingPages[place], to: &record)
    case .home(let number):
      write(edition.articles, number: number, to: &record)
      guard number == nil else { return }
      write(topicsOf: edition, page.edition, to: &record)
      write(edition.timeline.suffix(PageComposer.recentEvents), to: &record)
    case .tag(let place, let number):
      record.write(ownTags[page.edition][place])
      write(edition.tags[place].articles, number: number, to: &record)
    case .tags: writeTags(of: edition, page.edition, to: &record)
    case .timeline:
      record.write(edition.timeline) {
        $0.write($1.year)
        $0.write($1.month ?? 0)
      }
      write(edition.timeline.suffix(PageComposer.recentEntries), to: &record)
    case .year(let year):
      write(edition.timeline, edition.timeline.range(ofYear: year), to: &record)
    case .month(let year, let month):
      write(edition.timeline, edition.timeline.range(ofMonth: month, in: year), to: &record)
    case .tagTimeline(let place):
      record.write(ownTags[page.edition][place])
      write(edition.tags[place].timeline[...], to: &record)
    case .tagYear(let place, let year):
      record.write(ownTags[page.edition][place])
      let timeline = edition.tags[place].timeline
      write(timeline[timeline.range(ofYear: year)], to: &record)
    case .feed: write(feed: edition.articles, to: &record)
    case .tagFeed(let place):
      record.write(ownTags[page.edition][place])
      write(feed: edition.tags[place].articles, to: &record)
    case .alias(let place): record.write(cards[place])
    case .standingAlias(let place): record.write(site.standingPages[place].cardHash)
    case .sitemap(let part): writeSitemap(part, to: &record)
    case .sitemapIndex(let parts): record.write(parts)
    case .notFound, .robots: break
    }
  }
}

// MARK: - Articles

extension PageIdentities {
  private func write(
    article place: Int, in edition: Edition, _ index: Int, to record: inout RecordWriter
  ) {
    write(textOf: site.articles[place], to: &record)
    record.write(cards[place])
    write(Neighbours(of: place, in: edition.articles), to: &record)
    for tag in site.tagsOfArticles[place] {
      record.write(tags[index][tag])
      write(Neighbours(of: place, in: edition.tags[tag].articles), to: &record)
    }
    for related in site.related(to: place, in: edition) { record.write(cards[related]) }
  }

  private func write(_ neighbours: Neighbours, to record: inout RecordWriter) {
    record.write(neighbours.previous.map { cards[$0] } ?? 0)
    record.write(neighbours.next.map { cards[$0] } ?? 0)
  }

  /// What the page of an article or a standing page shows of its file.
  private func write(textOf article: Article, to record: inout RecordWriter) {
    record.write(article.contentHash)
    record.write(article.stem)
    record.write(article.cardHash)
    for link in article.links {
      record.write(
        site.link(to: link.destination, in: article, resolver: resolver, absolute: false))
    }
  }

  private func write(feed list: [Int], to record: inout RecordWriter) {
    for place in list.suffix(site.settings.feedSize) {
      let article = site.articles[place]
      write(textOf: article, to: &record)
      record.write(cards[place])
      guard let own = site.editions.firstIndex(where: { $0.language == article.language })
      else { continue }
      for tag in site.tagsOfArticles[place] { record.write(tags[own][tag]) }
    }
  }
}

// MARK: - Lists

extension PageIdentities {
  private func write(_ articles: [Int], number: Int?, to record: inout RecordWriter) {
    let pagination = Pagination(total: articles.count, size: site.settings.pageSize)
    let own = number ?? pagination.lastNumber + 1
    record.write(own)
    record.write(number == nil ? articles.count : 0)
    record.write(own < pagination.lastNumber)
    record.write(pagination.window(around: own)) { $0.write($1) }
    let members = number.map(pagination.members) ?? pagination.newest
    record.write(members.count)
    for place in articles[members] { record.write(cards[place]) }
  }

  private func write(topicsOf edition: Edition, _ index: Int, to record: inout RecordWriter) {
    for (place, tag) in edition.tags.enumerated() where tag.kind != .term {
      record.write(tags[index][place])
      record.write(tag.articles.count)
      record.write(tag.articles.last.map { cards[$0] } ?? 0)
    }
  }

  private func writeTags(of edition: Edition, _ index: Int, to record: inout RecordWriter) {
    write(topicsOf: edition, index, to: &record)
    for (place, tag) in edition.tags.enumerated() where tag.kind == .term {
      record.write(tags[index][place])
      record.write(tag.articles.count)
      for article in tag.articles.suffix(PageComposer.termPreview) {
        record.write(cards[article])
      }
    }
  }

  private func write(_ entries: ArraySlice<TimelineEntry>, to record: inout RecordWriter) {
    record.write(entries.count)
    for entry in entries {
      record.write(cards[entry.article])
      record.write(entry.event ?? -1)
    }
  }

  /// A year or a month, and the ones before and after it.
  private func write(
    _ timeline: [TimelineEntry], _ range: Range<Int>, to record: inout RecordWriter
  ) {
    for neighbour in [
      timeline[..<range.lowerBound].last, timeline[range.upperBound...].first,
      timeline.lastDated(before: range.lowerBound), timeline.firstDated(from: range.upperBound),
    ] {
      record.write(neighbour?.year ?? 0)
      record.write(neighbour?.month ?? 0)
    }
    write(timeline[range], to: &record)
  }

  /// Every address, and the last change of articles.
  private func writeSitemap(_ part: Int?, to record: inout RecordWriter) {
    record.write(part ?? 0)
    for page in pages where page.content.isInSitemap {
      record.write(page.address.path)
      switch page.content {
      case .article(let place): record.write(cards[place])
      case .standingPage(let place): record.write(site.standingPages[place].cardHash)
      default: break
      }
      record.write(translations.alternates(of: page, on: site)) { $0.write($1.address.path) }
    }
  }
}

extension SiteCheck {
  /// A number that is another whenever pages of others show something else of an article.
  package func cardIdentity(of place: Int) -> UInt64 {
    let article = site.articles[place]
    guard let image = article.image else { return article.cardHash }
    var record = RecordWriter()
    record.write(article.cardHash)
    record.write(
      site.link(to: image.src.value, in: article, resolver: resolver, absolute: false))
    return record.hash
  }
}

extension RecordWriter {
  fileprivate mutating func write(_ number: UInt64) { write(Int(bitPattern: UInt(number))) }

  /// Stands for all that was written.
  fileprivate var hash: UInt64 { ContentHash(of: bytes).value }
}
