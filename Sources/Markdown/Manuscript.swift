/// The text that libcmark reads, and how it leads back to the file.
///
/// For most articles it is the file itself. Where tables or footnotes stand in the body, it
/// is a text in which CommonMark can say the same: see `Rewriter`.
struct Manuscript {
  /// What a line of a rewritten text is.
  enum Role {
    case ordinary
    /// The heading that holds one cell of a table.
    case cell(table: Int, row: Int, column: Int)
    /// The list item that holds a footnote.
    case footnote(Int)
  }

  struct Table {
    var alignments: [TableSyntax.Alignment]
    /// With the head.
    var rowCount: Int
  }

  struct Footnote {
    var label: [UInt8]
    /// The definition's `[^label]:` in the file.
    var source: Range<Int>
  }

  var text: [UInt8]
  /// The part of `text` that is Markdown.
  var range: Range<Int>
  /// Where each line begins; the end of the text is last.
  var lineStarts: [Int]
  var offsets = OffsetMap()
  var isRewritten = false
  var tables: [Table] = []
  var footnotes: [Footnote] = []
  /// How many lines at the start hold footnotes, with the line that ends them.
  var footnoteLines = 0
  /// By line, from 1.
  private var roles: [Int: Role] = [:]

  init(text: [UInt8], range: Range<Int>, lineStarts: [Int]) {
    self.text = text
    self.range = range
    self.lineStarts = lineStarts
  }

  func role(of line: Int) -> Role { roles.isEmpty ? .ordinary : roles[line] ?? .ordinary }

  // MARK: Writing one

  /// An empty text to be written.
  init() {
    self.init(text: [], range: 0..<0, lineStarts: [])
    isRewritten = true
  }

  mutating func beginLine(_ role: Role = .ordinary) {
    lineStarts.append(text.count)
    switch role {
    case .ordinary: break
    case .cell, .footnote: roles[lineStarts.count] = role
    }
  }

  mutating func copy(_ source: Range<Int>, of bytes: [UInt8]) {
    offsets.add(copyOf: source, at: text.count)
    text += bytes[source]
  }

  /// Ends the text.
  mutating func finish() {
    lineStarts.append(text.count)
    range = 0..<text.count
  }
}
