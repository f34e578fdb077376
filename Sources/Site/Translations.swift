internal import Templating

/// Which pages say the same thing in another language.
struct Translations: Sendable {
  /// Articles that share a stem, by place; empty where nothing is translated.
  private let articles: [Int: [Int]]
  private let standingPages: [Int: [Int]]
  /// By edition, where there are several: the tags it has pages for.
  private let tags: [[String: Int]]

  init(of site: Site) {
    guard site.editions.count > 1 else {
      (articles, standingPages, tags) = ([:], [:], [])
      return
    }
    articles = Self.groups(site.articles)
    standingPages = Self.groups(site.standingPages)
    tags = site.editions.map { edition in
      Dictionary(uniqueKeysWithValues: edition.tags.enumerated().map { ($1.id, $0) })
    }
  }

  private static func groups(_ articles: [Article]) -> [Int: [Int]] {
    guard Set(articles.lazy.map(\.language)).count > 1 else { return [:] }
    var byStem: [String: [Int]] = [:]
    for (place, article) in articles.enumerated() {
      byStem[article.stem, default: []].append(place)
    }
    var groups: [Int: [Int]] = [:]
    for group in byStem.values where group.count > 1 {
      for place in group { groups[place] = group }
    }
    return groups
  }

  /// The same page in each language that has it, this one included, by edition; empty
  /// where there is no other.
  func alternates(of page: Page, on site: Site) -> [(edition: Int, address: Address)] {
    guard site.editions.count > 1 else { return [] }
    let found = site.editions.indices.compactMap { edition in
      counterpart(of: page, in: edition, on: site).map { (edition: edition, address: $0) }
    }
    return found.count > 1 ? found : []
  }

  private func counterpart(of page: Page, in edition: Int, on site: Site) -> Address? {
    if edition == page.edition { return page.address }
    let other = site.editions[edition]
    switch page.content {
    case .home(number: nil): return other.home
    case .tags: return site.tagsAddress(of: other)
    case .timeline: return site.timelineAddress(of: other)
    case .article(let place):
      return articles[place]?.lazy.map { site.articles[$0] }
        .first { $0.language == other.language }.map(site.address)
    case .standingPage(let place):
      return standingPages[place]?.lazy.map { site.standingPages[$0] }
        .first { $0.language == other.language }.map(site.address)
    case .tag(let place, number: nil):
      return counterpart(ofTag: place, of: page, in: edition, on: site)
    case .tagTimeline(let place):
      return counterpart(ofTag: place, of: page, in: edition, on: site)?.appending("timeline/")
    case .year(let year):
      return other.timeline.range(ofYear: year).isEmpty
        ? nil : site.timelineAddress(of: other, year: year)
    case .month(let year, let month):
      let entries = other.timeline[other.timeline.range(ofMonth: month, in: year)]
      return entries.contains { $0.month != nil }
        ? site.timelineAddress(of: other, year: year, month: month) : nil
    default: return nil
    }
  }

  private func counterpart(
    ofTag place: Int, of page: Page, in edition: Int, on site: Site
  ) -> Address? {
    let other = site.editions[edition]
    return tags[edition][site.editions[page.edition].tags[place].id]
      .map { site.address(of: other.tags[$0], in: other) }
  }
}

extension PageComposer {
  func alternateValues(_ page: Page) -> Value {
    .list(
      translations.alternates(of: page, on: site).map { alternate in
        let language = site.editions[alternate.edition].language
        return .record(
          Shapes.alternate,
          [
            .string(language), .string(SiteSettings.name(of: language)),
            .string(site.settings.link(alternate.address)),
            .string(site.settings.absolute(alternate.address)),
          ])
      })
  }
}
