/// A short text in the alphabet of `Letters`, such as a phrase.
struct NormalisedText {
  /// Every word followed by its tone and a space.
  private(set) var bytes: [UInt8] = []
  /// Where the author wrote each word.
  private(set) var words: [Range<Int>] = []
  /// How many stretches with words there are that a phrase cannot cross, and how many sentences.
  private(set) var segmentCount = 0
  private(set) var sentenceCount = 0
  /// How many letters of the author's carry a mark of Vietnamese.
  private(set) var markCount = 0

  /// How many words the segments and the sentences that have ended hold.
  private var segmentEnd = 0
  private var sentenceEnd = 0

  private init() {}

  init(_ source: [UInt8], _ passages: [Passage], _ folding: Folding, table: LetterTable) {
    var normaliser = Normaliser(folding, table: table, into: NormalisedText())
    normaliser.run(source, passages)
    self = normaliser.sink
    markCount = normaliser.markCount
  }

  init(_ phrase: String, _ folding: Folding, table: LetterTable) {
    let bytes = [UInt8](phrase.utf8)
    self.init(bytes, [Passage(bytes.indices)], folding, table: table)
  }
}

extension NormalisedText: WordSink {
  mutating func add(_ letters: [UInt8], at source: Range<Int>) -> UInt32 {
    bytes += letters
    bytes.append(Letters.space)
    words.append(source)
    return 0
  }

  mutating func endSegment() {
    if words.count > segmentEnd { segmentCount += 1 }
    segmentEnd = words.count
  }

  mutating func endSentence() {
    if words.count > sentenceEnd { sentenceCount += 1 }
    sentenceEnd = words.count
  }
}
