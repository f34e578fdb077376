/// The words of a text, one after another: in Vietnamese, its syllables.
///
/// A word is a run of letters, marks and digits of any script. An apostrophe between two
/// letters, a comma or a point between two digits, and invisible characters stay inside
/// it; everything else, hyphens too, parts words: `13/2023/NĐ-CP` is four of them.
///
///     var words = WordReader()
///     while let range = words.next(in: bytes.span) { … }
package struct WordReader: Sendable {
  /// Where to look for the next word.
  package private(set) var offset: Int

  package init(from offset: Int = 0) { self.offset = max(offset, 0) }

  /// The bytes of the next word, or `nil` at the end of the text.
  ///
  /// - Complexity: O(*n*) in the bytes passed.
  package mutating func next(in text: borrowing Span<UInt8>) -> Range<Int>? {
    while offset < text.count {
      let part = text.part(at: offset)
      if part.kind == .letter || part.kind == .digit { break }
      offset += part.length
    }
    guard offset < text.count else { return nil }
    let start = offset
    var end = start
    var last = Part.Kind.separator
    while offset < text.count {
      let plain = text.plainLetterLength(at: offset)
      guard plain == 0 else {
        offset += plain
        end = offset
        last = .letter
        continue
      }
      let part = text.part(at: offset)
      switch part.kind {
      case .letter, .digit:
        last = part.kind
        end = offset + part.length
      case .invisible: break
      case .apostrophe, .decimal:
        let after = offset + part.length
        let wanted: Part.Kind = part.kind == .decimal ? .digit : .letter
        guard last == wanted, after < text.count, text.part(at: after).kind == wanted else {
          return start..<end
        }
        last = part.kind
      case .separator: return start..<end
      }
      offset += part.length
    }
    return start..<end
  }
}

/// One character and the part it plays in words.
private struct Part {
  enum Kind { case letter, digit, apostrophe, decimal, invisible, separator }

  var kind: Kind
  /// In bytes.
  var length: Int
}

extension Span<UInt8> {
  /// The bytes of a letter that needs no second look: of ASCII or of Vietnamese. Else 0.
  @inline(__always)
  fileprivate func plainLetterLength(at offset: Int) -> Int {
    let first = self[offset]
    if first | 0x20 &- 0x61 < 26 { return 1 }
    let length = (0xC4...0xC6).contains(first) ? 2 : first == 0xE1 ? 3 : 0
    guard length > 0, length <= count - offset, self[offset + 1].isContinuation,
      self[offset + length - 1].isContinuation
    else { return 0 }
    return length
  }

  fileprivate func part(at offset: Int) -> Part {
    let first = self[offset]
    if first < 0x80 { return Part(kind: Self.asciiKind(first), length: 1) }
    let wanted = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
    var length = 1
    while length < wanted, offset + length < count, self[offset + length].isContinuation {
      length += 1
    }
    let second = length > 1 ? self[offset + 1] : 0
    let third = length > 2 ? self[offset + 2] : 0
    guard length == wanted, wanted > 1 else { return Part(kind: .separator, length: length) }
    return Part(kind: Self.kind(first, second, third), length: length)
  }

  private static func asciiKind(_ byte: UInt8) -> Part.Kind {
    if byte | 0x20 &- 0x61 < 26 { return .letter }
    if byte.isASCIIDigit { return .digit }
    switch byte {
    case UInt8(ascii: "'"): return .apostrophe
    case UInt8(ascii: "."), UInt8(ascii: ","): return .decimal
    default: return .separator
    }
  }

  private static func kind(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Part.Kind {
    switch (first, second, third) {
    case (0xC2, 0xAD, _): .invisible
    case (0xC2, 0xAA, _), (0xC2, 0xB5, _), (0xC2, 0xBA, _): .letter  // ª µ º
    case (0xC2, _, _), (0xC3, 0x97, _), (0xC3, 0xB7, _): .separator  // signs, × ÷
    case (0xE2, 0x80, 0x8B...0x8D), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): .invisible
    case (0xE2, 0x80, 0x99): .apostrophe
    case (0xE2, 0x80...0xAF, _), (0xE2, 0xB8...0xB9, _): .separator  // U+2000–2BFF, 2E00–2E7F
    case (0xE3, 0x80, 0x80...0x84), (0xE3, 0x80, 0x88...0xA0): .separator  // 、。「」
    case (0xEF, 0xBC, 0x81...0x8F), (0xEF, 0xBF, 0xA0...0xBF): .separator  // ！ ￥ �
    case (0xEF, 0xB8, _), (0xEF, 0xB9, 0x80...0xAF): .separator  // U+FE00–FE6F
    case (0xF0, 0x9F, _): .separator  // pictures
    default: .letter
    }
  }
}
