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
  }

  private let folding: Folding
  private let table: LetterTable
  private let vocabulary: Vocabulary
  private var words: [NormalisedText.Word] = []
  private var segments: [NormalisedText.Segment] = []
  /// How much of the output is written.
  private var count = 1
  private var wordStart = 1
  /// The last eight bytes of the word, as a number.
  private var key: UInt64 = 0
  private var sourceStart = 0
  private var sourceEnd = 0
  private var tone: UInt8 = 0
  private var markedLetters = 0
  /// Whether an apostrophe stands right before this word: `Vietnam's`.
  private var followsApostrophe = false
  private var sentence: UInt32 = 0
  private var zone = Zone.body

  /// Normalises the passages of a text that count.
  ///
  /// - Complexity: O(*n*) in the bytes of the passages.
  static func normalise(
    _ source: [UInt8], _ passages: [Passage], _ folding: Folding = .accented, table: LetterTable,
    vocabulary: Vocabulary = .empty
  ) -> NormalisedText {
    var normaliser = Normaliser(folding: folding, table: table, vocabulary: vocabulary)
    return normaliser.run(source, passages)
  }

  private init(folding: Folding, table: LetterTable, vocabulary: Vocabulary) {
    self.folding = folding
    self.table = table
    self.vocabulary = vocabulary
  }

  private mutating func run(_ source: [UInt8], _ passages: [Passage]) -> NormalisedText {
    let ranges = passages.map { $0.range.clamped(to: source.indices) }
    // No character takes more room than its UTF-8, but the space after a word that ends
    // with its passage does.
    let size = ranges.reduce(2) { $0 + $1.count + 1 }
    var bytes = [UInt8](repeating: Letters.space, count: size)
    words.reserveCapacity(size / 4)
    let table = table
    var output = bytes.mutableSpan
    for (passage, range) in zip(passages, ranges) where passage.zone.weight > 0 {
      if passage.boundary == .sentence || passage.zone != zone { endSentence(&output) }
      if passage.boundary == .space { endWord(&output) }
      zone = passage.zone
      scan(source.span, range, table.ascii.span, table.letters.span, into: &output)
    }
    endSentence(&output)
    bytes.removeLast(size - count)
    return NormalisedText(
      bytes: bytes, words: words, segments: segments, markedLetters: markedLetters)
  }

  private mutating func scan(
    _ source: Span<UInt8>, _ range: Range<Int>, _ ascii: Span<UInt8>, _ letters: Span<UInt16>,
    into output: inout MutableSpan<UInt8>
  ) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let start = offset
      let before = count
      offset = copyLetters(source, offset..<range.upperBound, ascii, letters, into: &output)
      if offset > start {
        if before == wordStart { sourceStart = start }
        sourceEnd = offset
      }
      guard offset < range.upperBound else { return }
      let byte = source[offset]
      if byte < 0x80, ascii[Int(byte)] == LetterTable.Action.separator {
        endWord(&output)
        offset += 1
      } else {
        offset += other(source, at: offset, until: range.upperBound, into: &output)
      }
    }
  }

  // MARK: Letters

  /// Writes a run of letters and returns where it ends.
  private mutating func copyLetters(
    _ source: Span<UInt8>, _ range: Range<Int>, _ ascii: Span<UInt8>, _ letters: Span<UInt16>,
    into output: inout MutableSpan<UInt8>
  ) -> Int {
    var offset = range.lowerBound
    let end = range.upperBound
    var next = count
    var key = key
    while offset < end {
      let byte = source[offset]
      if byte < 0x80 {
        let action = ascii[Int(byte)]
        guard action > LetterTable.Action.cry else { break }
        output[next] = action
        key = key << 8 | UInt64(action)
        next &+= 1
        offset &+= 1
        continue
      }
      let length = byte == 0xE1 ? 3 : 2
      guard length <= end &- offset else { break }
      let index =
        length == 3
        ? LetterTable.index(afterE1: source[offset &+ 1], source[offset &+ 2])
        : LetterTable.index(byte, source[offset &+ 1])
      guard let index else { break }
      let entry = letters[index]
      guard entry != 0 else { break }
      let marked = UInt8(truncatingIfNeeded: entry)
      let letter = folding == .unaccented ? Letters.base(marked) : marked
      output[next] = letter
      key = key << 8 | UInt64(letter)
      if entry > 0xFF { tone = UInt8(truncatingIfNeeded: entry >> 8) }
      markedLetters &+= 1
      next &+= 1
      offset &+= length
    }
    count = next
    self.key = key
    return offset
  }

  /// Takes what is neither a letter of ours nor a space and returns its length.
  private mutating func other(
    _ source: Span<UInt8>, at offset: Int, until end: Int, into output: inout MutableSpan<UInt8>
  ) -> Int {
    let (value, length) = decodeScalar(source, at: offset, until: end)
    let rest = offset + length..<end
    if value < 0x80 {
      punctuation(table.ascii[Int(value)], source, before: rest, &output)
    } else if LetterTable.isMark(value) {
      combine(value, endingAt: rest.lowerBound, &output)
    } else if value == 0x2026 {
      punctuation(LetterTable.Action.fullStop, source, before: rest, &output)
    } else if value == 0x2019 {
      punctuation(LetterTable.Action.apostrophe, source, before: rest, &output)
    } else if LetterTable.isSeparator(value), !LetterTable.isInvisible(value) {
      endWord(&output)
    } else if !LetterTable.isInvisible(value) {
      if count == wordStart { sourceStart = offset }
      for index in offset..<offset + length {
        output[count] = source[index]
        key = key << 8 | UInt64(source[index])
        count += 1
      }
      sourceEnd = rest.lowerBound
    }
    return length
  }

  /// Takes a combining mark: a tone of the word, or a part of its last letter.
  private mutating func combine(
    _ mark: UInt32, endingAt end: Int, _ output: inout MutableSpan<UInt8>
  ) {
    guard count > wordStart else { return }
    sourceEnd = end
    markedLetters += 1
    if let mark = Letters.tone(ofMark: mark) {
      tone = mark
    } else if folding != .unaccented,
      let letter = Letters.letter(output[count - 1], withMark: mark)
    {
      output[count - 1] = letter
      key = key & ~0xFF | UInt64(letter)
    }
  }
}

/// Words and sentences.
extension Normaliser {
  private mutating func endWord(_ output: inout MutableSpan<UInt8>) {
    guard count > wordStart else {
      followsApostrophe = false
      return
    }
    let isPossessive =
      followsApostrophe && count == wordStart + 1
      && output[wordStart] == UInt8(ascii: "s")
    followsApostrophe = false
    guard !isPossessive else {
      count = wordStart
      key = 0
      return
    }
    let isLong = count - wordStart >= 8
    foldEnding(&output)
    if tone != 0, folding != .unaccented {
      output[count] = tone
      key = key << 8 | UInt64(tone)
      count += 1
    }
    tone = 0
    words.append(
      .init(
        end: UInt32(truncatingIfNeeded: count),
        number: isLong
          ? vocabulary.number(of: output.span, wordStart..<count) : vocabulary.number(of: key),
        sourceStart: UInt32(truncatingIfNeeded: sourceStart),
        sourceEnd: UInt32(truncatingIfNeeded: sourceEnd)))
    output[count] = Letters.space
    count += 1
    wordStart = count
    key = 0
  }

  /// Folds `ky` to `ki`, `policies` to `policy`, `skills` to `skill`.
  private mutating func foldEnding(_ output: inout MutableSpan<UInt8>) {
    let length = count - wordStart
    let last = output[count - 1]
    if last == UInt8(ascii: "s"), length >= 4, tone == 0 {
      switch output[count - 2] {
      case UInt8(ascii: "e") where length >= 6 && output[count - 3] == UInt8(ascii: "i"):
        output[count - 3] = UInt8(ascii: "y")
        key = (key >> 24) << 8 | UInt64(UInt8(ascii: "y"))
        count -= 2
      case UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i"): break
      default:
        key >>= 8
        count -= 1
      }
    } else if last == UInt8(ascii: "y"), length <= 3 {
      let first = output[wordStart]
      let isOpen = length == 2 && Self.isConsonantBeforeY(first)
      let isQuy =
        length == 3 && first == UInt8(ascii: "q") && output[wordStart + 1] == UInt8(ascii: "u")
      if isOpen || isQuy {
        output[count - 1] = UInt8(ascii: "i")
        key = key & ~0xFF | UInt64(UInt8(ascii: "i"))
      }
    }
  }

  private static func isConsonantBeforeY(_ letter: UInt8) -> Bool {
    switch Unicode.Scalar(letter) {
    case "h", "k", "l", "m", "s", "t", "v": true
    default: false
    }
  }

  /// - Parameter rest: The passage after the character.
  private mutating func punctuation(
    _ action: UInt8, _ source: Span<UInt8>, before rest: Range<Int>,
    _ output: inout MutableSpan<UInt8>
  ) {
    switch action {
    case LetterTable.Action.apostrophe:
      let isInWord = count > wordStart
      endWord(&output)
      followsApostrophe = isInWord
    case LetterTable.Action.clause:
      endSegment(&output)
    case LetterTable.Action.cry:
      endsWord(source, rest) ? endSentence(&output) : endWord(&output)
    default:
      let ends = endsWord(source, rest) && !isAbbreviation(output)
      ends ? endSentence(&output) : endWord(&output)
    }
  }

  private mutating func endSegment(_ output: inout MutableSpan<UInt8>) {
    endWord(&output)
    let wordEnd = UInt32(truncatingIfNeeded: words.count)
    guard wordEnd > segments.last?.wordEnd ?? 0 else { return }
    segments.append(
      .init(
        end: UInt32(truncatingIfNeeded: count), wordEnd: wordEnd, sentence: sentence, zone: zone))
  }

  private mutating func endSentence(_ output: inout MutableSpan<UInt8>) {
    endSegment(&output)
    sentence &+= 1
  }

  /// Whether a point at the end of a word is followed by a space, a closing mark or nothing.
  private func endsWord(_ source: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    guard let first = rest.first else { return true }
    return source[first] >= 0x80 || table.ascii[Int(source[first])] < LetterTable.Action.fullStop
  }

  /// Whether the word before a point is an initial or a title before a name.
  private func isAbbreviation(_ output: borrowing MutableSpan<UInt8>) -> Bool {
    let length = count - wordStart
    if length == 1 { return output[wordStart] > UInt8(ascii: "9") }
    guard (2...4).contains(length) else { return false }
    return Self.abbreviations.contains { abbreviation in
      abbreviation.count == length
        && abbreviation.indices.allSatisfy { output[wordStart + $0] == abbreviation[$0] }
    }
  }

  private static let abbreviations = [
    "tp", "ts", "ths", "gs", "pgs", "mr", "mrs", "ms", "dr", "st", "no", "vs", "lt", "col", "gen",
    "sen", "rep", "prof", "etc",
  ].map { [UInt8]($0.utf8) }
}
