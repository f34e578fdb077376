/// Reads the YAML that editors write: an entry a line, text plain or in quotes, lists and
/// mappings in brackets or an item a line.
///
/// It takes a fifth of libyaml's time, which is most of the time that a front matter takes.
/// What it reads, it reads as libyaml does; at anything else, and at any fault, it gives up,
/// and libyaml reads the whole. So it needs to know no more of YAML than when to give up.
package struct PlainReader {
  /// Longer texts may break a limit, and deeper ones.
  private static let sizeLimit = 8 << 10
  private static let depthLimit = 8
  /// Keys are compared one by one.
  private static let keyLimit = 32

  private let bytes: [UInt8]
  private let end: Int
  /// The next byte to read. Between entries, the first one of a line that is no space.
  private var offset: Int
  /// How many spaces the line begins with; -1 behind the last one.
  private var indent = 0

  /// - Returns: What `parse` returns, or `nil` if this is not plain enough.
  /// - Complexity: O(*n*).
  package static func read(_ bytes: [UInt8], in range: Range<Int>) -> Node? {
    guard range.count <= sizeLimit else { return nil }
    var reader = PlainReader(bytes: bytes, range: range)
    reader.beginLine()
    guard reader.indent == 0, let root = reader.mapping(depth: 0), reader.indent == -1 else {
      return nil
    }
    return root
  }

  private init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    offset = range.lowerBound
  }

  // MARK: - Lines

  /// Moves to the content of a line, over those that have none.
  private mutating func beginLine() {
    while offset < end {
      let start = offset
      skipSpaces()
      guard offset < end else { break }
      if bytes[offset] != UInt8(ascii: "\n") {
        indent = offset - start
        return
      }
      offset += 1
    }
    indent = -1
  }

  private mutating func skipSpaces() {
    while offset < end, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
  }

  /// Moves to the next line, if nothing but spaces is left on this one.
  private mutating func endLine() -> Bool {
    skipSpaces()
    guard isAtLineEnd else { return false }
    beginLine()
    return true
  }

  private var isAtLineEnd: Bool { offset >= end || bytes[offset] == UInt8(ascii: "\n") }

  // MARK: - Blocks

  /// Reads the entries from here on that begin at this indentation.
  private mutating func mapping(depth: Int) -> Node? {
    guard depth < Self.depthLimit else { return nil }
    let (start, column) = (offset, indent)
    var entries: [Node.Entry] = []
    entries.reserveCapacity(8)
    repeat {
      guard let key = newKey(besides: entries), let value = value(of: column, depth: depth) else {
        return nil
      }
      entries.append(Node.Entry(key: key, value: value))
    } while indent == column
    guard indent < column, let last = entries.last else { return nil }
    return Node(.mapping(entries), at: start..<last.value.range.upperBound)
  }

  /// Reads what follows `key:`.
  ///
  /// - Parameter column: The indentation of the entry.
  private mutating func value(of column: Int, depth: Int) -> Node? {
    skipSpaces()
    guard isAtLineEnd else { return line(depth: depth) }
    beginLine()
    guard indent > column else { return nil }
    return bytes[offset] == UInt8(ascii: "-")
      ? sequence(depth: depth + 1) : mapping(depth: depth + 1)
  }

  /// Reads the items `- …` from here on.
  private mutating func sequence(depth: Int) -> Node? {
    guard depth < Self.depthLimit else { return nil }
    let (start, column) = (offset, indent)
    var elements: [Node] = []
    repeat {
      guard offset + 2 < end, bytes[offset] == UInt8(ascii: "-"),
        bytes[offset + 1] == UInt8(ascii: " "), bytes[offset + 2] != UInt8(ascii: " ")
      else { return nil }
      offset += 2
      indent = column + 2
      guard let element = keyEnd == nil ? line(depth: depth) : mapping(depth: depth + 1) else {
        return nil
      }
      elements.append(element)
    } while indent == column
    guard indent < column, let last = elements.last else { return nil }
    return Node(.sequence(elements), at: start..<last.range.upperBound)
  }

  /// The `:` of an entry that begins here with a key of ASCII letters.
  private var keyEnd: Int? {
    guard offset < end, bytes[offset].isASCIILetter else { return nil }
    var i = offset + 1
    while i < end, bytes[i].isASCIILetter || bytes[i].isASCIIDigit || bytes[i] == UInt8(ascii: "_")
    {
      i += 1
    }
    let isKey =
      i < end && bytes[i] == UInt8(ascii: ":")
      && (i + 1 >= end || bytes[i + 1] == UInt8(ascii: " ") || bytes[i + 1] == UInt8(ascii: "\n"))
    return isKey ? i : nil
  }

  /// Reads `key:`, unless the key stands in the mapping already.
  private mutating func newKey(besides entries: [Node.Entry]) -> Node.Key? {
    guard let colon = keyEnd, colon - offset <= 128, entries.count < Self.keyLimit else {
      return nil
    }
    let range = offset..<colon
    offset = colon + 1
    guard let key = text(range), !entries.contains(where: { $0.key.text == key }) else {
      return nil
    }
    return Node.Key(text: key, range: range)
  }

  /// Reads a value that takes the rest of its line.
  private mutating func line(depth: Int) -> Node? {
    guard let node = inline(depth: depth, isInFlow: false) else { return nil }
    return endLine() ? node : nil
  }

  // MARK: - Values

  private mutating func inline(depth: Int, isInFlow: Bool) -> Node? {
    guard offset < end, depth < Self.depthLimit else { return nil }
    switch bytes[offset] {
    case UInt8(ascii: "["): return flowSequence(depth: depth + 1)
    case UInt8(ascii: "{"): return flowMapping(depth: depth + 1)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted()
    case let first where first.beginsPlain: return isInFlow ? plainItem() : plain()
    default: return nil
    }
  }

  /// Reads `[one, two]`.
  private mutating func flowSequence(depth: Int) -> Node? {
    let start = offset
    var elements: [Node] = []
    repeat {
      offset += 1
      skipSpaces()
      if elements.isEmpty, isAt(UInt8(ascii: "]")) { break }
      guard let element = inline(depth: depth, isInFlow: true) else { return nil }
      elements.append(element)
      skipSpaces()
    } while isAt(UInt8(ascii: ","))
    guard isAt(UInt8(ascii: "]")) else { return nil }
    offset += 1
    return Node(.sequence(elements), at: start..<offset)
  }

  /// Reads `{key: value, other: value}`.
  private mutating func flowMapping(depth: Int) -> Node? {
    let start = offset
    var entries: [Node.Entry] = []
    repeat {
      offset += 1
      skipSpaces()
      if entries.isEmpty, isAt(UInt8(ascii: "}")) { break }
      guard let key = newKey(besides: entries) else { return nil }
      skipSpaces()
      guard let value = inline(depth: depth, isInFlow: true) else { return nil }
      entries.append(Node.Entry(key: key, value: value))
      skipSpaces()
    } while isAt(UInt8(ascii: ","))
    guard isAt(UInt8(ascii: "}")) else { return nil }
    offset += 1
    return Node(.mapping(entries), at: start..<offset)
  }

  private func isAt(_ byte: UInt8) -> Bool { offset < end && bytes[offset] == byte }

  /// Reads text in quotes that holds neither an escape nor a quote.
  private mutating func quoted() -> Node? {
    let (start, quote) = (offset, bytes[offset])
    offset += 1
    skipText()
    while offset < end, bytes[offset] != quote {
      guard isText(offset), bytes[offset] != UInt8(ascii: "\\") else { return nil }
      offset += 1
      skipText()
    }
    guard offset < end else { return nil }
    offset += 1
    // Two quotes are one.
    if offset < end, bytes[offset] == quote { return nil }
    return node(start + 1..<offset - 1, isPlain: false, at: start..<offset)
  }

  /// Reads text to the end of its line.
  private mutating func plain() -> Node? {
    let start = offset
    skipText()
    while !isAtLineEnd {
      switch bytes[offset] {
      case UInt8(ascii: ":"):
        guard offset + 1 < end, bytes[offset + 1] > UInt8(ascii: " ") else { return nil }
      case UInt8(ascii: "#"):
        guard bytes[offset - 1] != UInt8(ascii: " ") else { return nil }
      default:
        guard isText(offset) else { return nil }
      }
      offset += 1
      skipText()
    }
    return plain(start..<offset)
  }

  /// Reads text between the signs of a list.
  private mutating func plainItem() -> Node? {
    let start = offset
    while offset < end, bytes[offset].isPlainInFlow || bytes[offset] >= 0x80 && isText(offset) {
      offset += 1
    }
    return plain(start..<offset)
  }

  private func plain(_ range: Range<Int>) -> Node? {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return node(range.lowerBound..<end, isPlain: true, at: range.lowerBound..<end)
  }

  private func node(_ text: Range<Int>, isPlain: Bool, at range: Range<Int>) -> Node? {
    self.text(text).map { Node(.scalar(Node.Scalar(text: $0, isPlain: isPlain)), at: range) }
  }

  private func text(_ range: Range<Int>) -> String? {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch {
      return nil
    }
  }

  /// Moves over bytes that are text without a closer look: most are.
  private mutating func skipText() { offset = endOfMereText }

  private var endOfMereText: Int {
    let isMereText = Self.isMereText
    var place = offset
    while place < end, isMereText[Int(bytes[place])] { place += 1 }
    return place
  }

  /// Of each byte whether it is text on its own, and neither ends nor escapes any.
  private static let isMereText = (0..<256 as Range<Int>).map { byte in
    switch byte {
    case 0x22, 0x23, 0x27, 0x3A, 0x5C: false  // " # ' : \
    case 0x20...0x7E, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE: true
    default: false
    }
  }

  /// Whether libyaml takes a byte for text wherever it stands: it is printable, and neither
  /// alone nor with those that follow the end of a line.
  private func isText(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case 0x20...0x7E, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE: return true
    case 0xC2: return offset + 1 < end && bytes[offset + 1] >= 0xA0
    case 0xE2:
      // U+2028 and U+2029.
      return offset + 2 < end && (bytes[offset + 1] != 0x80 || bytes[offset + 2] & 0xFE != 0xA8)
    default: return false
    }
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { self | 0x20 &- 0x61 < 26 }
  fileprivate var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// What text without quotes may begin with, beside signs that need a closer look.
  fileprivate var beginsPlain: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "/") || self >= 0x80
  }

  /// What may stand between brackets without meaning anything.
  fileprivate var isPlainInFlow: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: " ") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "/")
      || self == UInt8(ascii: "(") || self == UInt8(ascii: ")")
  }
}
