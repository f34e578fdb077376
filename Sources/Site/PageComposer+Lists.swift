internal import Templating
internal import Topics

extension PageComposer {
  /// Articles of a term shown on the page of all tags.
  static let termPreview = 10
  static let recentEvents = 5

  func homeValues(_ page: Page, number: Int?) -> [(String, Value)] {
    let edition = edition(of: page)
    let isNewest = number == nil
    // A numbered page carries nothing that changes with later articles.
    let recent = isNewest ? edition.timeline.suffix(Self.recentEvents).reversed() : []
    return list(edition.articles, number: number, at: edition.home) + [
      ("topics", .list(isNewest ? edition.tags.compactMap { countedTopic($0, in: edition) } : [])),
      ("latest_events", .list(recent.map { eventValue($0) })),
    ]
  }

  func tagValues(_ page: Page, _ place: Int, number: Int?) -> [(String, Value)] {
    let edition = edition(of: page)
    let tag = edition.tags[place]
    return list(tag.articles, number: number, at: site.address(of: tag, in: edition)) + [
      ("topic", fullTopic(tag, in: edition, counted: number == nil))
    ]
  }

  func tagsValues(_ page: Page) -> [(String, Value)] {
    let edition = edition(of: page)
    let terms = edition.tags.filter { $0.kind == .term }.map { tag in
      Value.record(
        Shapes.term,
        [
          .string(tag.label), .string(site.settings.link(site.address(of: tag, in: edition))),
          .int(tag.articles.count),
          .list(tag.articles.suffix(Self.termPreview).reversed().map { card($0) }),
        ])
    }
    return [
      ("topics", .list(edition.tags.compactMap { countedTopic($0, in: edition) })),
      ("tags", .list(terms)),
    ]
  }

  /// `articles` and `pagination` of a list, newest first.
  ///
  /// - Parameter number: `nil` on the list's own address.
  private func list(_ articles: [Int], number: Int?, at home: Address) -> [(String, Value)] {
    let pagination = Pagination(total: articles.count, size: site.settings.pageSize)
    let members = number.map(pagination.members) ?? pagination.newest
    let own = number ?? pagination.lastNumber + 1
    func link(_ number: Int) -> Value {
      let address = number > pagination.lastNumber ? home : site.numbered(home, number)
      return .string(site.settings.link(address))
    }
    let pages = pagination.window(around: own).map { number in
      Value.record(Shapes.pageLink, [.int(number), link(number), .bool(number == own)])
    }
    let value = Value.record(
      Shapes.pagination,
      [
        .int(own), .int(members.count), own > 1 ? link(own - 1) : .none,
        number == nil ? .none : link(own + 1), .list(pages),
        number == nil ? .int(articles.count) : .none,
      ])
    return [
      ("articles", .list(articles[members].reversed().map { card($0) })), ("pagination", value),
    ]
  }

  /// A topic of the taxonomy with its count; `nil` for a term.
  private func countedTopic(_ tag: Tag, in edition: Edition) -> Value? {
    guard case .topic(let index) = tag.kind else { return nil }
    return .record(
      Shapes.countedTopic,
      [
        .string(tag.id), .string(tag.label),
        .string(site.settings.link(site.address(of: tag, in: edition))),
        .int(tag.articles.count),
        .string(site.taxonomy.topics[index].scope[Text.Language(code: edition.language)]),
        card(tag.articles.last),
      ])
  }

  /// - Parameter counted: Whether the page may change with each new article.
  func fullTopic(_ tag: Tag, in edition: Edition, counted: Bool) -> Value {
    let address = site.address(of: tag, in: edition)
    var scope: String?
    var also: [String] = []
    if case .topic(let index) = tag.kind {
      let topic = site.taxonomy.topics[index]
      scope = topic.scope[Text.Language(code: edition.language)]
      also = topic.also[Text.Language(code: edition.language)]
    }
    let (broader, related) = site.topics(namedBy: tag, in: edition)
    func references(_ places: [Int]) -> Value {
      .list(places.map { site.reference(to: edition.tags[$0], in: edition) })
    }
    return .record(
      Shapes.fullTopic,
      [
        .string(tag.id), .string(tag.label), .string(site.settings.link(address)),
        .string(scope), .list(also.map { .string($0) }),
        counted ? .int(tag.articles.count) : .none, references(broader), references(related),
        .string(site.settings.link(address.appending("timeline/"))),
        .string(site.settings.link(address.appending("feed.xml"))),
      ])
  }
}
