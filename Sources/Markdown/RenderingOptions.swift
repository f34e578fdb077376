/// What becomes of a body of Markdown.
package struct RenderingOptions: Equatable, Sendable {
  package enum Dialect: Equatable, Sendable {
    /// CommonMark with tables, footnotes, strikethrough and everything else an article gets.
    case article
    /// CommonMark 0.30 and nothing else, byte for byte as libcmark writes it.
    ///
    /// Raw HTML and every address are trusted, or left out as in an article.
    case commonMark(trusted: Bool)
  }

  /// Words in the language of the page.
  package struct Labels: Equatable, Sendable {
    /// Names the scrolling region round a table; a number follows.
    package var table: String
    /// Names the list of footnotes.
    package var footnotes: String
    /// Names the link from a footnote to its mark; a number follows.
    package var backToText: String

    package init(table: String, footnotes: String, backToText: String) {
      self.table = table
      self.footnotes = footnotes
      self.backToText = backToText
    }

    package static let vietnamese = Labels(
      table: "Bảng", footnotes: "Chú thích", backToText: "Trở lại chỗ đánh dấu chú thích")
    package static let english = Labels(
      table: "Table", footnotes: "Footnotes", backToText: "Back to the mark of footnote")
  }

  package var dialect: Dialect
  /// The level of the highest heading that an article may have: 2 keeps `<h1>` for the
  /// title of the page, whether its author starts with `#` or `##`.
  package var topHeadingLevel: Int
  package var links: LinkPolicy
  package var labels: Labels
  /// Values of `id` that the page uses itself.
  package var reservedIDs: [String]

  package init(
    dialect: Dialect = .article, topHeadingLevel: Int = 2, links: LinkPolicy = LinkPolicy(),
    labels: Labels = .vietnamese, reservedIDs: [String] = []
  ) {
    self.dialect = dialect
    self.topHeadingLevel = topHeadingLevel
    self.links = links
    self.labels = labels
    self.reservedIDs = reservedIDs
  }

  /// CommonMark with trusted input: what `digest markdown --commonmark` prints.
  package static let commonMark = RenderingOptions(dialect: .commonMark(trusted: true))
  /// CommonMark without raw HTML and refused addresses, to compare with the specification.
  package static let safeCommonMark = RenderingOptions(dialect: .commonMark(trusted: false))

  var isArticle: Bool { dialect == .article }
  var isTrusted: Bool { dialect == .commonMark(trusted: true) }
}
