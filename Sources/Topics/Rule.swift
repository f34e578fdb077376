/// How much a rule says for its topic.
package enum Tier: String, Hashable, Sendable, CaseIterable {
  case strong, medium, weak

  /// The weight of one occurrence in the body.
  var weight: Double {
    switch self {
    case .strong: 0.9
    case .medium: 0.6
    case .weak: 0.3
    }
  }
}

/// One kind of evidence for a topic.
struct Rule: Sendable {
  enum Condition: Sendable {
    case phrase(Phrase)
    /// A phrase of each set, in either order, with at most so many words between.
    case near(any: Int, with: Int, within: Reach)
    /// A phrase of every set in one sentence.
    case all([Int])
  }

  /// How messages name it: `strong: chủ quyền số`, `near: TRAINING + CYBER`.
  var name: String
  var tier: Tier
  var condition: Condition
  /// Where the rule stands in the taxonomy's source.
  var range: Range<Int>
}

/// How far apart the two parts of a near rule may stand.
enum Reach: Hashable, Sendable {
  case words(Int)
  case sentence
}

/// Words to look for, and where they count.
struct Phrase: Hashable, Sendable {
  var text: String
  /// Whether the capitals must be as written: *AI*, not *ai* ("who").
  var isExact = false
  /// Only in texts of this language.
  var language: Text.Language?
  /// Only in this zone.
  var zone: Zone?
  /// Whether the editor says that another topic has the same phrase.
  var isShared = false
  var range: Range<Int> = 0..<0
}

/// A list of phrases that rules refer to.
struct PhraseSet: Sendable {
  var name: String
  /// Whether it stands under `sets`, and not inside the one rule that uses it.
  var isNamed: Bool
  var phrases: [Phrase]
  var range: Range<Int>
}

/// A context in which a topic's evidence means less.
struct Damping: Sendable {
  var set: Int
  var factor: Double
  /// How many different phrases of the set make the context.
  var minimum: Int
}

struct Thresholds: Hashable, Sendable {
  var assign: Double
  var suggest: Double

  static let standard = Thresholds(assign: 0.62, suggest: 0.4)
}
