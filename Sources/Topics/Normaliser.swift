/// Brings text into the form in which phrases are compared.
///
/// Folded: case, composed and decomposed letters, the place of the tone, `i` and `y`
/// after a consonant (kĩ, kỹ), the plural `s` and the possessive `'s` of English, all
/// spaces, dashes and quotes. Dropped: soft hyphens and zero-width characters.
struct Normaliser {
  enum Folding {
    /// Marks and tones matter: đường, dương and đương differ.
    case accented
    /// Vietnamese written without its marks.
    case unaccented
    /// As `accented`, and the capitals of ASCII matter.
    case exact
  }

  private let folding: Folding
  private let table: LetterTable
  private var text = NormalisedText()
  /// How much of `text.bytes` is written.
  private var count = 1
  private var wordStart = 1
  private var sourceStart = 0
  private var sourceEnd = 0
  private var tone: UInt8 = 0
  /// Whether an apostrophe stands right before this word: `Vietnam's`.
  private var followsApostrophe = false
  private var sentence: UInt32 = 0
  private var zone = Zone.body

  private init(_ folding: Folding, table: LetterTable) {
    self.folding = folding
    self.table = table
  }

  /// Normalises the passages of a text that count.
  ///
  /// - Complexity: O(*n*) in the bytes of the passages.
  static func normalise(
    _ source: [UInt8], _ passages: [Passage], _ folding: Folding = .accented, table: LetterTable
  ) -> NormalisedText {
    var normaliser = Normaliser(folding, table: table)
    return normaliser.run(source, passages)
  }

  private mutating func run(_ source: [UInt8], _ passages: [Passage]) -> NormalisedText {
    // No character takes more room than its UTF-8, but a word of one letter has a space after it.
    let size = passages.reduce(2) { $0 + $1.range.count + 1 }
    text.bytes = [UInt8](repeating: Letters.space, count: size)
    text.words.reserveCapacity(size / 5)
    for passage in passages where passage.zone.weight > 0 {
      if passage.boundary == .sentence || passage.zone != zone { endSentence() }
      if passage.boundary == .space { endWord() }
      zone = passage.zone
      scan(source, passage.range.clamped(to: 0..<source.count))
    }
    endSentence()
    text.bytes.removeLast(text.bytes.count - count)
    return text
  }

  private mutating func scan(_ source: [UInt8], _ range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = source[offset]
      guard byte < 0x80 else {
        offset += scalar(in: source, at: offset, until: range.upperBound)
        continue
      }
      let action = table.ascii[Int(byte)]
      if action > LetterTable.Action.cry {
        append(folding == .exact ? byte : action, at: offset, length: 1)
      } else if action == LetterTable.Action.separator {
        endWord()
      } else {
        punctuation(action, source, at: offset, next: offset + 1, until: range.upperBound)
      }
      offset += 1
    }
  }

  // MARK: Letters

  private mutating func append(_ letter: UInt8, at offset: Int, length: Int) {
    if count == wordStart { sourceStart = offset }
    text.bytes[count] = letter
    count += 1
    sourceEnd = offset + length
  }

  /// Takes one scalar beyond ASCII and returns its length.
  private mutating func scalar(in source: [UInt8], at offset: Int, until end: Int) -> Int {
    let (value, length) = decodeScalar(source, at: offset, until: end)
    let entry = table.letter(value)
    if entry != 0 {
      let letter = UInt8(truncatingIfNeeded: entry)
      append(folding == .unaccented ? Letters.base(letter) : letter, at: offset, length: length)
      if entry > 0xFF { tone = UInt8(truncatingIfNeeded: entry >> 8) }
    } else if LetterTable.isMark(value) {
      combine(value, endingAt: offset + length)
    } else if LetterTable.isInvisible(value) {
      return length
    } else if value == 0x2026 {
      punctuation(
        LetterTable.Action.fullStop, source, at: offset, next: offset + length, until: end)
    } else if value == 0x2019 {
      punctuation(
        LetterTable.Action.apostrophe, source, at: offset, next: offset + length, until: end)
    } else if LetterTable.isSeparator(value) {
      endWord()
    } else {
      for index in offset..<offset + length { append(source[index], at: offset, length: length) }
    }
    return length
  }

  /// Takes a combining mark: a tone of the word, or a part of its last letter.
  private mutating func combine(_ mark: UInt32, endingAt end: Int) {
    guard count > wordStart else { return }
    sourceEnd = end
    if let mark = Letters.tone(ofMark: mark) {
      tone = mark
    } else if folding != .unaccented,
      let letter = Letters.letter(text.bytes[count - 1], withMark: mark)
    {
      text.bytes[count - 1] = letter
    }
  }

  // MARK: Words and sentences

  private mutating func endWord() {
    guard count > wordStart else {
      followsApostrophe = false
      return
    }
    let isPossessive =
      followsApostrophe && count == wordStart + 1
      && text.bytes[wordStart] | 0x20 == UInt8(ascii: "s")
    followsApostrophe = false
    guard !isPossessive else {
      count = wordStart
      return
    }
    foldEnding()
    if tone != 0, folding != .unaccented {
      text.bytes[count] = tone
      count += 1
    }
    tone = 0
    text.words.append(
      .init(
        end: UInt32(truncatingIfNeeded: count),
        sourceStart: UInt32(truncatingIfNeeded: sourceStart),
        sourceEnd: UInt32(truncatingIfNeeded: sourceEnd)))
    text.bytes[count] = Letters.space
    count += 1
    wordStart = count
  }

  /// Folds `ky` to `ki`, `policies` to `policy`, `skills` to `skill`.
  private mutating func foldEnding() {
    let length = count - wordStart
    let last = text.bytes[count - 1]
    if last == UInt8(ascii: "s"), length >= 4, tone == 0 {
      switch text.bytes[count - 2] {
      case UInt8(ascii: "e") where length >= 6 && text.bytes[count - 3] == UInt8(ascii: "i"):
        text.bytes[count - 3] = UInt8(ascii: "y")
        count -= 2
      case UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i"): break
      default: count -= 1
      }
    } else if last == UInt8(ascii: "y"), length <= 3 {
      let first = text.bytes[wordStart]
      let isOpen = length == 2 && Self.consonantsBeforeY.contains(first)
      let isQuy =
        length == 3 && first == UInt8(ascii: "q") && text.bytes[wordStart + 1] == UInt8(ascii: "u")
      if isOpen || isQuy { text.bytes[count - 1] = UInt8(ascii: "i") }
    }
  }

  private static let consonantsBeforeY = [UInt8]("hklmstv".utf8)

  private mutating func punctuation(
    _ action: UInt8, _ source: [UInt8], at offset: Int, next: Int, until end: Int
  ) {
    switch action {
    case LetterTable.Action.apostrophe:
      let isInWord = count > wordStart
      endWord()
      followsApostrophe = isInWord
    case LetterTable.Action.clause:
      endSegment()
    case LetterTable.Action.cry:
      endsWord(source, at: next, until: end) ? endSentence() : endWord()
    default:
      let ends =
        endsWord(source, at: next, until: end) && !isAbbreviation
        && !continuesInLowerCase(source, from: next, until: end)
      ends ? endSentence() : endWord()
    }
  }

  private mutating func endSegment() {
    endWord()
    let wordEnd = UInt32(truncatingIfNeeded: text.words.count)
    guard wordEnd > text.segments.last?.wordEnd ?? 0 else { return }
    text.segments.append(
      .init(
        end: UInt32(truncatingIfNeeded: count), wordEnd: wordEnd, sentence: sentence, zone: zone))
  }

  private mutating func endSentence() {
    endSegment()
    sentence &+= 1
  }

  /// Whether a point at the end of a word is followed by a space, a closing quote or nothing.
  private func endsWord(_ source: [UInt8], at offset: Int, until end: Int) -> Bool {
    guard offset < end else { return true }
    return source[offset] >= 0x80 || table.ascii[Int(source[offset])] < LetterTable.Action.fullStop
  }

  private func continuesInLowerCase(_ source: [UInt8], from offset: Int, until end: Int) -> Bool {
    var offset = offset
    while offset < end, source[offset] <= Letters.space { offset += 1 }
    return offset < end && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(source[offset])
  }

  /// Whether the word before a point is an initial or a title before a name.
  private var isAbbreviation: Bool {
    let length = count - wordStart
    guard (1...4).contains(length) else { return false }
    return length == 1 && text.bytes[wordStart] > UInt8(ascii: "9")
      || Self.abbreviations.contains { $0.elementsEqual(text.bytes[wordStart..<count]) }
  }

  private static let abbreviations = [
    "tp", "ts", "ths", "gs", "pgs", "mr", "mrs", "ms", "dr", "st", "no", "vs", "lt", "col", "gen",
    "sen", "rep", "prof",
  ].map { [UInt8]($0.utf8) }
}
