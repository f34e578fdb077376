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
  /// For each topic, its near and all rules.
  private let combinations: [[Combination]]

  /// - Complexity: O(*n*) in the bytes of all phrases; some milliseconds for thousands.
  package init(_ taxonomy: Taxonomy) {
    self.taxonomy = taxonomy
    accented = Lexicon(taxonomy, .accented, table: table)
    unaccented = Lexicon(taxonomy, .unaccented, table: table)
    combinations = taxonomy.topics.map { topic in
      topic.rules.enumerated().compactMap { Combination($1, at: $0) }
    }
  }

  /// What a worker keeps from one text to the next, so that it goes faster.
  package struct Memory: Sendable {
    fileprivate var accented: Spellings
    fileprivate var unaccented: Spellings

    /// For many texts.
    package init() {
      accented = Spellings()
      unaccented = Spellings()
    }

    fileprivate init(for text: Text) {
      accented = Spellings(forTextOf: text.source.bytes.count / 4)
      unaccented = accented
    }
  }

  /// The topics of a text that its words or its editor speak for: the assigned ones
  /// by score, then suggestions, then vetoed ones.
  ///
  /// A pin wins over everything, a veto over the words. That a topic is both, or is
  /// none of the taxonomy's, is for the caller to report.
  ///
  /// - Parameter memory: Of this tagger's texts, or new. It changes nothing of the results.
  /// - Complexity: O(*n*) in the text.
  package func tag(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = [],
    remembering memory: inout Memory
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: false, &memory)
      .filter { $0.isAssigned || $0.band == .possible || $0.origin != .auto }
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
    var results: [TopicResult] = []
    // Copying a topic costs more than to see that a text does not concern it.
    for index in taxonomy.topics.indices {
      let origin: TopicResult.Origin =
        pinned.contains(taxonomy.topics[index].id)
        ? .pinned : vetoed.contains(taxonomy.topics[index].id) ? .vetoed : .auto
      let isExcluded = explains && matches.hasExclusion(of: index)
      guard origin != .auto || isExcluded || matches.mayConcern(index, combinations[index])
      else { continue }
      let judge = Judge(
        topic: taxonomy.topics[index], index: index, combinations: combinations[index],
        taxonomy: taxonomy, matches: matches, source: text.source.bytes)
      results.append(judge.result(origin: origin, explains: explains))
    }
    return results.enumerated().sorted { a, b in
      (a.element.rank, b.element.score, a.offset) < (b.element.rank, a.element.score, b.offset)
    }.map(\.element)
  }

  private func matches(in text: Text, _ memory: inout Memory) -> Matches {
    let passages = text.passages.filter {
      $0.zone.weight > 0 && !$0.isFurniture(in: text.source.bytes)
    }
    let (found, isUnaccented) = search(text, passages, .accented, &memory.accented)
    guard isUnaccented, text.language == .vi else { return found }
    return search(text, passages, .unaccented, &memory.unaccented).matches
  }

  private func search(
    _ text: Text, _ passages: [Passage], _ folding: Folding, _ spellings: inout Spellings
  ) -> (matches: Matches, isUnaccented: Bool) {
    let lexicon = folding == .accented ? accented : unaccented
    var normaliser = Normaliser(
      folding, table: table,
      into: Matcher(
        lexicon, text, MatchLists(taxonomy), remembering: spellings))
    // One owner, or the next change would copy all of it.
    spellings = Spellings(forTextOf: 0)
    normaliser.run(text.source.bytes, passages)
    spellings = normaliser.sink.spellings
    return (Matches(normaliser.sink.found), normaliser.isUnaccented)
  }
}

extension TopicResult {
  /// Assigned before suggested before vetoed before the rest.
  fileprivate var rank: Int {
    isAssigned ? 0 : origin == .vetoed ? 2 : band == .possible ? 1 : 3
  }
}
