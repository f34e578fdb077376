internal import Diagnostics

/// Finds the phrases of a lexicon among the words of a text.
struct Matcher {
  private(set) var memory: Memory

  private let lexicon: Lexicon
  private let source: [UInt8]
  private let language: Text.Language
  private var state = Automaton.root
  /// The index of the next word.
  private var word = 0
  /// Where the words of the longest phrase that may end here start, by the last bits of their index.
  private var starts = InlineArray<16, Int>(repeating: 0)
  private var place: Place

  /// What a matcher leaves to the next one of the same lexicon.
  struct Memory: Sendable {
    var spellings: Spellings
    /// All phrases found in the last text.
    var matches = Matches()

    static let none = Memory(spellings: Spellings(forTextOf: 0))
  }

  init(
    _ lexicon: Lexicon, _ lists: MatchLists, _ text: Text, _ memory: consuming Memory
  ) {
    self.lexicon = lexicon
    source = text.source.bytes
    language = text.language
    self.memory = memory
    self.memory.matches.clear(for: lists)
    place = Place()
  }

  @inline(__always)
  private mutating func step(_ number: UInt32, at source: Range<Int>) {
    starts[word & 15] = source.lowerBound
    state = lexicon.automaton.next(state, number)
    word &+= 1
    // Nothing ends at the root, where most words lead.
    if state != Automaton.root, lexicon.automaton.isFinal(state) {
      addMatches(endingAt: source.upperBound)
    }
  }

  /// - Complexity: So many phrases can end at one word as the longest phrase has words.
  private mutating func addMatches(endingAt end: Int) {
    let zone = place.zone(of: word - 1)
    for pattern in lexicon.automaton.patterns(endingIn: state) {
      let words = word - lexicon.lengths[pattern]..<word
      let range = starts[words.lowerBound & 15]..<end
      for index in lexicon.uses(of: pattern) {
        let use = lexicon.uses[index]
        guard holds(use.condition, range, zone) else { continue }
        let match = Match(
          words: words, source: range, sentence: place.sentence, zone: zone, phrase: use.number)
        memory.matches.add(match, to: use.list)
      }
    }
  }

  /// Whether the condition of a phrase holds where it was found.
  private func holds(_ condition: Int?, _ range: Range<Int>, _ zone: Zone) -> Bool {
    guard let condition = condition.map({ lexicon.conditions[$0] }) else { return true }
    if let wanted = condition.language, wanted != language { return false }
    if let wanted = condition.zone, wanted != zone { return false }
    guard let capitals = condition.capitals else { return true }
    // A plural has a letter more than the phrase.
    return lexicon.hold(capitals, in: source, range)
  }
}

extension Matcher: WordSink {
  @inline(__always)
  func spelling(of raw: RawWord) -> Spelling? { memory.spellings[raw] }

  @inline(__always)
  mutating func add(_ spelling: Spelling, at source: Range<Int>) {
    step(spelling.number, at: source)
  }

  mutating func add(_ letters: [UInt8], at source: Range<Int>) -> UInt32 {
    let number = lexicon.automaton.vocabulary.number(of: letters.span)
    step(number, at: source)
    return number
  }

  mutating func remember(_ spelling: Spelling, of raw: RawWord) {
    memory.spellings.remember(spelling, of: raw)
  }

  mutating func enter(_ zone: Zone) { place.enter(zone, before: word) }

  mutating func endSegment() { state = Automaton.root }

  mutating func endSentence() { place.sentence &+= 1 }
}

/// What the weight of a word's place depends on.
private struct Place {
  /// Counts sentences from 0.
  var sentence = 0
  private var zone = Zone.body
  /// The first word of the zone, and how many words before it are not of the body.
  private var zoneStart = 0
  private var othersBefore = 0
  private var hasSummary = false

  /// How many words of the body count as the lead of a text without a summary before it.
  private static let leadLength = 60

  mutating func enter(_ zone: Zone, before word: Int) {
    if self.zone != .body { othersBefore += word - zoneStart }
    if self.zone == .summary, word > zoneStart { hasSummary = true }
    self.zone = zone
    zoneStart = word
  }

  /// The zone of a word that comes before any other zone is entered.
  func zone(of word: Int) -> Zone {
    let isLead = zone == .body && !hasSummary && word - othersBefore < Self.leadLength
    return isLead ? .lead : zone
  }
}
