/// What decides over one topic.
///
/// A class, for it is the same for all texts, and to copy a topic costs as much as to judge
/// a short text.
final class Criteria: Sendable {
  let topic: Topic
  /// The place of the topic in the taxonomy.
  let index: Int
  /// Its near and all rules.
  let combinations: [Combination]
  /// All sets of the taxonomy.
  let sets: [PhraseSet]

  init(_ taxonomy: Taxonomy, topic index: Int) {
    topic = taxonomy.topics[index]
    self.index = index
    combinations = topic.rules.enumerated().compactMap { Combination($1, at: $0) }
    sets = taxonomy.sets
  }
}
