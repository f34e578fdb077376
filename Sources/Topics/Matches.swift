/// All phrases found in a text, by the list they stand in, each list in reading order.
struct Matches {
  /// For each topic, its direct phrases.
  private(set) var rules: [[Match]]
  /// For each topic, its exclusions.
  private(set) var exclusions: [[Match]]
  /// For each set, its phrases.
  private(set) var members: [[Match]]
  /// For each set, its phrases free of overlaps.
  private var apart: [[Match]] = []

  init(topics: Int, sets: Int) {
    rules = Array(repeating: [], count: topics)
    exclusions = rules
    members = Array(repeating: [], count: sets)
  }

  mutating func add(_ match: Match, to role: Lexicon.Use.Role) {
    switch role {
    case .rule(let topic): rules[topic].append(match)
    case .exclusion(let topic): exclusions[topic].append(match)
    case .member(let set): members[set].append(match)
    }
  }

  /// Brings the lists, which were filled in the order of the matches' ends, into reading order.
  mutating func sort() {
    for index in rules.indices {
      rules[index].sortForReading()
      exclusions[index].sortForReading()
      exclusions[index] = exclusions[index].leftmostLongest()
    }
    for index in members.indices { members[index].sortForReading() }
    apart = members.map { $0.leftmostLongest() }
  }

  /// The phrases of a set outside some exclusions, free of overlaps.
  func members(of set: Int, excluding exclusions: [Match]) -> [Match] {
    exclusions.isEmpty ? apart[set] : members[set].outside(exclusions).leftmostLongest()
  }

  /// Whether anything found could speak for a topic.
  func mayConcern(_ topic: Int, _ combinations: [Combination]) -> Bool {
    !rules[topic].isEmpty
      || combinations.contains { $0.sets.allSatisfy { !members[$0].isEmpty } }
  }
}
