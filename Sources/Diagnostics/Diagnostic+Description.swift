extension Diagnostic: CustomStringConvertible {
  /// The message as a terminal shows it, without colour.
  ///
  ///     content/lockbit.md:2:7: error: no such month: `13`
  ///     2 | date: 2026-13-02
  ///       |       ^~~~~~~~~~
  ///       = hint: months run from 01 to 12
  ///
  /// Control characters of a hostile file are shown as pictures, so that a message
  /// cannot move the cursor or recolour a terminal.
  package var description: String {
    let start = source.position(of: range.lowerBound)
    let gutter = String(repeating: " ", count: String(start.line).count)
    var text = "\(source.path.printable):\(start.line):\(start.column): "
    text += "\(severity): \(message.printable)\n"
    text += source.excerpt(of: range)
    if let hint { text += "\(gutter) = hint: \(hint.printable)\n" }
    for note in notes {
      let place = note.source.position(of: note.range.lowerBound)
      text += "\(note.source.path.printable):\(place.line):\(place.column): note: "
      text += "\(note.message.printable)\n\(note.source.excerpt(of: note.range))"
    }
    text.removeLast()
    return text
  }
}

extension SourceText {
  /// How many scalars of a line an excerpt shows at most.
  private static let excerptWidth = 100

  /// The line a range starts on, with a caret and tildes under the range; nothing of an
  /// empty file, which may be one that is not text at all.
  fileprivate func excerpt(of range: Range<Int>) -> String {
    guard !bytes.isEmpty else { return "" }
    let start = position(of: range.lowerBound)
    let line = lineRange(at: range.lowerBound)
    let marked = bytes[range.clamped(to: line)]
    let scalars = Array(String(decoding: bytes[line], as: UTF8.self).unicodeScalars)
    // A long line is shown from shortly before the fault.
    let first = start.column <= Self.excerptWidth - 20 ? 0 : start.column - 1 - 40
    let shown = scalars.dropFirst(first).prefix(Self.excerptWidth)
    let caret = start.column - 1 - first
    let length = marked.count { !$0.isUTF8Continuation }
    let width = max(1, min(length, shown.count - caret))
    let underline = "^" + String(repeating: "~", count: width - 1)
    let number = String(start.line)
    let gutter = String(repeating: " ", count: number.count)
    let indent = shown.prefix(caret).map { $0 == "\t" ? "\t" : " " }.joined()
    let padding = String(repeating: " ", count: max(0, caret - shown.count))
    return """
      \(number) | \(first > 0 ? "…" : "")\(String.printable(shown))
      \(gutter) | \(first > 0 ? " " : "")\(indent)\(padding)\(underline)

      """
  }
}

extension String {
  /// This text with control and direction-changing characters made visible.
  package var printable: String { .printable(unicodeScalars) }

  /// The same for a text of several lines.
  package var printableLines: String {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { .printable($0) }.joined(separator: "\n")
  }

  fileprivate static func printable(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(scalar.picture) }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Itself, or the visible stand-in of a character that would act on a terminal.
  fileprivate var picture: Unicode.Scalar {
    switch value {
    case 0x09: self
    case 0x00...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
    default: self
    }
  }
}
