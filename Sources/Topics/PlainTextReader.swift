package import Diagnostics

/// Reads a text that is nothing but text: a title line `# …`, if there is one, and lines.
package enum PlainTextReader {
  /// Every line is a paragraph of its own; an indented or empty line is no exception.
  ///
  /// - Parameter language: If the caller knows; else the text's own words tell.
  /// - Complexity: O(*n*).
  package static func read(_ source: SourceText, language: Text.Language? = nil) -> Text {
    let bytes = source.bytes
    var passages: [Passage] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let isTitle = passages.isEmpty && bytes[start..<end].starts(with: [0x23, 0x20])
      if bytes[start..<end].contains(where: { $0 > 0x20 }) {
        passages.append(
          Passage(start + (isTitle ? 2 : 0)..<end, zone: isTitle ? .title : .body))
      }
      start = end + 1
    }
    return Text(
      source: source, language: language ?? .guess(bytes), passages: passages)
  }
}

extension Text.Language {
  /// The language of a text of ours: Vietnamese is known by its letters, or, where they
  /// were left out, by its commonest words.
  package static func guess(_ bytes: [UInt8]) -> Self {
    var normaliser = Normaliser(
      .unaccented, table: LetterTable(),
      into: LanguageVotes(spellings: Spellings(forTextOf: bytes.count / 4)))
    normaliser.run(bytes, [Passage(bytes.indices)])
    return normaliser.sink.english > normaliser.sink.vietnamese ? .en : .vi
  }
}

/// How many of the commonest words of either language a text has.
private struct LanguageVotes: WordSink {
  private(set) var vietnamese = 0
  private(set) var english = 0
  private var spellings: Spellings

  init(spellings: Spellings) { self.spellings = spellings }

  mutating func add(_ raw: RawWord, at source: Range<Int>) -> Spelling? {
    guard let spelling = spellings[raw] else { return nil }
    count(spelling.number)
    return spelling
  }

  mutating func add(_ letters: [UInt8], at source: Range<Int>) -> UInt32 {
    let number = Self.vocabulary.number(of: letters.span)
    count(number)
    return number
  }

  mutating func remember(_ spelling: Spelling, of raw: RawWord) {
    spellings.remember(spelling, of: raw)
  }

  private mutating func count(_ word: UInt32) {
    if word > Self.vietnameseWords.count {
      english += 1
    } else if word > 0 {
      vietnamese += 1
    }
  }

  private static let vocabulary = Vocabulary(vietnameseWords + englishWords)
  private static let vietnameseWords = words(
    "va cua cac nguoi trong duoc cho khong nhung voi la co")
  private static let englishWords = words("the of and in to is for on with by that from at an")

  private static func words(_ list: String) -> [[UInt8]] {
    list.utf8.split(separator: Letters.space).map(Array.init)
  }
}
