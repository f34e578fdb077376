/// The syntax of a table's lines, after GitHub Flavored Markdown.
enum TableSyntax {
  enum Alignment: UInt8 { case none, left, center, right }

  /// Whether a line may be the row of hyphens under a table's head.
  ///
  /// - Parameter line: A whole line, with what its containers put in front.
  static func mayBeDelimiterRow(_ line: Range<Int>, of text: Span<UInt8>) -> Bool {
    var holdsHyphen = false
    var holdsOther = false
    for i in line {
      switch text[i] {
      case UInt8(ascii: "-"): holdsHyphen = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"): holdsOther = true
      case UInt8(ascii: ">"): break
      case let byte: if !byte.isCommonMarkSpace { return false }
      }
    }
    return holdsHyphen && holdsOther
  }

  /// Reads the row under a table's head: `| :-- | --: |`.
  ///
  /// - Returns: `nil` if the line is something else.
  static func alignments(in line: Range<Int>, of text: [UInt8]) -> [Alignment]? {
    var alignments: [Alignment] = []
    for cell in cells(in: line, of: text) {
      let marks = text[cell]
      guard let first = marks.first, let last = marks.last,
        marks.contains(UInt8(ascii: "-")),
        marks.drop(while: { $0 == UInt8(ascii: ":") })
          .prefix(while: { $0 == UInt8(ascii: "-") }).count
          == marks.count - (first == UInt8(ascii: ":") ? 1 : 0)
          - (last == UInt8(ascii: ":") ? 1 : 0)
      else { return nil }
      switch (first == UInt8(ascii: ":"), last == UInt8(ascii: ":")) {
      case (false, false): alignments.append(.none)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (true, true): alignments.append(.center)
      }
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Cuts a row at each `|` without a backslash in front.
  ///
  /// - Parameter line: The row without indentation.
  /// - Returns: The cells without the spaces round them; none for a lone `|`.
  static func cells(in line: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
    let line = trimmed(line, of: text)
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    if start < line.upperBound, text[start] == UInt8(ascii: "|") { start += 1 }
    var i = start
    while i < line.upperBound {
      if text[i] == UInt8(ascii: "|") {
        cells.append(trimmed(start..<i, of: text))
        start = i + 1
      } else if text[i] == UInt8(ascii: "\\"), i + 1 < line.upperBound,
        text[i + 1] == UInt8(ascii: "|")
      {
        i += 1
      }
      i += 1
    }
    if start < line.upperBound { cells.append(trimmed(start..<line.upperBound, of: text)) }
    return cells
  }

  private static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start].isCommonMarkSpace { start += 1 }
    while start < end, text[end - 1].isCommonMarkSpace { end -= 1 }
    return start..<end
  }
}
