/// The phrases of a taxonomy, compiled: one automaton, and what each pattern is for.
struct Lexicon: Sendable {
  /// What a phrase is for.
  struct Use: Sendable {
    /// The list of matches it stands in.
    var list: Int
    /// The index of the rule, of the phrase in the set, or of the exclusion.
    var number: Int
    /// The index of the condition it must meet, if any.
    var condition: Int?
  }

  /// Where a phrase counts.
  struct Condition: Sendable {
    var language: Text.Language?
    var zone: Zone?
    /// For each ASCII letter of the phrase whether it is a capital, if that matters: indices of
    /// `capitals`.
    var capitals: Range<Int>?
  }

  /// How many words each pattern has.
  private(set) var lengths: [Int] = []
  /// What the patterns are for, those of one pattern after another.
  let uses: [Use]
  /// Where those of each pattern begin in `uses`, and where the last end.
  private let useStarts: [Int]
  private(set) var conditions: [Condition] = []
  private var capitals: [Bool] = []
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
        let start = capitals.count
        if phrase.isExact { capitals += Self.capitals(of: Array(phrase.text.utf8)) }
        conditions.append(
          Condition(
            language: phrase.language, zone: phrase.zone,
            capitals: phrase.isExact ? start..<capitals.count : nil))
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

  /// What a pattern is for: indices of `uses`.
  func uses(of pattern: Int) -> Range<Int> { useStarts[pattern]..<useStarts[pattern + 1] }

  /// For each ASCII letter whether it is a capital.
  ///
  /// A letter that a combining mark follows is left out, as its composed form would be.
  private static func capitals(of phrase: [UInt8]) -> [Bool] {
    phrase.indices.filter { isUnmarkedLetter(phrase, $0, phrase.indices) }
      .map { phrase[$0].isCapital }
  }

  /// Whether the letters of a part of a text start with the capitals of a condition.
  func hold(_ capitals: Range<Int>, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var next = capitals.lowerBound
    for index in range where Self.isUnmarkedLetter(bytes, index, range) {
      guard next < capitals.upperBound else { return true }
      guard bytes[index].isCapital == self.capitals[next] else { return false }
      next += 1
    }
    return next == capitals.upperBound
  }

  private static func isUnmarkedLetter(
    _ bytes: [UInt8], _ index: Int, _ range: Range<Int>
  ) -> Bool {
    guard bytes[index].isASCIILetter else { return false }
    return index + 1 == range.upperBound || bytes[index + 1] & 0xFE != 0xCC
  }

  private static func uses(of taxonomy: Taxonomy) -> [(Use, Phrase)] {
    let lists = MatchLists(taxonomy)
    var uses: [(Use, Phrase)] = []
    for (index, topic) in taxonomy.topics.enumerated() {
      for (number, rule) in topic.rules.enumerated() {
        guard case .phrase(let phrase) = rule.condition else { continue }
        uses.append((Use(list: lists.rules(of: index), number: number), phrase))
      }
      for (number, phrase) in topic.exclusions.enumerated() {
        uses.append((Use(list: lists.exclusions(of: index), number: number), phrase))
      }
    }
    for (index, set) in taxonomy.sets.enumerated() {
      for (number, phrase) in set.phrases.enumerated() {
        uses.append((Use(list: lists.members(of: index), number: number), phrase))
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
