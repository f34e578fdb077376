internal import Diagnostics

/// Where the two halves of an article lie in its bytes.
struct FrontMatter: Equatable {
  /// The YAML, without the fences.
  var yaml: Range<Int>
  /// The Markdown, from the line after the closing fence to the end.
  var markdown: Range<Int>

  /// Finds the front matter of an article.
  ///
  /// Only whole lines count as fences, so `--- ` in a title or a thematic break in
  /// the body never ends the front matter early. Both `\n` and `\r\n` end a line.
  ///
  /// - Complexity: O(*n*) in the length of the front matter; the body is not read.
  init(of article: SourceText) throws(Diagnostic) {
    let bytes = article.bytes.span
    let opening = bytes.hasByteOrderMark ? 3 : 0
    var lines = LineReader(offset: opening)
    guard let first = lines.next(in: bytes), bytes.isFence(first) else {
      throw Self.missing(in: article, at: opening)
    }
    let start = lines.offset
    while let line = lines.next(in: bytes) {
      guard bytes.isFence(line) else {
        // No front matter can hold it: to YAML it begins another document.
        if bytes.isFenceWithSpace(line) { throw Self.inexact(in: article, at: line) }
        continue
      }
      yaml = start..<line.lowerBound
      markdown = lines.offset..<bytes.count
      return
    }
    throw Diagnostic(
      in: article, at: first, "the front matter is never closed",
      hint: "put a line `---` between the front matter and the text")
  }

  private static func inexact(in article: SourceText, at line: Range<Int>) -> Diagnostic {
    Diagnostic(
      in: article, at: line, "the line after the front matter must be `---` and nothing else",
      hint: "remove the spaces behind the three hyphens")
  }

  private static func missing(in article: SourceText, at offset: Int) -> Diagnostic {
    let line = article.lineRange(at: offset)
    let nearlyFence = article.bytes[line].prefix(3).elementsEqual("---".utf8)
    return Diagnostic(
      in: article, at: offset..<line.upperBound,
      nearlyFence ? "the first line must be `---` and nothing else" : "no front matter",
      hint: nearlyFence
        ? "remove what follows the three hyphens, spaces too"
        : "start the file with `---`, `title: …`, `date: …`, `---`, each on its own line")
  }
}

/// Walks the lines of a span it does not hold.
private struct LineReader {
  /// The offset of the next line.
  var offset: Int

  /// The next line without its ending, or `nil` at the end.
  mutating func next(in bytes: borrowing Span<UInt8>) -> Range<Int>? {
    guard offset < bytes.count else { return nil }
    let start = offset
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    offset = min(end + 1, bytes.count)
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}

extension Span<UInt8> {
  fileprivate var hasByteOrderMark: Bool {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
  }

  fileprivate func isFence(_ line: Range<Int>) -> Bool {
    line.count == 3 && line.allSatisfy { self[$0] == UInt8(ascii: "-") }
  }

  fileprivate func isFenceWithSpace(_ line: Range<Int>) -> Bool {
    line.count > 3 && isFence(line.prefix(3))
      && line.dropFirst(3).allSatisfy { self[$0] == UInt8(ascii: " ") || self[$0] == 0x09 }
  }
}
