/// A text in the alphabet of `Letters`, cut into words that remember their place.
struct NormalisedText {
  /// A space, then every word followed by its tone and a space.
  var bytes: [UInt8]
  var words: [Word]
  /// Stretches that a phrase cannot cross, in order; they cover all words.
  var segments: [Segment]
  /// How many letters of the author's carry a mark of Vietnamese.
  var markedLetters: Int

  /// A syllable of Vietnamese, a word of English, a number.
  struct Word: Equatable {
    /// The offset in `bytes` of the space that ends it.
    var end: UInt32
    /// The number that the vocabulary gives it.
    var number: UInt32
    /// Where the author wrote it.
    var sourceStart: UInt32
    var sourceEnd: UInt32
  }

  struct Segment: Equatable {
    /// The offset in `bytes` after the last space of the segment.
    var end: UInt32
    /// The index after its last word.
    var wordEnd: UInt32
    /// Counts sentences from 0.
    var sentence: UInt32
    var zone: Zone
  }

  /// The author's bytes for a run of words.
  func sourceRange(of run: Range<Int>) -> Range<Int> {
    guard let first = run.first, let last = run.last else { return 0..<0 }
    return Int(words[first].sourceStart)..<Int(words[last].sourceEnd)
  }

  /// Whether Vietnamese was written without its marks: under 5 % of the letters have one.
  var isUnaccented: Bool {
    markedLetters * 20 < bytes.count - words.count
  }
}
