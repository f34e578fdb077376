/// Brings text into the form in which phrases are compared, and hands its words to a sink.
///
/// Folded: case, composed and decomposed letters, the place of the tone, `i` and `y`
/// after a consonant (kĩ, kỹ), the plural `s` and the possessive `'s` of English, all
/// spaces, dashes and quotes. Dropped: soft hyphens and zero-width characters.
///
/// It keeps of a text but the word it is at.
struct Normaliser<Sink: WordSink> {
  private(set) var sink: Sink
  /// How many letters and tones the words have.
  private(set) var letterCount = 0
  /// How many letters of the author's carry a mark of Vietnamese.
  private(set) var markCount = 0

  private let folding: Folding
  private let table: LetterTable
  private var word = OpenWord()
  /// What stands right before the next character, or before the open word.
  private var before = Neighbour.nothing
  private var zone = Zone.body

  init(_ folding: Folding, table: LetterTable, into sink: Sink) {
    self.folding = folding
    self.table = table
    self.sink = sink
  }

  /// Normalises the passages of a text, all of which count.
  ///
  /// - Complexity: O(*n*) in the bytes of the passages.
  mutating func run(_ source: [UInt8], _ passages: [Passage]) {
    for (index, passage) in passages.enumerated() {
      if passage.zone != zone {
        endSentence()
        zone = passage.zone
        sink.enter(zone)
      } else if passage.boundary == .sentence {
        endSentence()
      } else if passage.boundary == .space {
        separate()
      }
      let next = index + 1 < passages.count ? passages[index + 1] : nil
      read(
        source.span, passage.range.clamped(to: source.indices),
        isOpen: next?.boundary == .joined && next?.zone == zone)
    }
    endSentence()
  }

  /// Whether Vietnamese was written without its marks: under 5 % of the letters have one.
  var isUnaccented: Bool { markCount * 20 <= letterCount }

  /// - Parameter isOpen: Whether the last word may go on in the next passage.
  private mutating func read(_ source: Span<UInt8>, _ passage: Range<Int>, isOpen: Bool) {
    let end = passage.upperBound
    var offset = passage.lowerBound
    while offset < end {
      if word.letters.isEmpty, before != .apostrophe {
        offset = takeKnown(source, from: offset, until: end, isOpen: isOpen)
      }
      if offset < end { offset = readSlowly(source, from: offset, until: end, isOpen: isOpen) }
    }
  }

  /// Takes words whose spelling is known and separators, and returns where something else begins.
  ///
  /// Most of a text is taken here.
  private mutating func takeKnown(
    _ source: Span<UInt8>, from start: Int, until end: Int, isOpen: Bool
  ) -> Int {
    var offset = start
    while let (raw, count) = RawWord.read(
      source, at: offset, until: end, RawWord.likelyEnds)
    {
      let wordEnd = offset &+ count
      let isParted = wordEnd < end && LetterTable.isSeparator(ascii: source[wordEnd])
      if count > 0 {
        guard wordEnd < end || !isOpen, let spelling = sink.spelling(of: raw) else {
          return offset
        }
        take(spelling, offset..<wordEnd)
        if !isParted { before = spelling.isAbbreviation ? .abbreviation : .word }
      }
      guard isParted else { return wordEnd }
      before = .nothing
      offset = wordEnd &+ 1
    }
    return offset
  }

  /// Takes a sign of ASCII, or a word, or letters up to the next sign of ASCII.
  private mutating func readSlowly(
    _ source: Span<UInt8>, from offset: Int, until end: Int, isOpen: Bool
  ) -> Int {
    let byte = source[offset]
    if byte < 0x80, table.ascii[Int(byte)] <= LetterTable.Action.cry {
      punctuation(table.ascii[Int(byte)], source, before: offset + 1..<end)
      return offset + 1
    }
    guard word.letters.isEmpty, before != .apostrophe,
      let (raw, count) = RawWord.read(
        source, at: offset, until: end, RawWord.endsOfLetters),
      offset &+ count < end || !isOpen
    else { return spell(source, from: offset, until: end) }
    let place = offset..<offset &+ count
    if let spelling = sink.spelling(of: raw) {
      take(spelling, place)
      before = spelling.isAbbreviation ? .abbreviation : .word
    } else {
      takeNew(raw, source, place, until: end)
    }
    return place.upperBound
  }

  /// Takes a word whose spelling is known.
  @inline(__always)
  private mutating func take(_ spelling: Spelling, _ place: Range<Int>) {
    letterCount &+= Int(spelling.letters)
    markCount &+= Int(spelling.marks)
    sink.add(spelling, at: place)
  }

  private mutating func takeNew(
    _ raw: RawWord, _ source: Span<UInt8>, _ place: Range<Int>, until end: Int
  ) {
    _ = spell(source, from: place.lowerBound, until: end)
    // Quotes and dashes that are not ASCII look like letters so far.
    guard !word.letters.isEmpty, word.source == place, let spelling = closeWord() else { return }
    sink.remember(spelling, of: raw)
  }
}

/// Letters.
extension Normaliser {
  /// Adds letters to the open word up to a character of ASCII that is none, and returns where
  /// that is.
  private mutating func spell(_ source: Span<UInt8>, from start: Int, until end: Int) -> Int {
    var offset = start
    while offset < end {
      let byte = source[offset]
      if byte < 0x80 {
        let letter = table.ascii[Int(byte)]
        guard letter > LetterTable.Action.cry else { break }
        word.append(letter, at: offset..<offset &+ 1)
        offset &+= 1
      } else if let (letter, length) = table.letter(source, at: offset, until: end) {
        let isBare = folding == .unaccented
        word.append(
          isBare ? Letters.base(letter.letter) : letter.letter, at: offset..<offset &+ length)
        if letter.tone != 0 { word.tone = letter.tone }
        word.marks &+= 1
        offset &+= length
      } else {
        offset &+= other(source, at: offset, until: end)
      }
    }
    return offset
  }

  /// Takes what is neither ASCII nor a letter of ours, and returns its length.
  private mutating func other(_ source: Span<UInt8>, at offset: Int, until end: Int) -> Int {
    let (value, length) = decodeScalar(source, at: offset, until: end)
    let rest = offset + length..<end
    if LetterTable.isMark(value) {
      word.combine(value, endingAt: rest.lowerBound, isBare: folding == .unaccented)
    } else if value == 0x2026 {
      punctuation(LetterTable.Action.fullStop, source, before: rest)
    } else if value == 0x2019 {
      punctuation(LetterTable.Action.apostrophe, source, before: rest)
    } else if LetterTable.isInvisible(value) {
      // Neither ends a word nor belongs to it.
    } else if LetterTable.isSeparator(value) {
      separate()
    } else {
      for index in offset..<rest.lowerBound {
        word.append(source[index], at: offset..<rest.lowerBound)
      }
    }
    return length
  }
}

/// Words and sentences.
extension Normaliser {
  /// - Returns: What there is to know of the word, if there was one that counts.
  @inline(__always)
  @discardableResult
  private mutating func endWord() -> Spelling? {
    word.letters.isEmpty ? nil : closeWord()
  }

  private mutating func closeWord() -> Spelling? {
    let isPossessive = before == .apostrophe && word.isSingle(UInt8(ascii: "s"))
    let isAbbreviation = word.isAbbreviation
    before = isAbbreviation ? .abbreviation : .word
    markCount += word.marks
    defer { word.clear() }
    guard !isPossessive else { return nil }
    word.fold(isBare: folding == .unaccented)
    letterCount += word.letters.count
    return Spelling(
      number: sink.add(word.letters, at: word.source),
      letters: UInt16(truncatingIfNeeded: word.letters.count),
      marks: UInt8(truncatingIfNeeded: word.marks), isAbbreviation: isAbbreviation)
  }

  private mutating func separate() {
    endWord()
    before = .nothing
  }

  private mutating func endSegment() {
    separate()
    sink.endSegment()
  }

  private mutating func endSentence() {
    endSegment()
    sink.endSentence()
  }

  /// - Parameter rest: The passage after the character.
  private mutating func punctuation(
    _ action: UInt8, _ source: Span<UInt8>, before rest: Range<Int>
  ) {
    endWord()
    switch action {
    case LetterTable.Action.separator:
      separate()
    case LetterTable.Action.apostrophe:
      before = before == .word || before == .abbreviation ? .apostrophe : .nothing
    case LetterTable.Action.clause:
      endSegment()
    case LetterTable.Action.cry:
      endsWord(source, rest) ? endSentence() : separate()
    default:
      endsWord(source, rest) && before != .abbreviation ? endSentence() : separate()
    }
  }

  /// Whether a point at the end of a word is followed by a space, a closing mark or nothing.
  private func endsWord(_ source: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    guard let first = rest.first else { return true }
    return source[first] >= 0x80 || table.ascii[Int(source[first])] < LetterTable.Action.fullStop
  }
}

/// What stands right before a character.
private enum Neighbour {
  case nothing
  case word
  /// A word after which a point is no full stop.
  case abbreviation
  /// The apostrophe of `Vietnam's`.
  case apostrophe
}
