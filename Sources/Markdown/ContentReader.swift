/// Reads the inline content of one leaf block where it stands in the text.
///
/// libcmark hands out what it made of the source, not where it was. This reader knows the
/// source form of each construct, and steps over what containers put in front of each
/// line: indentation and as many `>` as there are quotations round the leaf.
///
/// Every function takes and returns offsets into `text`, never beyond `end`.
struct ContentReader {
  let text: [UInt8]
  /// The end of the leaf's last line.
  var end: Int
  /// How many quotations stand round the leaf.
  var quotes: Int

  /// The byte at an offset, or 0 at the end.
  func byte(_ offset: Int) -> UInt8 { offset < end ? text[offset] : 0 }

  func skipSpaces(from offset: Int) -> Int {
    var offset = offset
    while byte(offset).isSpaceOrTab { offset += 1 }
    return offset
  }

  /// Steps over one line ending and what the containers put in front of the next line.
  ///
  /// - Returns: `nil` if there is no line ending at `offset`.
  func skipLineEnding(from offset: Int) -> Int? {
    var offset = offset
    if byte(offset) == UInt8(ascii: "\r") {
      offset += 1
      if byte(offset) == UInt8(ascii: "\n") { offset += 1 }
    } else if byte(offset) == UInt8(ascii: "\n") {
      offset += 1
    } else {
      return nil
    }
    return skipPrefix(from: offset)
  }

  /// Steps over indentation and `>` at the start of a line.
  func skipPrefix(from offset: Int) -> Int {
    var offset = skipSpaces(from: offset)
    var remaining = quotes
    while remaining > 0, byte(offset) == UInt8(ascii: ">") {
      offset = skipSpaces(from: offset + 1)
      remaining -= 1
    }
    return offset
  }

  /// Steps over white space with any number of line endings.
  func skipWhitespace(from offset: Int) -> Int {
    var offset = offset
    while true {
      if let next = skipLineEnding(from: offset) {
        offset = next
      } else if byte(offset).isCommonMarkSpace {
        offset += 1
      } else {
        return offset
      }
    }
  }

  /// Steps over spaces with at most one line ending.
  func skipSpacesAndLineEnding(from offset: Int) -> Int {
    let offset = skipSpaces(from: offset)
    return skipLineEnding(from: offset).map { skipSpaces(from: $0) } ?? offset
  }

  /// Steps over a code span or, in front of anything else, returns `nil`.
  func skipCodeSpan(from offset: Int) -> Int? {
    var offset = offset
    let opening = countRun(of: UInt8(ascii: "`"), from: offset)
    guard opening > 0 else { return nil }
    offset += opening
    while offset < end {
      guard text[offset] == UInt8(ascii: "`") else {
        offset += 1
        continue
      }
      let run = countRun(of: UInt8(ascii: "`"), from: offset)
      offset += run
      if run == opening { return offset }
    }
    return nil
  }

  private func countRun(of byte: UInt8, from offset: Int) -> Int {
    var end = offset
    while self.byte(end) == byte { end += 1 }
    return end - offset
  }
}

// MARK: - Links

extension ContentReader {
  /// A construct with something inside delimiters.
  struct Scan {
    /// What stands inside.
    var content: Range<Int>
    /// The offset behind the closing delimiter.
    var end: Int
  }

  /// Reads `[label]`.
  func label(at offset: Int) -> Scan? {
    guard byte(offset) == UInt8(ascii: "[") else { return nil }
    var i = offset + 1
    let limit = min(end, i + 1001)
    while i < limit {
      switch text[i] {
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return Scan(content: offset + 1..<i, end: i + 1)
      case UInt8(ascii: "\\") where byte(i + 1).isASCIIPunctuation: i += 2
      default: i += 1
      }
    }
    return nil
  }

  /// Reads the address of a link, with or without angle brackets.
  func destination(at offset: Int) -> Scan? {
    byte(offset) == UInt8(ascii: "<") ? bracketed(at: offset) : bare(at: offset)
  }

  private func bracketed(at offset: Int) -> Scan? {
    var i = offset + 1
    while i < end {
      switch text[i] {
      case UInt8(ascii: ">"): return Scan(content: offset + 1..<i, end: i + 1)
      case UInt8(ascii: "<"), UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "\\"): i += 2
      default: i += 1
      }
    }
    return nil
  }

  private func bare(at offset: Int) -> Scan? {
    var i = offset
    var depth = 0
    scan: while i < end {
      switch text[i] {
      case UInt8(ascii: "\\") where byte(i + 1).isASCIIPunctuation: i += 1
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
      case let byte where byte.isCommonMarkSpace:
        if i == offset { return nil }
        break scan
      default: break
      }
      i += 1
    }
    return depth == 0 ? Scan(content: offset..<i, end: i) : nil
  }

  /// Reads `"title"`, `'title'` or `(title)`.
  func title(at offset: Int) -> Scan? {
    let closing: UInt8
    switch byte(offset) {
    case UInt8(ascii: "\""): closing = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): closing = UInt8(ascii: "'")
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    var i = offset + 1
    while i < end {
      if text[i] == closing { return Scan(content: offset + 1..<i, end: i + 1) }
      i += text[i] == UInt8(ascii: "\\") && byte(i + 1).isASCIIPunctuation ? 2 : 1
    }
    return nil
  }

  /// The part of an inline link that follows the text.
  struct Tail {
    var destination: Range<Int>
    var title: Range<Int>?
    /// The offset behind `)`.
    var end: Int
  }

  /// Reads `(destination "title")`.
  func inlineTail(at offset: Int) -> Tail? {
    guard byte(offset) == UInt8(ascii: "("),
      let destination = destination(at: skipWhitespace(from: offset + 1))
    else { return nil }
    var tail = Tail(destination: destination.content, end: destination.end)
    let gap = skipWhitespace(from: tail.end)
    if gap > tail.end, let title = title(at: gap) {
      tail.title = title.content
      tail.end = title.end
    }
    tail.end = skipWhitespace(from: tail.end)
    guard byte(tail.end) == UInt8(ascii: ")") else { return nil }
    tail.end += 1
    return tail
  }

  /// A link reference definition.
  struct Definition {
    var label: Range<Int>
    var destination: Range<Int>
    /// The offset of the next line's content.
    var end: Int
  }

  /// Reads `[label]: destination "title"` up to the end of its line.
  func definition(at offset: Int) -> Definition? {
    guard let label = label(at: offset), byte(label.end) == UInt8(ascii: ":"),
      skipWhitespace(from: label.content.lowerBound) < label.content.upperBound,
      let destination = destination(at: skipSpacesAndLineEnding(from: label.end + 1))
    else { return nil }
    let gap = skipSpacesAndLineEnding(from: destination.end)
    if gap > destination.end, let title = title(at: gap), let end = lineEnd(from: title.end) {
      return Definition(label: label.content, destination: destination.content, end: end)
    }
    guard let end = lineEnd(from: destination.end) else { return nil }
    return Definition(label: label.content, destination: destination.content, end: end)
  }

  /// The content of the next line, if only spaces are left on this one.
  private func lineEnd(from offset: Int) -> Int? {
    let offset = skipSpaces(from: offset)
    return offset >= end ? end : skipLineEnding(from: offset)
  }
}

extension UInt8 {
  var isSpaceOrTab: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isLineEnding: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  var isCommonMarkSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isASCIIPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
