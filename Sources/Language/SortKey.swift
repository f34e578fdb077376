/// What a text is sorted by in a list for readers of one language.
///
/// Vietnamese, as in dictionaries: syllable by syllable; in each first the letters, in the
/// order a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y (with f, j, w and z at
/// their places in English), then the tone: ngang, huyền, hỏi, ngã, sắc, nặng.
/// English: word by word, without marks.
///
/// Digits come before letters, other scripts after them; punctuation only parts words.
/// Texts that are alike so far are told apart by case, small letters first, and then by
/// their bytes in NFC, so that equal keys mean equal texts.
package struct SortKey: Hashable, Sendable {
  /// Compares with other keys of its language byte by byte.
  package let bytes: [UInt8]

  /// - Complexity: O(*n*) in the text.
  package init(_ text: String, in language: TextLanguage) {
    let composed = nfc(text)
    var builder = Builder(letters: language == .vietnamese ? .vietnamese : .english)
    for scalar in composed.unicodeScalars { builder.add(scalar) }
    builder.endSyllable()
    bytes = builder.key + [0] + builder.cases + [0] + composed.utf8
  }
}

extension SortKey: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

/// Collects the levels of a key.
private struct Builder {
  let letters: SortLetters
  /// The letters of each syllable, and its tone, which is less than any letter.
  var key: [UInt8] = []
  /// 2 for each capital, 1 for each other letter.
  var cases: [UInt8] = []
  private var tone: UInt8 = 0
  private var isInSyllable = false

  init(letters: SortLetters) { self.letters = letters }

  mutating func add(_ scalar: Unicode.Scalar) {
    if let digit = scalar.asciiDigit {
      key.append(SortLetters.firstDigit + digit)
    } else if let letter = letters.table[scalar.simpleLowercase] {
      key += letter.weights
      tone = max(tone, letter.tone)
    } else if scalar.value >= 0x370, scalar.properties.isAlphabetic {
      key += String(scalar.simpleLowercase).utf8
    } else {
      if !(0x300...0x36F).contains(scalar.value) { endSyllable() }
      return
    }
    isInSyllable = true
    cases.append(scalar.simpleLowercase == scalar ? 1 : 2)
  }

  mutating func endSyllable() {
    guard isInSyllable else { return }
    key.append(1 + tone)
    tone = 0
    isInSyllable = false
  }
}

/// What each small letter weighs in a sort key.
private struct SortLetters: Sendable {
  struct Letter: Sendable {
    var weights: [UInt8]
    /// From 0, ngang, to 5, nặng.
    var tone: UInt8
  }

  static let firstDigit: UInt8 = 0x10
  private static let firstLetter: UInt8 = 0x20

  let table: [Unicode.Scalar: Letter]

  static let vietnamese = SortLetters(alphabet: "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", hasTones: true)
  static let english = SortLetters(alphabet: "abcdefghijklmnopqrstuvwxyz", hasTones: false)

  private init(alphabet: String, hasTones: Bool) {
    var table: [Unicode.Scalar: Letter] = [:]
    for (place, scalar) in alphabet.unicodeScalars.enumerated() {
      table[scalar] = Letter(weights: [Self.firstLetter + UInt8(place)], tone: 0)
    }
    if hasTones {
      for vowel in VietnameseVowels.rows {
        guard let plain = vowel.unicodeScalars.first.flatMap({ table[$0] }) else { continue }
        for (tone, scalar) in vowel.unicodeScalars.enumerated() {
          table[scalar] = Letter(weights: plain.weights, tone: UInt8(tone))
        }
      }
    }
    for row in LatinLetters.rows {
      let weights = row.ascii.unicodeScalars.flatMap { scalar in
        table[scalar]?.weights ?? scalar.asciiDigit.map { [Self.firstDigit + $0] } ?? []
      }
      for scalar in row.letters.unicodeScalars where table[scalar] == nil {
        table[scalar] = Letter(weights: weights, tone: 0)
      }
    }
    self.table = table
  }
}

extension Unicode.Scalar {
  fileprivate var asciiDigit: UInt8? {
    ("0"..."9").contains(self) ? UInt8(value - 0x30) : nil
  }
}
