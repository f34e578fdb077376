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

  /// The topics of a text that its words or its editor speak for: the assigned ones
  /// by score, then suggestions, then vetoed ones.
  ///
  /// A pin wins over everything, a veto over the words. That a topic is both, or is
  /// none of the taxonomy's, is for the caller to report.
  ///
  /// - Complexity: O(*n*) in the text.
  package func tag(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: false)
      .filter { $0.isAssigned || $0.band == .possible || $0.origin != .auto }
  }

  /// As `tag`, for every topic of which the text has any word or exclusion, and with near misses.
  package func explain(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: true)
  }

  private func results(
    _ text: Text, pinned: [Topic.ID], vetoed: [Topic.ID], explains: Bool
  ) -> [TopicResult] {
    let source = text.source.bytes
    let matcher = matcher(for: text)
    let matches = matcher.matches(for: taxonomy)
    var results: [TopicResult] = []
    // Copying a topic costs more than to see that a text does not concern it.
    for index in taxonomy.topics.indices {
      let origin: TopicResult.Origin =
        pinned.contains(taxonomy.topics[index].id)
        ? .pinned : vetoed.contains(taxonomy.topics[index].id) ? .vetoed : .auto
      let isExcluded = explains && !matches.exclusions[index].isEmpty
      guard origin != .auto || isExcluded || matches.mayConcern(index, combinations[index])
      else { continue }
      let judge = Judge(
        topic: taxonomy.topics[index], index: index, combinations: combinations[index],
        taxonomy: taxonomy,
        matches: matches, text: matcher.text, source: source)
      results.append(judge.result(origin: origin, explains: explains))
    }
    return results.enumerated().sorted { a, b in
      (a.element.rank, b.element.score, a.offset) < (b.element.rank, a.element.score, b.offset)
    }.map(\.element)
  }

  private func matcher(for text: Text) -> Matcher {
    let source = text.source.bytes
    let passages = text.passages.filter { !$0.isFurniture(in: source) }
    let normalise = { (folding: Normaliser.Folding, lexicon: Lexicon) in
      Matcher(
        text: Normaliser.normalise(
          source, passages, folding, table: table, vocabulary: lexicon.automaton.vocabulary),
        source: source,
        language: text.language, lexicon: lexicon)
    }
    let matcher = normalise(.accented, accented)
    let isUnaccented = text.language == .vi && matcher.text.isUnaccented
    return isUnaccented ? normalise(.unaccented, unaccented) : matcher
  }
}

extension TopicResult {
  /// Assigned before suggested before vetoed before the rest.
  fileprivate var rank: Int {
    isAssigned ? 0 : origin == .vetoed ? 2 : band == .possible ? 1 : 3
  }
}
