internal import Language

/// What one pass over a body finds before libcmark sees it.
///
/// libcmark 0.30 takes time that grows with the square of some inputs, so those are refused
/// here. The pass also finds what only some bodies need work for.
struct Survey {
  /// Why a body is refused.
  struct Fault: Equatable {
    var range: Range<Int>
    var message: String
    var hint: String?
  }

  /// Syntax that may be in the body; where it is not, nobody looks for it.
  struct Features: OptionSet {
    var rawValue: UInt8
    static let tables = Features(rawValue: 1)
    static let footnotes = Features(rawValue: 2)
    static let strikethrough = Features(rawValue: 4)
  }

  /// The most that a body may hold.
  enum Limit {
    static let bytes = 512 * 1024
    static let containers = 64
    /// In one run of lines that are not blank.
    static let brackets = 5_000
    /// What the definitions of links may add to the text, in bytes.
    static let expansion = 32 << 20
  }

  /// Where each line begins; the end of the body is last.
  private(set) var lineStarts: [Int] = []
  private(set) var features: Features = []
  private(set) var holdsForbiddenCharacters = false
  private(set) var fault: Fault?

  private var holdsNUL = false
  private var depth = ContainerDepth()
  /// Before this, every byte is looked at.
  private var closeLookEnd = 0
  /// Opening brackets since the last blank line.
  private var brackets = 0
  /// Closing brackets in the body, each of which may use a definition.
  private var references = 0
  /// The start of the run of lines that are not blank.
  private var blockStart: Int
  private var blockHoldsDefinition = false
  /// The blocks in which definitions may stand.
  private var definitionBlocks: [Range<Int>] = []

  /// - Parameter range: The body, inside `bytes`.
  init(of bytes: [UInt8], in range: Range<Int>, isUTF8: Bool, allowsNUL: Bool) {
    blockStart = range.lowerBound
    guard range.count <= Limit.bytes else {
      let start = range.lowerBound + Limit.bytes
      fault = Fault(
        range: start..<start, message: "an article of more than 512 KiB is not read",
        hint: "cut it into several articles")
      return
    }
    lineStarts.reserveCapacity(range.count / 48 + 8)
    lineStarts.append(range.lowerBound)
    let text = bytes.span
    var start = range.lowerBound
    while start < range.upperBound, fault == nil {
      let end = scanLine(from: start, to: range.upperBound, of: text)
      judge(line: start..<end, of: text)
      lineStarts.append(end)
      start = end
    }
    endBlock(at: range.upperBound)
    if holdsNUL, !allowsNUL, fault == nil { findNUL(in: text, range) }
    if fault == nil, !isUTF8 { findInvalidUTF8(in: text, range) }
    if fault == nil { findExpansion(in: bytes) }
  }

  /// Reads a line with its ending.
  ///
  /// - Returns: The start of the next line.
  private mutating func scanLine(from start: Int, to end: Int, of text: Span<UInt8>) -> Int {
    // A line feed may be far away if lines end in carriage returns: look for it once.
    if start >= closeLookEnd {
      let newline = min(text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? end, end)
      let classes = text.extracting(start..<newline).byteClasses
      if classes.isDisjoint(with: [.marks, .suspicious]) { return min(newline + 1, end) }
      closeLookEnd = newline
    }
    return scanBytes(from: start, to: end, of: text)
  }

  private mutating func scanBytes(from start: Int, to end: Int, of text: Span<UInt8>) -> Int {
    var i = start
    while i < end {
      let byte = text[i]
      i += 1
      guard byte.isWatched else { continue }
      switch byte {
      case UInt8(ascii: "\n"): return i
      case UInt8(ascii: "\r"): return i < end && text[i] == UInt8(ascii: "\n") ? i + 1 : i
      case UInt8(ascii: "["):
        brackets += 1
        if i < end, text[i] == UInt8(ascii: "^") { features.insert(.footnotes) }
      case UInt8(ascii: "]"):
        references += 1
        if i < end, text[i] == UInt8(ascii: ":") { blockHoldsDefinition = true }
      case UInt8(ascii: "~"):
        if i < end, text[i] == UInt8(ascii: "~") { features.insert(.strikethrough) }
      default: noteCharacter(byte, at: i - 1, to: end, of: text)
      }
    }
    return end
  }

  /// Looks at a control character or at the first byte of something that may be one.
  private mutating func noteCharacter(_ byte: UInt8, at i: Int, to end: Int, of text: Span<UInt8>) {
    let next = i + 1 < end ? text[i + 1] : 0
    switch byte {
    case 0x00: holdsNUL = true
    // U+0080 to U+009F, U+FDD0 to U+FDEF and U+FFFE, the last two of each plane.
    case 0xC2: if next < 0xA0 { holdsForbiddenCharacters = true }
    case 0xEF: if next == 0xB7 || next == 0xBF { holdsForbiddenCharacters = true }
    default: holdsForbiddenCharacters = true
    }
  }

  private mutating func judge(line: Range<Int>, of text: Span<UInt8>) {
    guard fault == nil else { return }
    var content = line.lowerBound
    while content < line.upperBound, text[content].isCommonMarkSpace { content += 1 }
    guard content < line.upperBound else {
      depth.readBlankLine()
      endBlock(at: line.lowerBound)
      blockStart = line.upperBound
      return
    }
    if brackets > Limit.brackets {
      fault = Fault(range: line, message: "more than \(Limit.brackets) `[` stand in this block")
    }
    // A line that begins with a letter opens no container, and may go on with any paragraph.
    if text[content].isASCIILetter || text[content] >= 0x80 { return }
    if depth.read(line, of: text) > Limit.containers {
      fault = Fault(
        range: line, message: "lists and quotations nest deeper than \(Limit.containers) here")
    }
    if TableSyntax.mayBeDelimiterRow(line, of: text) { features.insert(.tables) }
  }
}

// MARK: - What is looked for only when there is reason to

extension Survey {
  private mutating func endBlock(at end: Int) {
    if blockHoldsDefinition { definitionBlocks.append(blockStart..<end) }
    blockHoldsDefinition = false
    brackets = 0
  }

  private mutating func findNUL(in text: Span<UInt8>, _ range: Range<Int>) {
    guard let offset = range.first(where: { text[$0] == 0 }) else { return }
    fault = Fault(range: offset..<offset + 1, message: "a NUL byte is not text")
  }

  private mutating func findInvalidUTF8(in text: Span<UInt8>, _ range: Range<Int>) {
    guard let invalid = firstInvalidUTF8(in: text.extracting(range)) else { return }
    let start = range.lowerBound + invalid.lowerBound
    fault = Fault(
      range: start..<range.lowerBound + invalid.upperBound,
      message: "byte \(start) of the file is not UTF-8",
      hint: "save the file with the encoding UTF-8")
  }

  /// Refuses a long address that is used many times: libcmark copies it for each use.
  private mutating func findExpansion(in bytes: [UInt8]) {
    let longest = definitionBlocks.map(\.count).max() ?? 0
    guard longest * references > Limit.expansion else { return }
    for block in definitionBlocks {
      let definitions = DefinitionIndex.longestDefinition(in: block, of: bytes)
      guard definitions.count * references > Limit.expansion else { continue }
      fault = Fault(
        range: definitions, message: "this definition is too long to be used so often",
        hint: "shorten the address, or write fewer links")
      return
    }
  }
}

extension UInt8 {
  /// Whether a byte needs a look: controls but the tab, brackets, `~`, and the bytes that
  /// forbidden characters of several bytes begin with.
  fileprivate var isWatched: Bool {
    if self < 0x20 { return self != 0x09 }
    switch self {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"), 0x7F, 0xC2, 0xEF: return true
    default: return self >= 0xF0
    }
  }
}
