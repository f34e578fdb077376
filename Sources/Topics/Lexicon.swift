/// The phrases of a taxonomy, compiled: one automaton, and what each pattern is for.
struct Lexicon: Sendable {
  /// What a phrase of one list is for.
  struct Use: Sendable {
    enum Role: Sendable {
      /// A direct phrase of the topic with this index.
      case rule(topic: Int)
      case member(set: Int)
      case exclusion(topic: Int)
    }

    var role: Role
    /// The index of the rule, of the phrase in the set, or of the exclusion.
    var number: Int
    /// The index of the condition it must meet, if any.
    var condition: Int?
  }

  /// Where a phrase counts.
  struct Condition: Sendable {
    var language: Text.Language?
    var zone: Zone?
    /// For each ASCII letter of the phrase whether it is a capital, if that matters.
    var capitals: [Bool]?
  }

  /// How many words each pattern has.
  private(set) var lengths: [Int] = []
  /// What the patterns are for, those of one pattern after another.
  private let uses: [Use]
  /// Where those of each pattern begin in `uses`, and where the last end.
  private let useStarts: [Int]
  private(set) var conditions: [Condition] = []
  let automaton: Automaton

  /// - Parameter folding: `.unaccented` leaves out single words that only marks tell apart.
  init(_ taxonomy: Taxonomy, _ folding: Folding, table: LetterTable) {
    var indices: [[UInt8]: Int] = [:]
    var uses: [[Use]] = []
    var patterns: [[UInt8]] = []
    for (var use, phrase) in Self.uses(of: taxonomy) {
      let form = NormalisedText(phrase.text, folding, table: table)
      let isTold = folding != .unaccented || form.words.count > 1 || form.markCount == 0
      guard !form.words.isEmpty, isTold else { continue }
      if phrase.isExact || phrase.language != nil || phrase.zone != nil {
        use.condition = conditions.count
        let bytes = Array(phrase.text.utf8)
        conditions.append(
          Condition(
            language: phrase.language, zone: phrase.zone,
            capitals: phrase.isExact ? Self.capitals(in: bytes, bytes.indices) : nil))
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
    self.uses = Array(uses.joined())
    useStarts = uses.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  func uses(of pattern: Int) -> ArraySlice<Use> {
    uses[useStarts[pattern]..<useStarts[pattern + 1]]
  }

  /// For each ASCII letter whether it is a capital.
  ///
  /// A letter that a combining mark follows is left out, as its composed form would be.
  static func capitals(in bytes: [UInt8], _ range: Range<Int>) -> [Bool] {
    var capitals: [Bool] = []
    for index in range where isUnmarkedLetter(bytes, index, range) {
      capitals.append(bytes[index].isCapital)
    }
    return capitals
  }

  /// Whether the letters of a text start with such capitals.
  static func hold(_ capitals: [Bool], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var next = 0
    for index in range where isUnmarkedLetter(bytes, index, range) {
      guard next < capitals.count else { return true }
      guard bytes[index].isCapital == capitals[next] else { return false }
      next += 1
    }
    return next == capitals.count
  }

  private static func isUnmarkedLetter(
    _ bytes: [UInt8], _ index: Int, _ range: Range<Int>
  ) -> Bool {
    guard bytes[index].isASCIILetter else { return false }
    return index + 1 == range.upperBound || bytes[index + 1] & 0xFE != 0xCC
  }

  private static func uses(of taxonomy: Taxonomy) -> [(Use, Phrase)] {
    var uses: [(Use, Phrase)] = []
    for (index, topic) in taxonomy.topics.enumerated() {
      for (number, rule) in topic.rules.enumerated() {
        guard case .phrase(let phrase) = rule.condition else { continue }
        uses.append((Use(role: .rule(topic: index), number: number), phrase))
      }
      for (number, phrase) in topic.exclusions.enumerated() {
        uses.append((Use(role: .exclusion(topic: index), number: number), phrase))
      }
    }
    for (index, set) in taxonomy.sets.enumerated() {
      for (number, phrase) in set.phrases.enumerated() {
        uses.append((Use(role: .member(set: index), number: number), phrase))
      }
    }
    return uses
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  /// Of a letter.
  fileprivate var isCapital: Bool { self & 0x20 == 0 }
}
