/// Takes the words of a text one after another, as the normaliser finds them.
protocol WordSink {
  /// Takes a word by its letters, followed by its tone.
  ///
  /// - Parameter source: Where the author wrote it.
  /// - Returns: The number of the word; 0 for a word that is nothing special.
  mutating func add(_ letters: [UInt8], at source: Range<Int>) -> UInt32
  /// What `remember` was told of a word; `nil` if that is not known.
  func spelling(of raw: RawWord) -> Spelling?
  /// Takes a word by what was known of it.
  mutating func add(_ spelling: Spelling, at source: Range<Int>)
  mutating func remember(_ spelling: Spelling, of raw: RawWord)

  /// The words that follow stand in this zone. A sentence has ended.
  mutating func enter(_ zone: Zone)
  /// No phrase goes on from the words before to those that follow.
  mutating func endSegment()
  /// The same, and a segment has ended.
  mutating func endSentence()
}

/// A sink remembers nothing and sees a text as a list of words, unless it says otherwise.
extension WordSink {
  func spelling(of raw: RawWord) -> Spelling? { nil }
  func add(_ spelling: Spelling, at source: Range<Int>) {}
  func remember(_ spelling: Spelling, of raw: RawWord) {}
  func enter(_ zone: Zone) {}
  func endSegment() {}
  func endSentence() {}
}
