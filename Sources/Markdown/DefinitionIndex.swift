/// Where the link reference definitions of a text stand.
///
/// libcmark uses definitions up and leaves no node behind, so they are looked for again,
/// and only when somebody asks where a reference points from.
struct DefinitionIndex {
  /// The addresses by label; the first definition of a label counts.
  private var destinations: [[UInt8]: Range<Int>] = [:]

  init(of manuscript: Manuscript) {
    let (text, lineStarts) = (manuscript.text, manuscript.lineStarts)
    for (start, next) in zip(lineStarts, lineStarts.dropFirst()) {
      guard let definition = Self.definition(onLine: start, of: text, end: text.count),
        definition.end > start, next > start
      else { continue }
      let label = Self.normalized(text[definition.label])
      if destinations[label] == nil { destinations[label] = definition.destination }
    }
  }

  /// The address that a reference with this label points at.
  func destination(for label: ArraySlice<UInt8>) -> Range<Int>? {
    destinations[Self.normalized(label)]
  }

  /// The longest definition in a block, or the whole block if one is longer than a screen:
  /// an upper bound is enough to refuse it.
  static func longestDefinition(in block: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var longest = 0..<0
    var start = block.lowerBound
    while start < block.upperBound {
      let read = definition(onLine: start, of: text, end: block.upperBound)
      if let read, read.end - start < window {
        if read.end - start > longest.count { longest = start..<read.end }
      } else if read != nil || beginsLongDefinition(onLine: start, of: text, end: block.upperBound)
      {
        return block
      }
      let ending = text[start..<block.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      start = ending.map { $0 + 1 } ?? block.upperBound
    }
    return longest
  }

  /// How far a definition is followed.
  private static let window = 4096

  private static func definition(
    onLine start: Int, of text: [UInt8], end: Int
  ) -> ContentReader.Definition? {
    let content = contentStart(onLine: start, of: text, end: end)
    let reader = ContentReader(text: text, end: min(end, content + window), quotes: .max)
    return reader.definition(at: content)
  }

  private static func beginsLongDefinition(onLine start: Int, of text: [UInt8], end: Int) -> Bool {
    let content = contentStart(onLine: start, of: text, end: end)
    let reader = ContentReader(text: text, end: min(end, content + window), quotes: .max)
    guard content + window < end, let label = reader.label(at: content) else { return false }
    return reader.byte(label.end) == UInt8(ascii: ":")
  }

  /// The first byte of a line that is neither indentation nor part of a container's sign.
  private static func contentStart(onLine start: Int, of text: [UInt8], end: Int) -> Int {
    var i = start
    while i < end {
      switch text[i] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
        i += 1
      case let byte where byte.isASCIIDigit: i += 1
      default: return i
      }
    }
    return i
  }

  /// A label without the difference of case and of white space.
  ///
  /// Only ASCII is folded. A reference that differs from its definition in the case of
  /// another letter is shown by its own place instead of the definition's.
  private static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    for byte in label {
      if !byte.isCommonMarkSpace {
        folded.append(byte.lowercasedASCII)
      } else if let last = folded.last, last != UInt8(ascii: " ") {
        folded.append(UInt8(ascii: " "))
      }
    }
    if folded.last == UInt8(ascii: " ") { folded.removeLast() }
    return folded
  }
}
