/// A phrase found in a text, in half the room that whole integers would take.
struct Match {
  private var firstWord: UInt32
  private var wordEnd: UInt32
  private var sourceStart: UInt32
  private var sourceEnd: UInt32
  private let shortSentence: UInt32
  private var shortPhrase: UInt32
  let zone: Zone

  /// Indices of words.
  var words: Range<Int> { Int(firstWord)..<Int(wordEnd) }
  /// Where the author wrote them.
  var source: Range<Int> { Int(sourceStart)..<Int(sourceEnd) }
  var sentence: Int { Int(shortSentence) }
  /// The index of the rule of a topic, of the phrase in a set, or of the exclusion.
  var phrase: Int {
    get { Int(shortPhrase) }
    set { shortPhrase = UInt32(truncatingIfNeeded: newValue) }
  }

  init(words: Range<Int>, source: Range<Int>, sentence: Int, zone: Zone, phrase: Int) {
    firstWord = UInt32(truncatingIfNeeded: words.lowerBound)
    wordEnd = UInt32(truncatingIfNeeded: words.upperBound)
    sourceStart = UInt32(truncatingIfNeeded: source.lowerBound)
    sourceEnd = UInt32(truncatingIfNeeded: source.upperBound)
    shortSentence = UInt32(truncatingIfNeeded: sentence)
    shortPhrase = UInt32(truncatingIfNeeded: phrase)
    self.zone = zone
  }

  /// Both matches and what stands between.
  func joined(with other: Match) -> Match {
    var whole = self
    whole.firstWord = min(firstWord, other.firstWord)
    whole.wordEnd = max(wordEnd, other.wordEnd)
    whole.sourceStart = min(sourceStart, other.sourceStart)
    whole.sourceEnd = max(sourceEnd, other.sourceEnd)
    return whole
  }

  func covers(_ other: Match) -> Bool {
    words.lowerBound <= other.words.lowerBound && other.words.upperBound <= words.upperBound
  }

  fileprivate func precedes(_ other: Match) -> Bool {
    if words.lowerBound != other.words.lowerBound {
      return words.lowerBound < other.words.lowerBound
    }
    if words.upperBound != other.words.upperBound {
      return words.upperBound > other.words.upperBound
    }
    return phrase < other.phrase
  }
}

extension [Match] {
  /// Puts a match after those of equal or smaller start, of which the longest come first.
  @inline(__always)
  mutating func insertInOrder(_ match: Match) {
    append(match)
    var place = count - 1
    while place > 0, match.precedes(self[place - 1]) {
      swapAt(place, place - 1)
      place -= 1
    }
  }
}

extension ArraySlice<Match> {
  /// Of overlapping matches the leftmost, and of those that start together the longest.
  ///
  /// `self` is in reading order, and so is the result.
  func leftmostLongest() -> ArraySlice<Match> {
    guard hasOverlaps else { return self }
    var end = 0
    return filter { match in
      guard match.words.lowerBound >= end else { return false }
      end = match.words.upperBound
      return true
    }[...]
  }

  /// Most lists have none, and need no copy.
  var hasOverlaps: Bool {
    var end = 0
    for match in self {
      guard match.words.lowerBound >= end else { return true }
      end = match.words.upperBound
    }
    return false
  }

  /// Those that are not inside an exclusion.
  ///
  /// `self` is in reading order; so are the exclusions, which do not overlap.
  func outside(_ exclusions: ArraySlice<Match>) -> ArraySlice<Match> {
    guard !exclusions.isEmpty else { return self }
    var next = exclusions.startIndex
    return filter { match in
      while next < exclusions.endIndex,
        exclusions[next].words.upperBound <= match.words.lowerBound
      {
        next += 1
      }
      return next == exclusions.endIndex || !exclusions[next].covers(match)
    }[...]
  }
}
