package import Markdown
package import Templating

/// What only an article's own page and feeds show: its text and what stands beside it. Pages read
/// it from its record, as a `DetailValues`.
package struct ArticleDetail: Sendable {
  /// The text as HTML, its local links still as written: see `Article.links`.
  package var html: [UInt8]
  package var outline: [Heading]
  package var sources: [Citation]
  /// Why each topic was assigned, in the order of `Article.topics`.
  package var reasons: [TopicReason]
  /// The author's own values, a map.
  package var extra: Value
  package var readingMinutes: Int

  package init(
    html: [UInt8], outline: [Heading], sources: [Citation], reasons: [TopicReason], extra: Value,
    readingMinutes: Int
  ) {
    self.html = html
    self.outline = outline
    self.sources = sources
    self.reasons = reasons
    self.extra = extra
    self.readingMinutes = readingMinutes
  }
}

/// The short form of a topic's evidence, for readers.
package struct TopicReason: Sendable, Hashable {
  package struct Quote: Sendable, Hashable {
    /// The author's own words, in UTF-8.
    package var text: [UInt8]
    /// Where they stand: `title`, `summary`, `lead`, `body`.
    package var zone: String
  }

  /// `certain` or `likely`.
  package var bandID: String
  /// `auto` or `pinned`.
  package var origin: String
  package var quotes: [Quote]
}
