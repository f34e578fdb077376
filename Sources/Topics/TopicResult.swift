/// What the tagger found for one topic in one text, and why.
package struct TopicResult: Sendable {
  package enum Origin: String, Sendable {
    /// The words of the text decided.
    case auto
    /// The editor set the topic.
    case pinned
    /// The editor forbade the topic.
    case vetoed
  }

  /// How sure the words are, for people: a score ranks and is no probability.
  package enum Band: String, Sendable {
    case certain, likely
    /// Only a suggestion.
    case possible
    /// Nothing in the text speaks for the topic.
    case none

    package func name(in language: Text.Language) -> String {
      switch (self, language) {
      case (.certain, .vi): "chắc chắn"
      case (.certain, .en): "certain"
      case (.likely, .vi): "khá"
      case (.likely, .en): "likely"
      case (.possible, .vi): "có thể"
      case (.possible, .en): "possible"
      case (.none, .vi): "không"
      case (.none, .en): "none"
      }
    }
  }

  package let topic: Topic.ID
  /// The topic's place in the taxonomy.
  package let place: Int
  /// Whether the article has the topic, after the editor's word.
  package let isAssigned: Bool
  /// Whether the words alone would assign it.
  package let isFound: Bool
  package let band: Band
  /// From 0 to 1.
  package let score: Double
  package let origin: Origin
  /// The heaviest first; one for each distinct concept.
  package let evidence: [Evidence]
  /// Where the topic's exclusions stand: no rule sees the words inside them.
  package let exclusions: [Exclusion]
  /// Contexts that lowered the score.
  package let damping: [AppliedDamping]
  /// Rules that lacked something; only `Tagger.explain` looks for them.
  package var nearMisses: [NearMiss] = []

  /// A pin that the words do not support: the lexicon's next example.
  package var isMissedPin: Bool { origin == .pinned && !isFound }
  /// A veto that took a topic away: the lexicon's next exclusion.
  package var isNeededVeto: Bool { origin == .vetoed && isFound }
}

/// Words that speak for a topic.
package struct Evidence: Sendable {
  /// The bytes of the source, from the first word of the rule to the last.
  package var range: Range<Int>
  package var zone: Zone
  package var tier: Tier
  /// The rule that fired, such as `strong: chủ quyền số` or `near: TRAINING + CYBER`.
  package var rule: String
  /// What this concept adds, repeats included, from 0 to 1.
  package var weight: Double
  /// Where the same concept stands again, at most twice.
  package var repeats: [Range<Int>]
}

/// Words that no rule of a topic sees.
package struct Exclusion: Sendable {
  package var range: Range<Int>
  package var zone: Zone
  /// The exclusion as the taxonomy writes it.
  package var phrase: String
}

/// A context in which a topic's evidence counts less.
package struct AppliedDamping: Sendable {
  package var set: String
  package var factor: Double
  /// The first words of the context.
  package var range: Range<Int>
}

/// A rule that did not fire, and what it lacked.
package struct NearMiss: Sendable {
  package var range: Range<Int>
  package var zone: Zone
  package var rule: String
  package var tier: Tier
  /// Such as `no phrase of CYBER in the sentence`.
  package var lack: String
}
