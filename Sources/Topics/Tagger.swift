internal import Diagnostics

/// Gives texts their topics.
///
/// A tagger is immutable: one copy serves every task of a build. The same bytes give
/// the same topics, whatever the machine.
package struct Tagger: Sendable {
  package let taxonomy: Taxonomy
  private let table = LetterTable()
  private let accented: Lexicon
  private let unaccented: Lexicon
  private let criteria: [Criteria]
  /// The topics that have rules for several phrases at once.
  private let combiningTopics: [Int]

  /// - Complexity: O(*n*) in the bytes of all phrases; some milliseconds for thousands.
  package init(_ taxonomy: Taxonomy) {
    self.taxonomy = taxonomy
    accented = Lexicon(taxonomy, .accented, table: table)
    unaccented = Lexicon(taxonomy, .unaccented, table: table)
    criteria = taxonomy.topics.indices.map { Criteria(taxonomy, topic: $0) }
    combiningTopics = criteria.filter { !$0.combinations.isEmpty }.map(\.index)
  }

  /// What a worker keeps from one text to the next, so that it goes faster.
  package struct Memory: Sendable {
    fileprivate var accented: Matcher.Memory
    fileprivate var unaccented: Matcher.Memory

    /// For many texts.
    package init() {
      accented = Matcher.Memory(spellings: Spellings())
      unaccented = accented
    }

    /// For one text alone.
    fileprivate init(for text: Text) {
      accented = Matcher.Memory(spellings: Spellings(forTextOf: text.source.bytes.count / 4))
      unaccented = accented
    }
  }

  /// The topics of a text that its words or its editor speak for: the assigned ones
  /// by score, then suggestions, then vetoed ones.
  ///
  /// A pin wins over everything, a veto over the words. That a topic is both, or is
  /// none of the taxonomy's, is for the caller to report.
  ///
  /// - Parameter memory: Of this tagger. It changes nothing of the results.
  /// - Complexity: O(*n*) in the text.
  package func tag(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = [],
    remembering memory: inout Memory
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: false, &memory)
  }

  /// The same for one text alone.
  package func tag(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    var memory = Memory(for: text)
    return tag(text, pinned: pinned, vetoed: vetoed, remembering: &memory)
  }

  /// As `tag`, for every topic of which the text has any word or exclusion, and with near misses.
  package func explain(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = [],
    remembering memory: inout Memory
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: true, &memory)
  }

  /// The same for one text alone.
  package func explain(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    var memory = Memory(for: text)
    return explain(text, pinned: pinned, vetoed: vetoed, remembering: &memory)
  }

  private func results(
    _ text: Text, pinned: [Topic.ID], vetoed: [Topic.ID], explains: Bool, _ memory: inout Memory
  ) -> [TopicResult] {
    let matches = matches(in: text, &memory)
    let isAnyTopicAsked = explains || !pinned.isEmpty || !vetoed.isEmpty
    var isAsked = [Bool](repeating: isAnyTopicAsked, count: criteria.count)
    matches.forEachTopicOfRules { isAsked[$0] = true }
    for topic in combiningTopics { isAsked[topic] = true }
    var results: [TopicResult] = []
    for index in criteria.indices where isAsked[index] {
      let criteria = criteria[index]
      let id = criteria.topic.id
      let origin: TopicResult.Origin =
        pinned.contains(id) ? .pinned : vetoed.contains(id) ? .vetoed : .auto
      let isExcluded = explains && matches.hasExclusion(of: criteria.index)
      guard origin != .auto || isExcluded || matches.mayConcern(criteria) else { continue }
      let judge = Judge(criteria: criteria, matches: matches, source: text.source.bytes)
      let result = judge.result(origin: origin, explains: explains)
      if explains || result.isAssigned || result.band == .possible || origin != .auto {
        results.append(result)
      }
    }
    return results.enumerated().sorted { a, b in
      (a.element.rank, b.element.score, a.offset) < (b.element.rank, a.element.score, b.offset)
    }.map(\.element)
  }

  private func matches(in text: Text, _ memory: inout Memory) -> Matches {
    var passages: [Passage] = []
    passages.reserveCapacity(text.passages.count)
    for passage in text.passages
    where passage.zone.weight > 0 && !passage.isFurniture(in: text.source.bytes) {
      passages.append(passage)
    }
    let isUnaccented = search(text, passages, .accented, accented, &memory.accented)
    guard isUnaccented, text.language == .vi else { return memory.accented.matches }
    _ = search(text, passages, .unaccented, unaccented, &memory.unaccented)
    return memory.unaccented.matches
  }

  /// - Returns: Whether the text was written without the marks of Vietnamese.
  private func search(
    _ text: Text, _ passages: [Passage], _ folding: Folding, _ lexicon: Lexicon,
    _ memory: inout Matcher.Memory
  ) -> Bool {
    // It has one owner at any time, or the next change would copy all of it.
    let matcher = Matcher(
      lexicon, MatchLists(taxonomy), text, exchange(&memory, with: .none))
    var normaliser = Normaliser(folding, table: table, into: matcher)
    normaliser.run(text.source.bytes, passages)
    memory = normaliser.sink.memory
    memory.matches.close()
    return normaliser.isUnaccented
  }
}

extension TopicResult {
  /// Assigned before suggested before vetoed before the rest.
  fileprivate var rank: Int {
    isAssigned ? 0 : origin == .vetoed ? 2 : band == .possible ? 1 : 3
  }
}
