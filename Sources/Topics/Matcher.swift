/// Finds the phrases of a lexicon in a text.
struct Matcher {
  let text: NormalisedText
  let source: [UInt8]
  let language: Text.Language
  let lexicon: Lexicon

  /// How many words of the body count as the lead of a text without a summary.
  static let leadLength = 60

  /// All phrases found, by the list they stand in, each list in reading order.
  ///
  /// - Complexity: O(*n*) in the text: so many phrases can end at one word as the
  ///   longest phrase has words.
  func matches(for taxonomy: Taxonomy) -> Matches {
    var matches = MatchList(topics: taxonomy.topics.count, sets: taxonomy.sets.count)
    var place = Place(in: text)
    lexicon.automaton.search(text) { occurrence in
      place.advance(to: occurrence, in: text)
      for pattern in lexicon.automaton.patterns(at: occurrence) {
        let words = place.word + 1 - lexicon.lengths[pattern]..<place.word + 1
        for use in lexicon.uses[pattern] where holds(use.condition, words, place.zone) {
          let match = Match(
            words: words, sentence: place.sentence, zone: place.zone, phrase: use.number)
          matches.add(match, to: use.role)
        }
      }
    }
    return matches.sorted()
  }

  /// Whether the condition of a phrase holds where it was found.
  private func holds(_ condition: Int?, _ words: Range<Int>, _ zone: Zone) -> Bool {
    guard let condition = condition.map({ lexicon.conditions[$0] }) else { return true }
    if let wanted = condition.language, wanted != language { return false }
    if let wanted = condition.zone, wanted != zone { return false }
    guard let capitals = condition.capitals else { return true }
    // A plural has a letter more than the phrase.
    return Lexicon.hold(capitals, in: source, text.sourceRange(of: words))
  }
}

/// A word of a text, and what the weight of its place depends on.
private struct Place {
  private(set) var word = 0
  private(set) var zone = Zone.body
  private(set) var sentence = 0
  /// The word before which the first words of the body end.
  private let leadEnd: Int

  init(in text: NormalisedText) {
    let hasSummary = text.segments.contains { $0.zone == .summary }
    var left = hasSummary ? 0 : Matcher.leadLength
    var (start, end) = (0, 0)
    for segment in text.segments where left > 0 {
      let count = Int(segment.wordEnd) - start
      if segment.zone == .body {
        end = start + min(left, count)
        left -= min(left, count)
      }
      start = Int(segment.wordEnd)
    }
    leadEnd = end
  }

  mutating func advance(to occurrence: Automaton.Occurrence, in text: NormalisedText) {
    word = occurrence.word
    let current = text.segments[occurrence.segment]
    sentence = Int(current.sentence)
    zone = current.zone == .body && word < leadEnd ? .lead : current.zone
  }
}
