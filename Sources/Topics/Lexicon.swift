/// The phrases of a taxonomy, compiled: one automaton, and what each pattern is for.
struct Lexicon: Sendable {
  /// One phrase of one list.
  struct Use: Sendable {
    enum Role: Hashable, Sendable {
      /// A direct phrase of the topic with this index.
      case rule(topic: Int)
      case member(set: Int)
      case exclusion(topic: Int)
    }

    var role: Role
    /// The index of the rule, of the phrase in the set, or of the exclusion.
    var number: Int
    var phrase: Phrase
    /// The phrase with its capitals, if they matter.
    var exactForm: [UInt8]?
  }

  /// How many words each pattern has.
  private(set) var lengths: [Int] = []
  /// What each pattern is for.
  private(set) var uses: [[Use]] = []
  let automaton: Automaton

  /// - Parameter folding: `.unaccented` leaves out single words that only marks tell apart.
  init(_ taxonomy: Taxonomy, _ folding: Normaliser.Folding, table: LetterTable) {
    var indices: [[UInt8]: Int] = [:]
    var patterns: [[UInt8]] = []
    for var use in Self.uses(of: taxonomy) {
      let form = Normaliser.normalise(use.phrase.text, folding, table: table)
      let accented = Normaliser.normalise(use.phrase.text, .accented, table: table)
      guard form.words.count > (form.bytes == accented.bytes ? 0 : 1) else { continue }
      if use.phrase.isExact {
        use.exactForm = Normaliser.normalise(use.phrase.text, .exact, table: table).bytes
      }
      if let index = indices[form.bytes] {
        uses[index].append(use)
      } else {
        indices[form.bytes] = patterns.count
        patterns.append(form.bytes)
        lengths.append(form.words.count)
        uses.append([use])
      }
    }
    automaton = Automaton(patterns)
  }

  private static func uses(of taxonomy: Taxonomy) -> [Use] {
    var uses: [Use] = []
    for (index, topic) in taxonomy.topics.enumerated() {
      for (number, rule) in topic.rules.enumerated() {
        guard case .phrase(let phrase) = rule.condition else { continue }
        uses.append(Use(role: .rule(topic: index), number: number, phrase: phrase))
      }
      for (number, phrase) in topic.exclusions.enumerated() {
        uses.append(Use(role: .exclusion(topic: index), number: number, phrase: phrase))
      }
    }
    for (index, set) in taxonomy.sets.enumerated() {
      for (number, phrase) in set.phrases.enumerated() {
        uses.append(Use(role: .member(set: index), number: number, phrase: phrase))
      }
    }
    return uses
  }
}

extension Normaliser {
  /// Normalises a phrase of the taxonomy.
  static func normalise(_ phrase: String, _ folding: Folding, table: LetterTable) -> NormalisedText
  {
    let bytes = [UInt8](phrase.utf8)
    return normalise(bytes, [Passage(0..<bytes.count)], folding, table: table)
  }
}
