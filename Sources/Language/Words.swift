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

/// How many words, or Vietnamese syllables, a text has.
///
/// - Complexity: O(*n*).
package func wordCount(_ text: borrowing Span<UInt8>) -> Int {
  let kinds = WordByte.kinds.span
  var count = 0
  var offset = 0
  while offset < text.count {
    if kinds[Int(text[offset])] == .separator {
      offset += 1
    } else if let end = text.plainWordEnd(at: offset, kinds) {
      count += 1
      offset = end
    } else {
      var words = WordReader(from: offset)
      guard words.next(in: text) != nil else { break }
      count += 1
      offset = words.offset
    }
  }
  return count
}

extension TextLanguage {
  /// How long a text of so many words takes to read, in whole minutes, at least 1.
  ///
  /// English at 238 words a minute (Brysbaert 2019, silent reading of non-fiction);
  /// Vietnamese at 300 syllables, of which a word has one or two.
  package func readingMinutes(words: Int) -> Int {
    let speed = self == .vietnamese ? 300 : 238
    return max(1, words / speed + (words % speed > 0 ? 1 : 0))
  }
}

/// One character and the part it plays in words.
private struct Part {
  enum Kind { case letter, digit, apostrophe, decimal, invisible, separator }

  var kind: Kind
  /// In bytes.
  var length: Int
}

/// What a byte of valid UTF-8 is to words, as far as it says by itself.
private enum WordByte: UInt8 {
  /// White space and punctuation of ASCII that never stand inside a word.
  case separator
  /// A part of an ASCII or Vietnamese letter, or a digit.
  case plain
  /// What stands beside it must be looked at.
  case other

  static let kinds = InlineArray<256, WordByte> { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: ","): .other
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      .plain
    // C3 begins × and ÷, too.
    case 0x80...0xBF, 0xC4...0xC6, 0xE1: .plain
    case 0x80...0xFF: .other
    default: .separator
    }
  }
}

extension Span<UInt8> {
  /// The end of a word of ASCII and Vietnamese letters that begins here, or `nil` if something
  /// else does or only a closer look can tell where the word ends.
  ///
  /// - Parameter kinds: `WordByte.kinds`.
  @inline(__always)
  fileprivate func plainWordEnd(at start: Int, _ kinds: Span<WordByte>) -> Int? {
    var offset = start
    while offset < count {
      let byte = self[offset]
      switch kinds[Int(byte)] {
      case .plain: offset += 1
      case .separator: return offset > start ? offset : nil
      case .other:
        if byte == 0xC3, offset + 1 < count, self[offset + 1] | 0x20 != 0xB7 {
          offset += 2
        } else {
          // A point or a comma stands inside a word only between digits.
          let isPoint = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
          return isPoint && offset > start && !self[offset - 1].isASCIIDigit ? offset : nil
        }
      }
    }
    return offset > start ? offset : nil
  }

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
