/// Follows the inlines of a leaf block through its source.
///
/// libcmark's own columns are wrong after a line break, an escape or a link, so they are
/// not used. Instead a cursor walks the source in step with the tree: text must be found
/// where the cursor is, and everything else has a form that says how far to go. Where the
/// two do not fit the aligner is lost until the next leaf, and claims nothing.
struct Aligner {
  private(set) var reader: ContentReader
  /// The next byte of the leaf.
  var cursor = 0
  /// Whether the source and the tree went apart in this leaf.
  private(set) var isLost = false
  /// Where the links and images that are open began.
  private var openings: [Int] = []
  /// Where the automatic link that is open ends.
  private var autolinkEnd: Int?

  init(text: [UInt8]) {
    reader = ContentReader(text: text, end: text.count, quotes: 0)
  }

  var text: [UInt8] { reader.text }

  /// Moves to the content of a leaf.
  ///
  /// - Parameters:
  ///   - start: The first byte of the block.
  ///   - end: The end of its last line.
  ///   - quotes: How many quotations stand round it.
  mutating func beginLeaf(start: Int, end: Int, quotes: Int, isHeading: Bool) {
    reader.end = min(end, reader.text.count)
    reader.quotes = quotes
    cursor = start
    isLost = false
    openings.removeAll(keepingCapacity: true)
    autolinkEnd = nil
    if isHeading, let content = reader.contentOfNumberSignHeading(at: start) {
      cursor = content
    } else {
      // Definitions in front of a paragraph have left the tree without a trace.
      while let definition = reader.definition(at: cursor) { cursor = definition.end }
    }
  }

  /// Gives up the current leaf.
  mutating func lose() { isLost = true }

  /// Whether a node other than text is where the cursor is; moves behind it, or behind its
  /// opening delimiter.
  mutating func enter(_ kind: Node.Kind) {
    guard !isLost else { return }
    switch kind {
    case .emphasis: skipDelimiter(1)
    case .strong: skipDelimiter(2)
    case .softBreak, .lineBreak: skipLineBreak(isHard: kind == .lineBreak)
    case .code:
      guard let end = reader.skipCodeSpan(from: cursor) else { return lose() }
      cursor = end
    case .link: enterLink()
    case .image:
      openings.append(cursor)
      guard reader.byte(cursor) == UInt8(ascii: "!"), reader.byte(cursor + 1) == UInt8(ascii: "[")
      else { return lose() }
      cursor += 2
    default: lose()
    }
  }

  /// The counterpart of `enter` for emphasis.
  mutating func exitEmphasis(isStrong: Bool) {
    if !isLost { skipDelimiter(isStrong ? 2 : 1) }
  }

  private mutating func skipDelimiter(_ count: Int) {
    for _ in 0..<count {
      let byte = reader.byte(cursor)
      guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else { return lose() }
      cursor += 1
    }
  }

  private mutating func skipLineBreak(isHard: Bool) {
    var offset = cursor
    while reader.byte(offset).isCommonMarkSpace, !reader.byte(offset).isLineEnding { offset += 1 }
    if isHard, reader.byte(offset) == UInt8(ascii: "\\") { offset += 1 }
    guard let next = reader.skipLineEnding(from: offset) else { return lose() }
    cursor = next
  }

  private mutating func enterLink() {
    openings.append(cursor)
    if reader.byte(cursor) == UInt8(ascii: "[") {
      cursor += 1
    } else if reader.byte(cursor) == UInt8(ascii: "<"),
      let end = reader.text[cursor..<reader.end].firstIndex(of: UInt8(ascii: ">"))
    {
      autolinkEnd = end
    } else {
      lose()
    }
  }

  /// Whether the cursor is in an address that is its own text.
  var isInAutolink: Bool { autolinkEnd != nil }

  /// Where a link or an image stands in the text.
  struct LinkPlace {
    var whole: Range<Int>
    /// The address, or `nil` where the link refers to a definition.
    var destination: Range<Int>?
    var title: Range<Int>?
    /// The label of the definition it refers to.
    var label: Range<Int>?
  }

  /// Moves behind a link or an image.
  ///
  /// - Returns: `nil` if the aligner is lost.
  mutating func exitLink() -> LinkPlace? {
    guard !isLost, let start = openings.popLast() else { return nil }
    if let end = autolinkEnd {
      autolinkEnd = nil
      cursor = end + 1
      return LinkPlace(whole: start..<cursor, destination: start + 1..<end)
    }
    guard reader.byte(cursor) == UInt8(ascii: "]") else {
      lose()
      return nil
    }
    let isImage = reader.byte(start) == UInt8(ascii: "!")
    let content = (isImage ? start + 2 : start + 1)..<cursor
    cursor += 1
    // The order of libcmark: an inline link, a full reference, a collapsed one, a shortcut.
    if let tail = reader.inlineTail(at: cursor) {
      cursor = tail.end
      return LinkPlace(
        whole: start..<cursor, destination: tail.destination, title: tail.title)
    }
    guard let label = reader.label(at: cursor) else {
      return LinkPlace(whole: start..<cursor, label: content)
    }
    cursor = label.end
    let isCollapsed = text[label.content].allSatisfy(\.isCommonMarkSpace)
    return LinkPlace(whole: start..<cursor, label: isCollapsed ? content : label.content)
  }

  /// Moves behind a raw HTML tag.
  mutating func skip(html literal: Span<UInt8>) {
    guard !isLost else { return }
    for i in literal.indices {
      let byte = literal[i]
      if byte == UInt8(ascii: "\n"), let next = reader.skipLineEnding(from: cursor) {
        cursor = next
        takeBackPrefix(for: literal.extracting((i + 1)...))
      } else if reader.byte(cursor) == byte {
        cursor += 1
      } else if byte != UInt8(ascii: "\r") {
        return lose()
      }
    }
  }
}

extension ContentReader {
  /// The content of `## heading`, or `nil` if the heading is underlined instead.
  fileprivate func contentOfNumberSignHeading(at offset: Int) -> Int? {
    var i = offset
    while byte(i) == UInt8(ascii: "#"), i - offset < 7 { i += 1 }
    guard (1...6).contains(i - offset), i >= end || byte(i).isSpaceOrTab || byte(i).isLineEnding
    else { return nil }
    return skipSpaces(from: i)
  }
}
