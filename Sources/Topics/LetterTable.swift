/// What the normaliser does with each character, as tables.
struct LetterTable: Sendable {
  /// What a character of ASCII that is no letter means.
  enum Action {
    static let separator: UInt8 = 0
    static let apostrophe: UInt8 = 1
    /// A phrase does not go on, a sentence does.
    static let clause: UInt8 = 2
    static let fullStop: UInt8 = 3
    /// `!` and `?`.
    static let cry: UInt8 = 4
  }

  /// An `Action`, or the letter or digit in lower case.
  let ascii: [UInt8]
  /// For U+0080…U+01FF and U+1E80…U+1EFF: the letter, and its tone above it; 0 is none.
  let letters: [UInt16]

  init() {
    ascii = (0..<128 as Range<UInt8>).map { byte -> UInt8 in
      switch Unicode.Scalar(byte) {
      case "a"..."z", "0"..."9": byte
      case "A"..."Z": byte | 0x20
      case "'", "`": Action.apostrophe
      case ":", ";", "(", ")", "[", "]", "{", "}", "|": Action.clause
      case ".": Action.fullStop
      case "!", "?": Action.cry
      default: Action.separator
      }
    }
    letters = (Array(0x80...0x1FF) + Array(0x1E80...0x1EFF)).map { scalar in
      Letters.letter(scalar).map { UInt16($0.letter) | UInt16($0.tone) << 8 } ?? 0
    }
  }

  /// Whether a byte is one of the signs of ASCII up to `/` that are separators.
  @inline(__always)
  static func isSeparator(ascii byte: UInt8) -> Bool {
    byte < 0x30 && separators &>> UInt64(byte) & 1 != 0
  }

  /// A bit for each byte up to `/`, all but those of `!`, `'`, `(`, `)` and `.`.
  private static let separators: UInt64 = 0xBC7D_FFFF_FFFF

  /// The letter of ours that starts at `offset`, if it is one, and its length.
  ///
  /// - Parameter offset: Not of a character of ASCII.
  @inline(__always)
  func letter(
    _ source: Span<UInt8>, at offset: Int, until end: Int
  ) -> (letter: Letters.Letter, length: Int)? {
    let length = source[offset] == 0xE1 ? 3 : 2
    guard length <= end &- offset else { return nil }
    let index =
      length == 3
      ? Self.index(afterE1: source[offset &+ 1], source[offset &+ 2])
      : Self.index(source[offset], source[offset &+ 1])
    guard let index, letters[index] != 0 else { return nil }
    let entry = letters[index]
    let letter = Letters.Letter(
      letter: UInt8(truncatingIfNeeded: entry), tone: UInt8(truncatingIfNeeded: entry >> 8))
    return (letter, length)
  }

  /// The index in `letters` of the character of two bytes that starts with `lead`.
  ///
  /// - Returns: `nil` for what is not two bytes of UTF-8 below U+0200.
  private static func index(_ lead: UInt8, _ second: UInt8) -> Int? {
    guard (0xC2...0xC7).contains(lead), second & 0xC0 == 0x80 else { return nil }
    return Int(lead - 0xC2) << 6 | Int(second & 0x3F)
  }

  /// The same for three bytes: of those that start with E1, U+1E80…U+1EFF are ours.
  private static func index(afterE1 second: UInt8, _ third: UInt8) -> Int? {
    guard second == 0xBA || second == 0xBB, third & 0xC0 == 0x80 else { return nil }
    return 0x180 | Int(second & 1) << 6 | Int(third & 0x3F)
  }

  static func isMark(_ scalar: UInt32) -> Bool {
    (0x300...0x36F).contains(scalar)
  }

  /// Characters that stand inside a word and are no part of it.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  /// Spaces, dashes, quotes, symbols.
  static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x303F, 0xFFFD, 0x1F000...0x1FAFF: true
    default: false
    }
  }
}

/// Decodes the scalar that starts at `offset`.
///
/// - Returns: U+FFFD and one byte for what is not UTF-8.
func decodeScalar(
  _ bytes: Span<UInt8>, at offset: Int, until end: Int
) -> (value: UInt32, length: Int) {
  let lead = bytes[offset]
  let length =
    switch lead {
    case 0..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  guard length > 0, length <= end - offset else { return (0xFFFD, 1) }
  guard length > 1 else { return (UInt32(lead), 1) }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for index in offset + 1..<offset + length {
    guard bytes[index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    value = value << 6 | UInt32(bytes[index] & 0x3F)
  }
  return (value, length)
}
