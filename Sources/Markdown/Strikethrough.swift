internal import Diagnostics

/// Text between `~~` and `~~`, as GitHub Flavored Markdown has it.
///
/// The two must stand in the same element, so that CommonMark's own markup never changes its
/// meaning; a single `~` is text, because people write it for "about".
struct Strikethrough {
  private struct Opening {
    var offset: Int
    /// How many elements are open round it.
    var depth: Int
  }

  private var openings: [Opening] = []
  private var depth = 0
  /// The pairs found, by offset: whether each `~~` opens or closes.
  private(set) var pairs: [Int: Bool] = [:]

  /// Finds the pairs in a leaf.
  ///
  /// - Parameter aligner: Pointed at the leaf's content; the caller's own is not moved.
  init(in leaf: Node, aligner: Aligner) {
    var aligner = aligner
    leaf.walk { node, isEntering in
      guard node != leaf, !aligner.isLost else { return }
      switch node.kind {
      case .text: node.withLiteral { read($0, &aligner) }
      case .html: node.withLiteral { aligner.skip(html: $0) }
      case .emphasis, .strong, .link, .image:
        isEntering ? enter(node.kind, &aligner) : exit(node.kind, &aligner)
      default: aligner.enter(node.kind)
      }
    }
    // A tree that does not fit its source says nothing about where a `~~` belongs.
    if aligner.isLost { pairs = [:] }
  }

  private mutating func enter(_ kind: Node.Kind, _ aligner: inout Aligner) {
    aligner.enter(kind)
    depth += 1
  }

  private mutating func exit(_ kind: Node.Kind, _ aligner: inout Aligner) {
    if kind == .link || kind == .image {
      _ = aligner.exitLink()
    } else {
      aligner.exitEmphasis(isStrong: kind == .strong)
    }
    while let last = openings.last, last.depth == depth { openings.removeLast() }
    depth -= 1
  }

  private mutating func read(_ literal: Span<UInt8>, _ aligner: inout Aligner) {
    guard !aligner.isInAutolink else { return }
    var i = 0
    while i < literal.count,
      let piece = aligner.nextPiece(of: literal, from: i, watching: .strikethrough)
    {
      switch piece {
      case .run(let range): i += range.count
      case .entity(let entity): i += entity.text.count
      case .footnoteMark(_, let whole): i += whole.count
      case .tildes(let start, let count):
        if count == 2 { pair(at: start, in: aligner.reader) }
        i += count
      }
    }
  }

  private mutating func pair(at offset: Int, in reader: ContentReader) {
    let before = reader.scalar(before: offset)
    let after = reader.scalar(at: offset + 2)
    // The rules of CommonMark for `*`.
    let opens =
      !after.isSpaceForFlanking
      && (!after.isPunctuation || before.isSpaceForFlanking || before.isPunctuation)
    let closes =
      !before.isSpaceForFlanking
      && (!before.isPunctuation || after.isSpaceForFlanking || after.isPunctuation)
    if closes, let opening = openings.last, opening.depth == depth {
      openings.removeLast()
      pairs[opening.offset] = true
      pairs[offset] = false
    } else if opens {
      openings.append(Opening(offset: offset, depth: depth))
    }
  }
}

extension ContentReader {
  /// The character that ends in front of an offset; a line end before the first.
  fileprivate func scalar(before offset: Int) -> Unicode.Scalar {
    var start = offset - 1
    while start >= 0, offset - start < 4, text[start].isUTF8Continuation { start -= 1 }
    return start < 0 ? "\n" : scalar(at: start)
  }

  fileprivate func scalar(at offset: Int) -> Unicode.Scalar {
    guard offset < end else { return "\n" }
    var bytes = text[offset..<min(offset + 4, end)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return "\u{FFFD}"
  }
}

extension Unicode.Scalar {
  fileprivate var isSpaceForFlanking: Bool { properties.isWhitespace }

  fileprivate var isPunctuation: Bool {
    if isASCII { return UInt8(value).isASCIIPunctuation }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}

extension Renderer {
  mutating func findStrikes(in leaf: Node) {
    if !strikes.isEmpty { strikes = [:] }
    guard watched.contains(.strikethrough),
      aligner.reader.holds(UInt8(ascii: "~"), UInt8(ascii: "~"), from: aligner.cursor)
    else { return }
    strikes = Strikethrough(in: leaf, aligner: aligner).pairs
  }
}

extension ContentReader {
  /// Whether two bytes stand side by side in the rest of the leaf.
  fileprivate func holds(_ first: UInt8, _ second: UInt8, from offset: Int) -> Bool {
    guard offset < end else { return false }
    return (offset..<end).contains { text[$0] == first && byte($0 + 1) == second }
  }
}
