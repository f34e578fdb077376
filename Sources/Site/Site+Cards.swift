internal import Language
internal import Templating
internal import Topics

extension Site {
  /// Where an article is filed under topics of the taxonomy.
  func topics(of article: Int, in edition: Edition) -> ArraySlice<Filings.Filing> {
    filings[article].prefix { edition.tags[$0.tag].kind != .term }
  }

  /// What a page says of a tag in passing.
  func reference(to tag: Tag, in edition: Edition) -> Value {
    .record(
      Shapes.topic,
      [
        .string(tag.id), .string(tag.label),
        .string(settings.link(address(of: tag, in: edition))),
      ])
  }

  /// The tags of the edition that a topic of the taxonomy names as wider and as akin, by place.
  func topics(
    namedBy tag: Tag, in edition: Edition
  ) -> (broader: [Int], related: [Int]) {
    guard case .topic(let index) = tag.kind else { return ([], []) }
    func places(_ ids: [String]) -> [Int] {
      ids.compactMap { id in edition.tags.firstIndex { $0.id == id } }
    }
    let topic = taxonomy.topics[index]
    return (places(topic.broader.map(\.id.text)), places(topic.related.map(\.id.text)))
  }

  /// An article as a list shows it.
  ///
  /// - Parameters:
  ///   - topics: A list with a reference to each topic of the article.
  ///   - parts: Of other cards.
  func card(
    of article: Article, topics: Value, resolver: LinkResolver, sharing parts: inout CardParts
  ) -> Map {
    let address = address(of: article)
    return Map(
      Shapes.card,
      [
        .string(article.titleText), .string(settings.link(address)),
        .string(settings.absolute(address)), .string(article.date?.bytes),
        .string(article.updated?.bytes), parts.day(article.date?.instant.day),
        .string(article.summaryText), parts.language(article.language),
        parts.authors(article.authorTexts), topics, image(of: article, resolver: resolver),
      ])
  }

  func image(of article: Article, resolver: LinkResolver) -> Value {
    guard let image = article.image else { return .none }
    let src =
      image.src.value.isWebAddress
      ? image.src.value
      : link(to: image.src.value, in: article, resolver: resolver, absolute: false)
    return .record(
      Shapes.image,
      [
        .string(src), .string(image.alt), .string(image.credit), .string(image.caption),
      ])
  }

  /// An author's local link as a page says it. One that leads nowhere stays as it is
  /// written: `SiteCheck` has reported it.
  ///
  /// - Parameter absolute: Whether it carries the base URL, as in a feed.
  func link(
    to destination: String, in article: Article, resolver: LinkResolver, absolute: Bool
  ) -> String {
    guard case .success(let target) = resolver.target(of: destination, in: article) else {
      return destination
    }
    let place = target.address ?? (absolute ? address(of: article) : nil)
    let base = place.map { absolute ? settings.absolute($0) : settings.link($0) }
    return (base ?? "") + target.suffix
  }
}
