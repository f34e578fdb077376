/// Text: the only inlines whose bytes are the author's words.
extension Aligner {
  /// A part of a text node and what it is in the source.
  enum Piece {
    /// These bytes of the source, as they are.
    case run(Range<Int>)
    /// An entity, which stands for other bytes than it is.
    case entity(Entity)
    /// So many `~`, from `start` on.
    case tildes(start: Int, count: Int)
    /// A mark such as `[^1]`, with its label.
    case footnoteMark(label: Range<Int>, whole: Range<Int>)
  }

  /// Whether text stands in the source byte for byte, without an escape or an entity or
  /// anything else that is watched for.
  func isVerbatim(
    _ literal: Span<UInt8>, _ classes: ByteClasses, watching features: Survey.Features
  ) -> Bool {
    guard !isLost, cursor + literal.count <= reader.end, !classes.contains(.indirect),
      features.isEmpty || !classes.contains(.marks)
    else { return false }
    return text.span.holds(literal, at: cursor)
  }

  /// Reads the next part of a text node and moves behind it in the source.
  ///
  /// - Returns: `nil`, and the aligner is lost, if the source does not fit.
  mutating func nextPiece(
    of literal: Span<UInt8>, from start: Int, watching features: Survey.Features
  ) -> Piece? {
    guard !isLost else { return nil }
    if start == 0 { takeBackPrefix(for: literal) }
    let isEscape =
      reader.byte(cursor) == UInt8(ascii: "\\") && reader.byte(cursor + 1).isASCIIPunctuation
    if isEscape {
      cursor += 1
    } else if let piece = special(at: cursor, watching: features) {
      return take(piece, of: literal, from: start)
    }
    var count = 0
    while start + count < literal.count, reader.byte(cursor + count) == literal[start + count] {
      // The first byte is ordinary by now; the next one may begin something.
      if count > 0, mayBeSpecial(at: cursor + count, watching: features) { break }
      count += 1
    }
    guard count > 0 else {
      lose()
      return nil
    }
    cursor += count
    return .run(cursor - count..<cursor)
  }

  /// Moves back where indentation and `>` in front of a line were text after all.
  ///
  /// A line that goes on with a paragraph by CommonMark's leave for lazy people may begin
  /// with a `>` behind much indentation, and keeps its spaces behind a `\\` at a line's end.
  mutating func takeBackPrefix(for literal: Span<UInt8>) {
    var count = 0
    while count < literal.count, literal[count].isSpaceOrTab || literal[count] == UInt8(ascii: ">")
    {
      count += 1
    }
    guard count > 0, reader.byte(cursor) != literal[0] else { return }
    for back in 1...count where back <= cursor {
      let isHere = text.span.holds(literal.extracting(0..<back), at: cursor - back)
      if isHere, back == literal.count || literal[back] == reader.byte(cursor) {
        cursor -= back
        return
      }
    }
  }

  /// Checks that the tree agrees that something special is here.
  private mutating func take(_ piece: Piece, of literal: Span<UInt8>, from start: Int) -> Piece? {
    let fits: Bool
    switch piece {
    case .run: fits = false
    case .entity(let entity):
      fits = literal.holds(entity.text, at: start)
      cursor = entity.end
    case .tildes(_, let count):
      fits = literal.holds(Array(repeating: UInt8(ascii: "~"), count: count), at: start)
      cursor += count
    case .footnoteMark(_, let whole):
      fits = literal.holds(Array(text[whole]), at: start)
      cursor = whole.upperBound
    }
    if !fits { lose() }
    return fits ? piece : nil
  }

  private func mayBeSpecial(at offset: Int, watching features: Survey.Features) -> Bool {
    switch reader.byte(offset) {
    case UInt8(ascii: "\\"), UInt8(ascii: "&"): true
    case UInt8(ascii: "~"): features.contains(.strikethrough)
    case UInt8(ascii: "["): features.contains(.footnotes)
    default: false
    }
  }

  private func special(at offset: Int, watching features: Survey.Features) -> Piece? {
    switch reader.byte(offset) {
    case UInt8(ascii: "&"): return reader.entity(at: offset).map { .entity($0) }
    case UInt8(ascii: "~") where features.contains(.strikethrough):
      var end = offset
      while reader.byte(end) == UInt8(ascii: "~") { end += 1 }
      return .tildes(start: offset, count: end - offset)
    case UInt8(ascii: "[") where features.contains(.footnotes):
      return reader.footnoteLabel(at: offset).map {
        .footnoteMark(label: $0, whole: offset..<$0.upperBound + 1)
      }
    default: return nil
    }
  }
}

extension ContentReader {
  /// Reads the label of `[^label]`: at most 100 bytes without spaces and without anything
  /// that is markup in CommonMark.
  func footnoteLabel(at offset: Int) -> Range<Int>? {
    guard byte(offset) == UInt8(ascii: "["), byte(offset + 1) == UInt8(ascii: "^") else {
      return nil
    }
    let start = offset + 2
    var i = start
    while i - start <= 100 {
      switch byte(i) {
      case UInt8(ascii: "]"): return i > start ? start..<i : nil
      case 0...UInt8(ascii: " "), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "&"),
        UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "*"), UInt8(ascii: "^"):
        return nil
      default: i += 1
      }
    }
    return nil
  }
}
