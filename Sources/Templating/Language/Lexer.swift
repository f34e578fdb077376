internal import Diagnostics

/// Cuts a template into tokens.
///
/// The rules for whitespace are Jinja2's under `trim_blocks`, `lstrip_blocks` and
/// `keep_trailing_newline`: the first newline after a block tag or comment goes; spaces before
/// one that stands first on its line go; `-` removes all whitespace on its side, `+` keeps it.
struct Lexer {
  private let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  /// Whether `offset` is at the start of a line, as far as indentation is concerned.
  private var isAtLineStart = true
  /// Whether the next text loses its leading whitespace.
  private var tokens: [Token] = []

  static func tokens(of source: SourceText) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source: source)
    try lexer.run()
    return lexer.tokens
  }

  private init(source: SourceText) {
    self.source = source
    bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 8 + 8)
  }

  private mutating func run() throws(Diagnostic) {
    while let opening = nextOpening() {
      let sign = byte(at: opening + 2)
      appendText(upTo: opening, sign: sign)
      offset = opening + 2
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { offset += 1 }
      switch byte(at: opening + 1) {
      case UInt8(ascii: "#"): try skipComment(from: opening)
      case UInt8(ascii: "{"):
        tokens.append(Token(kind: .variableBegin, range: opening..<offset))
        try readTag(from: opening, closing: UInt8(ascii: "}"), kind: .variableEnd)
      default:
        if let body = rawBody() {
          try readRaw(from: opening, body: body)
        } else {
          tokens.append(Token(kind: .blockBegin, range: opening..<offset))
          try readTag(from: opening, closing: UInt8(ascii: "%"), kind: .blockEnd)
        }
      }
    }
    if offset < bytes.count { tokens.append(Token(kind: .text, range: offset..<bytes.count)) }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }
}

// MARK: Text

extension Lexer {
  private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private func nextOpening() -> Int? {
    var index = offset
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{") {
        switch bytes[index + 1] {
        case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return index
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  private mutating func appendText(upTo end: Int, sign: UInt8) {
    let isOutput = byte(at: end + 1) == UInt8(ascii: "{")
    let range = strippedText(offset..<end, sign: sign, isOutput: isOutput)
    if !range.isEmpty { tokens.append(Token(kind: .text, range: range)) }
  }

  /// What is left of a text before a tag with this sign.
  private func strippedText(_ range: Range<Int>, sign: UInt8, isOutput: Bool) -> Range<Int> {
    if sign == UInt8(ascii: "-") {
      return range.lowerBound..<bytes.endTrimmed(range)
    }
    guard !isOutput, sign != UInt8(ascii: "+") else { return range }
    let newline = bytes[range].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let line = newline.map { $0 + 1 } ?? range.lowerBound
    guard newline != nil || isAtLineStart else { return range }
    return bytes.endTrimmed(line..<range.upperBound) == line ? range.lowerBound..<line : range
  }

  private mutating func skipComment(from opening: Int) throws(Diagnostic) {
    var index = opening + 2
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: "}") {
        // A sign at the start is not one at the end too.
        let sign = index > opening + 3 ? bytes[index - 1] : 0
        return endTag(at: index + 2, sign: sign, trimsNewline: true)
      }
      index += 1
    }
    throw Diagnostic(
      in: source, at: opening..<opening + 2, "this comment does not end", hint: "close it with `#}`"
    )
  }

  /// Goes on after a tag, past the whitespace that its sign or the rules remove.
  private mutating func endTag(at end: Int, sign: UInt8, trimsNewline: Bool) {
    offset = end
    if sign == UInt8(ascii: "-") {
      offset = bytes.startTrimmed(end..<bytes.count)
    } else if trimsNewline, sign != UInt8(ascii: "+") {
      if byte(at: offset) == UInt8(ascii: "\r") { offset += 1 }
      if byte(at: offset) == UInt8(ascii: "\n") { offset += 1 }
    }
    isAtLineStart = offset > end && bytes[offset - 1] == UInt8(ascii: "\n")
  }
}

// MARK: Raw

extension Lexer {
  /// The offset behind `{% raw %}`, if that is what stands here.
  private func rawBody() -> Int? {
    tagEnd(named: "raw", at: offset).map { end in
      bytes[end - 3] == UInt8(ascii: "-") ? bytes.startTrimmed(end..<bytes.count) : end
    }
  }

  /// The end of a tag that holds only `name`, whose content starts at `start`.
  private func tagEnd(named name: String, at start: Int) -> Int? {
    var index = bytes.startTrimmed(start..<bytes.count)
    guard bytes[index...].starts(with: name.utf8) else { return nil }
    index = bytes.startTrimmed(index + name.utf8.count..<bytes.count)
    if byte(at: index) == UInt8(ascii: "-") || byte(at: index) == UInt8(ascii: "+") { index += 1 }
    guard byte(at: index) == UInt8(ascii: "%"), byte(at: index + 1) == UInt8(ascii: "}") else {
      return nil
    }
    return index + 2
  }

  private mutating func readRaw(from opening: Int, body: Int) throws(Diagnostic) {
    isAtLineStart = body > opening && bytes[body - 1] == UInt8(ascii: "\n")
    var index = body
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "%") {
        let sign = byte(at: index + 2)
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if let end = tagEnd(named: "endraw", at: index + (isSigned ? 3 : 2)) {
          let range = strippedText(body..<index, sign: sign, isOutput: false)
          if !range.isEmpty { tokens.append(Token(kind: .text, range: range)) }
          return endTag(at: end, sign: bytes[end - 3], trimsNewline: true)
        }
      }
      index += 1
    }
    throw Diagnostic(
      in: source, at: opening..<body, "`raw` does not end", hint: "close it with `{% endraw %}`")
  }
}

// MARK: Tags

extension Lexer {
  private mutating func readTag(
    from opening: Int, closing: UInt8, kind: Token.Kind
  ) throws(Diagnostic) {
    var open: [(symbol: UInt8, offset: Int)] = []
    while true {
      offset = bytes.startTrimmed(offset..<bytes.count)
      guard offset < bytes.count else {
        let end = closing == UInt8(ascii: "}") ? "}}" : "%}"
        throw Diagnostic(
          in: source, at: opening..<opening + 2, "this tag does not end",
          hint: open.last.map { _ in "a bracket in it is open" } ?? "close it with `\(end)`")
      }
      if open.isEmpty, readTagEnd(closing: closing, kind: kind) { return }
      try readToken(&open)
    }
  }

  private mutating func readTagEnd(closing: UInt8, kind: Token.Kind) -> Bool {
    var index = offset
    var sign: UInt8 = 0
    let isBlock = kind == .blockEnd
    if bytes[index] == UInt8(ascii: "-") || isBlock && bytes[index] == UInt8(ascii: "+") {
      sign = bytes[index]
      index += 1
    }
    guard byte(at: index) == closing, byte(at: index + 1) == UInt8(ascii: "}") else { return false }
    tokens.append(Token(kind: kind, range: offset..<index + 2))
    endTag(at: index + 2, sign: sign, trimsNewline: isBlock)
    return true
  }

  private mutating func readToken(_ open: inout [(symbol: UInt8, offset: Int)]) throws(Diagnostic) {
    let start = offset
    let first = bytes[offset]
    if first.isDigit {
      readNumber()
    } else if first.isNameByte {
      while offset < bytes.count, bytes[offset].isNameByte { offset += 1 }
      tokens.append(Token(kind: .name, range: start..<offset))
    } else if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
      try readString(quote: first)
    } else {
      try readSymbol(&open)
    }
  }

  private mutating func readString(quote: UInt8) throws(Diagnostic) {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != quote {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard offset < bytes.count else {
      offset = bytes.count
      throw Diagnostic(in: source, at: start..<start + 1, "this text has no closing quote")
    }
    offset += 1
    tokens.append(Token(kind: .string, range: start..<offset))
  }

  private mutating func readSymbol(
    _ open: inout [(symbol: UInt8, offset: Int)]
  ) throws(Diagnostic) {
    let start = offset
    let pair = bytes[start..<min(start + 2, bytes.count)]
    guard
      let symbol = Token.Symbol(rawValue: String(decoding: pair, as: UTF8.self))
        ?? Token.Symbol(rawValue: String(decoding: pair.prefix(1), as: UTF8.self))
    else {
      throw Diagnostic(in: source, at: start..<start + 1, "a tag cannot hold this character")
    }
    offset += symbol.rawValue.utf8.count
    switch symbol {
    case .leftParenthesis: open.append((UInt8(ascii: ")"), start))
    case .leftBracket: open.append((UInt8(ascii: "]"), start))
    case .leftBrace: open.append((UInt8(ascii: "}"), start))
    case .rightParenthesis, .rightBracket, .rightBrace:
      guard let last = open.last, last.symbol == bytes[start] else {
        if symbol == .rightBrace, let last = open.last {
          throw Diagnostic(
            in: source, at: last.offset..<last.offset + 1, "this bracket is not closed",
            hint: "close it with `\(String(decoding: [last.symbol], as: UTF8.self))`")
        }
        throw Diagnostic(
          in: source, at: start..<offset, "`\(symbol.rawValue)` closes nothing that is open")
      }
      open.removeLast()
    default: break
    }
    tokens.append(Token(kind: .symbol(symbol), range: start..<offset))
  }
}

// MARK: Numbers

extension Lexer {
  private mutating func readNumber() {
    let start = offset
    let prefix = byte(at: start + 1) | 0x20
    if bytes[start] == UInt8(ascii: "0"),
      [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(prefix)
    {
      offset += 2
      while offset < bytes.count, bytes[offset].isHexDigit || bytes[offset] == UInt8(ascii: "_") {
        offset += 1
      }
      tokens.append(Token(kind: .int, range: start..<offset))
      return
    }
    skipDigits()
    var kind = Token.Kind.int
    // `x.0.5` are two attributes, not a number after a dot.
    let isAfterDot = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if !isAfterDot {
      if byte(at: offset) == UInt8(ascii: "."), byte(at: offset + 1).isDigit {
        kind = .double
        offset += 1
        skipDigits()
      }
      if skipExponent() { kind = .double }
    }
    tokens.append(Token(kind: kind, range: start..<offset))
  }

  private mutating func skipDigits() {
    while byte(at: offset).isDigit
      || byte(at: offset) == UInt8(ascii: "_") && byte(at: offset + 1).isDigit
    {
      offset += 1
    }
  }

  private mutating func skipExponent() -> Bool {
    guard byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return false }
    let sign = byte(at: offset + 1)
    let digits = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? offset + 2 : offset + 1
    guard byte(at: digits).isDigit else { return false }
    offset = digits
    skipDigits()
    return true
  }
}
