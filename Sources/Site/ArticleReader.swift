internal import Addresses
package import Diagnostics
internal import Language
internal import Markdown
internal import Templating
package import Topics
internal import YAML

/// Makes an article out of a file: front matter, text and topics.
///
/// It holds what all articles share and nothing of any one of them, so that files can be
/// read on several threads; it is one object, so that they need not count every part of it.
package final class ArticleReader: Sendable {
  package enum Kind: Sendable { case article, standingPage }

  /// What came of one file.
  package struct Reading: Sendable {
    package var article: Article
    package var detail: ArticleDetail
  }

  let settings: SiteSettings
  let tagger: Tagger
  private let rendering: [String: RenderingOptions]

  package init(settings: SiteSettings, tagger: Tagger) {
    self.settings = settings
    self.tagger = tagger
    rendering = Dictionary(
      uniqueKeysWithValues: settings.languages.map { ($0, settings.rendering(of: $0)) })
  }

  /// Reads one file and reports everything wrong with it.
  ///
  /// - Parameters:
  ///   - number: See `Article.number`.
  ///   - memory: What the tagger keeps of the files that this worker has read.
  /// - Complexity: O(*n*) in the bytes of the file.
  package func read(
    _ source: SourceText, as kind: Kind, number: Int, remembering memory: inout Tagger.Memory
  ) -> Checked<Reading> {
    Checked { (diagnostics) throws(Diagnostic) in
      let draft = try Draft(of: source, as: kind, by: self)
      diagnostics += draft.diagnostics
      let results = tagger.tag(
        draft.text, pinned: draft.pinned, vetoed: draft.vetoed, remembering: &memory)
      diagnostics += topicNotes(results, draft)
      let topics = assigned(results)
      return Reading(
        article: article(draft, topics, number: number), detail: detail(draft, topics))
    }.withoutValueAfterErrors
  }

  func rendering(of language: String) -> RenderingOptions {
    rendering[language] ?? RenderingOptions()
  }

  private func article(
    _ draft: Draft, _ topics: [TopicResult], number: Int
  ) -> Article {
    let front = draft.front
    let article = NewArticle(
      facts: ArticleRecord.Facts(
        language: draft.language,
        date: draft.kind == .article ? front.date : nil, updated: front.updated,
        isDraft: front.isDraft, expires: front.expires,
        contentHash: ContentHash(of: draft.source.bytes).value),
      slug: draft.slug, stemLength: draft.name.stem.utf8.count, title: front.title?.value ?? "",
      summary: front.summary?.value ?? draft.body.summary,
      authors: front.authors, terms: draft.terms,
      topics: topics.map { AssignedTopic(index: $0.place) },
      events: front.events, image: front.image, aliases: front.aliases,
      links: draft.body.links.sorted { $0.attribute.lowerBound < $1.attribute.lowerBound }
        .map { BodyLink(destination: $0.destination, range: $0.source, htmlRange: $0.attribute) })
    return Article(article, file: draft.source.path, number: number)
  }

  private func detail(_ draft: Draft, _ topics: [TopicResult]) -> ArticleDetail {
    ArticleDetail(
      html: draft.body.html, outline: draft.body.outline, sources: draft.front.sources,
      reasons: topics.map { reason($0, in: draft) },
      extra: draft.front.extra.map(Value.init(extra:)) ?? .map([]),
      readingMinutes: draft.readingMinutes)
  }
}

extension SiteSettings {
  fileprivate func rendering(of language: String) -> RenderingOptions {
    RenderingOptions(
      links: LinkPolicy(imageHosts: imageHosts),
      labels: language == "en" ? .english : .vietnamese, reservedIDs: Self.reservedIDs)
  }

  /// The ids that the default theme gives to its own elements.
  private static let reservedIDs = [
    "main", "outline", "sources", "events", "terms", "topics", "in-topics", "related",
  ]
}

extension Value {
  /// What an author wrote below `extra`: text, lists and maps.
  fileprivate init(extra node: Node) {
    switch node.kind {
    case .scalar(let scalar): self = node.isNull ? .none : .string(scalar.text)
    case .sequence(let elements): self = .list(elements.map(Value.init(extra:)))
    case .mapping(let entries):
      self = .map(entries.map { ($0.key.text, Value(extra: $0.value)) })
    }
  }
}
