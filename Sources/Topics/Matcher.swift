/// Finds the phrases of a lexicon in a text.
struct Matcher {
  let text: NormalisedText
  let source: [UInt8]
  let language: Text.Language
  let lexicon: Lexicon
  let table: LetterTable

  /// How many words of the body count as the lead of a text without a summary.
  static let leadLength = 60

  /// All phrases found, by the list they stand in, each list in reading order.
  ///
  /// - Complexity: O(*n*) in the text: so many phrases can end at one word as the
  ///   longest phrase has words.
  func matches(for taxonomy: Taxonomy) -> Matches {
    var matches = Matches(topics: taxonomy.topics.count, sets: taxonomy.sets.count)
    var places = Places(of: text)
    for occurrence in lexicon.automaton.occurrences(in: text) {
      places.advance(to: occurrence.last, in: text)
      for pattern in lexicon.automaton.patterns(at: occurrence) {
        let words = places.word + 1 - lexicon.lengths[pattern]..<places.word + 1
        for use in lexicon.uses[pattern] where holds(use, words, places.zone) {
          matches.add(use, at: words, places)
        }
      }
    }
    matches.sort()
    return matches
  }

  /// Whether the conditions of a phrase hold where it was found.
  private func holds(_ use: Lexicon.Use, _ words: Range<Int>, _ zone: Zone) -> Bool {
    if let wanted = use.phrase.language, wanted != language { return false }
    if let wanted = use.phrase.zone, wanted != zone { return false }
    guard let form = use.exactForm else { return true }
    let range = text.sourceRange(of: words)
    return Normaliser.normalise(source, [Passage(range)], .exact, table: table).bytes == form
  }
}

/// Walks the words and segments of a text beside its bytes.
struct Places {
  private(set) var word = 0
  private(set) var zone = Zone.body
  private(set) var sentence = 0
  private var segment = 0
  /// The word before which the body's first words end.
  private let leadEnd: Int

  init(of text: NormalisedText) {
    let hasSummary = text.segments.contains { $0.zone == .summary }
    var left = hasSummary ? 0 : Matcher.leadLength
    var end = 0
    var start = 0
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

  /// Goes on to the word that ends at an offset of `text.bytes`.
  mutating func advance(to offset: Int, in text: NormalisedText) {
    while word < text.words.count - 1, Int(text.words[word].end) < offset { word += 1 }
    while segment < text.segments.count - 1, Int(text.segments[segment].wordEnd) <= word {
      segment += 1
    }
    let current = text.segments[segment]
    sentence = Int(current.sentence)
    zone = current.zone == .body && word < leadEnd ? .lead : current.zone
  }
}

/// All phrases found in a text, by the list they stand in, each list in reading order.
struct Matches {
  /// For each topic, its direct phrases.
  private(set) var rules: [[Match]]
  /// For each topic, its exclusions.
  private(set) var exclusions: [[Match]]
  /// For each set, its phrases.
  private(set) var members: [[Match]]

  init(topics: Int, sets: Int) {
    rules = Array(repeating: [], count: topics)
    exclusions = rules
    members = Array(repeating: [], count: sets)
  }

  fileprivate mutating func add(_ use: Lexicon.Use, at words: Range<Int>, _ places: Places) {
    let match = Match(
      words: words, sentence: places.sentence, zone: places.zone, phrase: use.number)
    switch use.role {
    case .rule(let topic): rules[topic].append(match)
    case .exclusion(let topic): exclusions[topic].append(match)
    case .member(let set): members[set].append(match)
    }
  }

  fileprivate mutating func sort() {
    for index in rules.indices {
      rules[index] = rules[index].inReadingOrder()
      exclusions[index] = exclusions[index].inReadingOrder().leftmostLongest()
    }
    for index in members.indices { members[index] = members[index].inReadingOrder() }
  }
}

extension Matches {
  /// Whether anything found could speak for a topic.
  func mayConcern(_ topic: Topic, at index: Int) -> Bool {
    !rules[index].isEmpty
      || topic.rules.contains { rule in
        switch rule.condition {
        case .phrase: false
        case .near(let any, let with, _): !members[any].isEmpty || !members[with].isEmpty
        case .all(let sets): sets.contains { !members[$0].isEmpty }
        }
      }
  }

  /// The phrases of a set outside a topic's exclusions.
  func members(of set: Int, excluding exclusions: [Match]) -> [Match] {
    members[set].parted(by: exclusions).visible.leftmostLongest()
  }
}
