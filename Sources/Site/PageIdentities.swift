internal import Addresses
internal import Language

/// Numbers that stand for pages: a page whose number is that of the last build is the same.
///
/// No page is composed for its number. Hashes stand for what it reads: that of a file for the
/// text of an article, `Article.cardHash` for what others show of it (`SiteCheck.Finding`). So a number costs
/// little, and whatever `PageComposer` lets a page read must be told here.
package struct PageIdentities: Sendable {
  let site: Site
  private let pages: [Page]
  private let translations: Translations
  /// Of the articles, then of the standing pages.
  private let findings: [SiteCheck.Finding]
  /// By edition, what all its pages read.
  private let common: [UInt64]
  /// By edition and tag, what a page says of the tag in passing.
  let tags: [[UInt64]]
  /// By edition and tag, what the tag's own pages say of it and the topics it names.
  let ownTags: [[UInt64]]

  /// - Parameters:
  ///   - strings: The words of the interface, one set for each edition.
  ///   - theme: Stands for all templates, words and assets.
  ///   - version: Stands for the program, the settings and the taxonomy.
  ///   - findings: Of all articles, then of all standing pages.
  package init(
    _ check: SiteCheck, strings: [InterfaceStrings], theme: UInt64, version: UInt64,
    findings: [SiteCheck.Finding]
  ) {
    site = check.site
    pages = check.pages
    translations = Translations(of: check.site)
    self.findings = findings
    common = zip(check.site.editions, strings).map { edition, strings in
      var hash = HashMixer()
      hash.mix(version)
      hash.mix(theme)
      hash.mix(edition.language)
      for item in check.site.menu(of: edition, strings: strings) {
        hash.mix(item.title)
        hash.mix(item.address.path)
      }
      return hash.value
    }
    let tags = check.site.editions.map { $0.tags.map(Self.identity(of:)) }
    self.tags = tags
    ownTags = zip(check.site.editions, tags).map { edition, identities in
      zip(edition.tags, identities).map { tag, identity in
        var hash = HashMixer()
        hash.mix(identity)
        let (broader, related) = check.site.topics(namedBy: tag, in: edition)
        hash.mix(broader.count)
        for place in broader + related { hash.mix(identities[place]) }
        return hash.value
      }
    }
  }

  private static func identity(of tag: Tag) -> UInt64 {
    var hash = HashMixer()
    hash.mix(tag.kind == .term ? 1 : 0)
    hash.mix(tag.id)
    hash.mix(tag.label)
    return hash.value
  }

  /// A number that is another whenever the page would be another.
  package func identity(of page: Page) -> UInt64 {
    var hash = HashMixer()
    hash.mix(common[page.edition])
    hash.mix(page.content.kind)
    for alternate in translations.alternates(of: page, on: site) {
      hash.mix(alternate.edition)
      hash.mix(alternate.address.path)
    }
    write(page, into: &hash)
    return hash.value
  }

  private func write(_ page: Page, into hash: inout HashMixer) {
    let edition = site.editions[page.edition]
    switch page.content {
    case .article(let place): write(article: place, in: edition, page.edition, into: &hash)
    case .standingPage(let place): hash.mix(finding(ofStandingPage: place).text)
    case .home(let number):
      write(edition.articles, number: number, into: &hash)
      guard number == nil else { return }
      write(topicsOf: edition, page.edition, into: &hash)
      write(edition.timeline.suffix(PageComposer.recentEvents), into: &hash)
    case .tag(let place, let number):
      hash.mix(ownTags[page.edition][place])
      write(edition.tags[place].articles, number: number, into: &hash)
    case .tags: writeTags(of: edition, page.edition, into: &hash)
    case .timeline:
      for entry in edition.timeline { hash.mix(entry.year * 16 + (entry.month ?? 0)) }
      write(edition.timeline.suffix(PageComposer.recentEntries), into: &hash)
    case .year(let year):
      write(edition.timeline, edition.timeline.range(ofYear: year), into: &hash)
    case .month(let year, let month):
      write(edition.timeline, edition.timeline.range(ofMonth: month, in: year), into: &hash)
    case .tagTimeline(let place):
      hash.mix(ownTags[page.edition][place])
      write(edition.tags[place].timeline[...], into: &hash)
    case .tagYear(let place, let year):
      hash.mix(ownTags[page.edition][place])
      let timeline = edition.tags[place].timeline
      write(timeline[timeline.range(ofYear: year)], into: &hash)
    case .feed: write(feed: edition.articles, into: &hash)
    case .tagFeed(let place):
      hash.mix(ownTags[page.edition][place])
      write(feed: edition.tags[place].articles, into: &hash)
    case .alias(let place): hash.mix(card(place))
    case .standingAlias(let place): hash.mix(finding(ofStandingPage: place).card)
    case .sitemap(let part): writeSitemap(part, into: &hash)
    case .sitemapIndex(let parts): hash.mix(parts)
    case .notFound, .robots: break
    }
  }
}

// MARK: - Articles

extension PageIdentities {
  private func write(
    article place: Int, in edition: Edition, _ index: Int, into hash: inout HashMixer
  ) {
    hash.mix(findings[place].text)
    hash.mix(card(place))
    write(Neighbours(of: place, in: edition.articles), into: &hash)
    for filing in site.filings[place] {
      hash.mix(tags[index][filing.tag])
      let members = edition.tags[filing.tag].articles
      write(Neighbours(at: filing.position, in: members), into: &hash)
    }
    for related in site.related(to: place, in: edition) { hash.mix(card(related)) }
  }

  private func write(_ neighbours: Neighbours, into hash: inout HashMixer) {
    hash.mix(neighbours.previous.map { card($0) } ?? 0)
    hash.mix(neighbours.next.map { card($0) } ?? 0)
  }

  private func card(_ place: Int) -> UInt64 { findings[place].card }

  private func finding(ofStandingPage place: Int) -> SiteCheck.Finding {
    findings[site.articles.count + place]
  }

  private func write(feed list: [Int], into hash: inout HashMixer) {
    for place in list.suffix(site.settings.feedSize) {
      let article = site.articles[place]
      hash.mix(findings[place].text)
      hash.mix(card(place))
      guard let own = site.editions.firstIndex(where: { $0.language == article.language })
      else { continue }
      for filing in site.filings[place] { hash.mix(tags[own][filing.tag]) }
    }
  }
}

// MARK: - Lists

extension PageIdentities {
  private func write(_ articles: [Int], number: Int?, into hash: inout HashMixer) {
    let pagination = Pagination(total: articles.count, size: site.settings.pageSize)
    let own = number ?? pagination.lastNumber + 1
    hash.mix(own)
    hash.mix(number == nil ? articles.count : 0)
    hash.mix(own < pagination.lastNumber ? 1 : 0)
    let window = pagination.window(around: own)
    hash.mix(window.count)
    for number in window { hash.mix(number) }
    let members = number.map(pagination.members) ?? pagination.newest
    hash.mix(members.count)
    for place in articles[members] { hash.mix(card(place)) }
  }

  private func write(topicsOf edition: Edition, _ index: Int, into hash: inout HashMixer) {
    for (place, tag) in edition.tags.enumerated() where tag.kind != .term {
      hash.mix(tags[index][place])
      hash.mix(tag.articles.count)
      hash.mix(tag.articles.last.map { card($0) } ?? 0)
    }
  }

  private func writeTags(of edition: Edition, _ index: Int, into hash: inout HashMixer) {
    write(topicsOf: edition, index, into: &hash)
    for (place, tag) in edition.tags.enumerated() where tag.kind == .term {
      hash.mix(tags[index][place])
      hash.mix(tag.articles.count)
      for article in tag.articles.suffix(PageComposer.termPreview) {
        hash.mix(card(article))
      }
    }
  }

  private func write(_ entries: ArraySlice<TimelineEntry>, into hash: inout HashMixer) {
    hash.mix(entries.count)
    for entry in entries {
      hash.mix(card(entry.article))
      hash.mix(entry.event ?? -1)
    }
  }

  /// A year or a month, and the ones before and after it.
  private func write(
    _ timeline: [TimelineEntry], _ range: Range<Int>, into hash: inout HashMixer
  ) {
    for neighbour in [
      timeline[..<range.lowerBound].last, timeline[range.upperBound...].first,
      timeline.lastDated(before: range.lowerBound), timeline.firstDated(from: range.upperBound),
    ] {
      hash.mix(neighbour?.year ?? 0)
      hash.mix(neighbour?.month ?? 0)
    }
    write(timeline[range], into: &hash)
  }

  /// Every address of the part, and the last change of articles.
  private func writeSitemap(_ part: Int?, into hash: inout HashMixer) {
    hash.mix(part ?? 0)
    for page in pages.listed(inSitemap: part) {
      hash.mix(page.address.path)
      if let moment = site.lastChange(of: page) {
        hash.mix(moment.instant.epochSeconds)
        hash.mix(moment.instant.offsetMinutes)
        hash.mix(moment.isDay ? 1 : 0)
      }
      for alternate in translations.alternates(of: page, on: site) {
        hash.mix(alternate.address.path)
      }
    }
  }
}
