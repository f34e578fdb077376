/// Vietnamese spelt in one of the ways people do: `hoà`, `uỷ`, `kỹ` give `hòa`, `ủy`, `kĩ`.
///
/// Two freedoms are taken away, so that both spellings compare equal:
/// * the place of the tone in a syllable that ends in oa, oe or uy: on the first vowel
///   (not after q, whose u is no vowel: `quý`);
/// * i or y as the only vowel, at the end, after h, k, l, m, s, t, v or qu: i.
///
/// What comes out is for comparing, not for reading.
///
/// - Parameter bytes: In NFC and lower case; other text is changed less than it should be.
/// - Returns: At most as many bytes.
/// - Complexity: O(*n*).
package func respelled(_ bytes: [UInt8]) -> [UInt8] {
  let source = bytes.span
  var output: [UInt8] = []
  output.reserveCapacity(bytes.count)
  var copied = 0
  var offset = 0
  while offset < source.count {
    if let change = source.respelling(endingAt: offset) {
      output += bytes[copied..<change.range.lowerBound]
      output += change.replacement
      copied = change.range.upperBound
      offset = copied
    } else {
      offset += 1
    }
  }
  if copied == 0 { return bytes }
  output += bytes[copied...]
  return output
}

/// Some bytes of a syllable, and what to write for them.
private struct Respelling {
  var range: Range<Int>
  var replacement: [UInt8]
}

extension Span<UInt8> {
  /// What `respelled(_:)` changes at the letter that starts at `offset`, if it ends a
  /// syllable that people spell in two ways.
  fileprivate func respelling(endingAt offset: Int) -> Respelling? {
    let byte = self[offset]
    guard offset > 0, byte == UInt8(ascii: "y") || byte == 0xC3 || byte == 0xE1,
      isY(at: offset) || self[offset - 1] == UInt8(ascii: "o")
        || self[offset - 1] == UInt8(ascii: "u"),
      let letter = SpellingTables.letter(in: self, at: offset),
      !continuesWord(at: offset + letter.length)
    else { return nil }
    let before = self[offset - 1]
    let wordStart = startOfWord(before: offset)
    if letter.vowel == UInt8(ascii: "y"), isOnsetBeforeY(wordStart..<offset) {
      return Respelling(
        range: offset..<offset + letter.length, replacement: SpellingTables.i[letter.tone])
    }
    let isOpen =
      before == UInt8(ascii: "o") && letter.vowel != UInt8(ascii: "y")
      || before == UInt8(ascii: "u") && letter.vowel == UInt8(ascii: "y")
    guard letter.tone > 0, isOpen, !(offset > 1 && self[offset - 2] == UInt8(ascii: "q")) else {
      return nil
    }
    let toned = before == UInt8(ascii: "o") ? SpellingTables.o : SpellingTables.u
    return Respelling(
      range: offset - 1..<offset + letter.length, replacement: toned[letter.tone] + [letter.vowel])
  }

  /// Whether y, ý, ỳ, ỷ, ỹ or ỵ starts at `offset`.
  private func isY(at offset: Int) -> Bool {
    let second = offset + 1 < count ? self[offset + 1] : 0
    let third = offset + 2 < count ? self[offset + 2] : 0
    return switch self[offset] {
    case UInt8(ascii: "y"): true
    case 0xC3: second == 0xBD
    default: second == 0xBB && (0xB2...0xB9).contains(third)
    }
  }

  /// Whether the consonants of a word leave the choice between i and y to its writer.
  private func isOnsetBeforeY(_ onset: Range<Int>) -> Bool {
    if onset.count == 1 { return "hklmstv".utf8.contains(self[onset.lowerBound]) }
    return onset.count == 2 && self[onset.lowerBound] == UInt8(ascii: "q")
      && self[onset.lowerBound + 1] == UInt8(ascii: "u")
  }

  private func continuesWord(at offset: Int) -> Bool {
    guard offset < count else { return false }
    return self[offset] >= 0xC3 && self[offset] != 0xE2 || (self[offset] | 0x20) &- 0x61 < 26
  }

  /// Looks back no further than the longest onset.
  private func startOfWord(before offset: Int) -> Int {
    var start = offset
    while start > 0, offset - start < 4,
      (self[start - 1] | 0x20) &- 0x61 < 26 || self[start - 1] >= 0x80
    {
      start -= 1
    }
    return start
  }
}

/// The letters whose tone or shape moves.
private enum SpellingTables {
  struct Letter {
    /// Without its tone: a, e or y.
    var vowel: UInt8
    var tone: Int
    var length: Int
  }

  static let i = bytes("iìỉĩíị")
  static let o = bytes("oòỏõóọ")
  static let u = bytes("uùủũúụ")
  private static let vowels = [
    (UInt8(ascii: "a"), bytes("aàảãáạ")), (UInt8(ascii: "e"), bytes("eèẻẽéẹ")),
    (UInt8(ascii: "y"), bytes("yỳỷỹýỵ")),
  ]

  static func letter(in text: borrowing Span<UInt8>, at offset: Int) -> Letter? {
    for (vowel, forms) in vowels {
      for (tone, form) in forms.enumerated() where text.count - offset >= form.count {
        if form.indices.allSatisfy({ form[$0] == text[offset + $0] }) {
          return Letter(vowel: vowel, tone: tone, length: form.count)
        }
      }
    }
    return nil
  }

  private static func bytes(_ row: String) -> [[UInt8]] {
    row.unicodeScalars.map { Array(String($0).utf8) }
  }
}
