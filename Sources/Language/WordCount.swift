/// How many words, or Vietnamese syllables, a text has: as many as `WordReader` reads.
///
/// - Complexity: O(*n*), at the speed of `UTF8Check` where the text is plain.
package func wordCount(_ text: borrowing Span<UInt8>) -> Int {
  if let count = PlainWords.count(in: text) { return count }
  var words = WordReader()
  var count = 0
  while words.next(in: text) != nil { count += 1 }
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

/// Counts the words of a text in which nothing is rare.
///
/// An automaton like that of `UTF8Check`. Words are short, so a branch at the end of each
/// would be guessed wrong each time; that costs more than all else.
private enum PlainWords {
  /// Where a shift leads: first what is outside of words, then, from 32 on, what is inside.
  private enum State: UInt64, CaseIterable {
    case outside = 0
    /// Only a closer look can tell.
    case unclear = 6
    case afterC2 = 12
    case afterE2 = 18
    /// After E2 80.
    case afterE280 = 24
    case letter = 32
    case digit = 38
    /// After a letter and an apostrophe.
    case apostrophe = 44
    /// After a digit and a point or a comma.
    case point = 50
    /// C3 begins letters, × and ÷.
    case afterC3 = 56

    func next(_ byte: UInt8) -> State {
      switch self {
      case .unclear: .unclear
      case .afterC2: nextAfterC2(byte)
      case .afterC3: (0x80...0xBF).contains(byte) && byte | 0x20 != 0xB7 ? .letter : .unclear
      case .afterE2: byte == 0x80 ? .afterE280 : .unclear
      // Not ’ and not what is invisible.
      case .afterE280: byte == 0x99 || (0x8B...0x8D).contains(byte) ? .unclear : .outside
      case .outside, .letter, .digit, .apostrophe, .point: nextInText(byte)
      }
    }

    private func nextAfterC2(_ byte: UInt8) -> State {
      switch byte {
      case 0xAA, 0xAD, 0xB5, 0xBA: .unclear  // ª, the soft hyphen, µ, º
      default: .outside
      }
    }

    private func nextInText(_ byte: UInt8) -> State {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        0xC4...0xDF, 0xE0, 0xE1, 0xE4...0xEE:
        self == .point ? .unclear : .letter
      case 0xC3: self == .point ? .unclear : .afterC3
      case 0x80...0xBF: self == .letter ? .letter : .unclear
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self == .apostrophe ? .unclear : .digit
      case UInt8(ascii: "'"): self == .letter ? .apostrophe : .outside
      case UInt8(ascii: "."), UInt8(ascii: ","): self == .digit ? .point : .outside
      case 0xC2: .afterC2
      case 0xE2: .afterE2
      case 0xE3...0xFF: .unclear
      default: .outside
      }
    }
  }

  private static let steps = InlineArray<256, UInt64> { byte in
    State.allCases.reduce(0) { $0 | $1.next(UInt8(byte)).rawValue << $1.rawValue }
  }

  /// - Returns: `nil` if some byte needs a closer look.
  static func count(in text: borrowing Span<UInt8>) -> Int? {
    var state = State.outside.rawValue
    var count: UInt64 = 0
    for i in text.indices {
      let next = steps[Int(text[i])] &>> state
      // Only the six lowest bits are a state, and 32 is the bit of those inside of words.
      count &+= (next & ~state) &>> 5 & 1
      state = next
    }
    return state & 63 == State.unclear.rawValue ? nil : Int(count)
  }
}
