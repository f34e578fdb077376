/// All phrases found in a text, by the list they stand in, each list in reading order.
struct Matches: Sendable {
  private var numbers = MatchLists()
  private var lists: [[Match]] = []
  /// The lists that are not empty, in no particular order.
  private var used: [Int] = []
  /// Lists of exclusions and members in which matches overlap, without the overlaps.
  private var apart: [Int: ArraySlice<Match>] = [:]

  /// The direct phrases of a topic.
  func rules(of topic: Int) -> ArraySlice<Match> { lists[numbers.rules(of: topic)][...] }

  /// The exclusions of a topic, free of overlaps.
  func exclusions(of topic: Int) -> ArraySlice<Match> {
    listApart(numbers.exclusions(of: topic))
  }

  /// The phrases of a set outside some exclusions, free of overlaps.
  func members(of set: Int, outside exclusions: ArraySlice<Match>) -> ArraySlice<Match> {
    let list = numbers.members(of: set)
    return exclusions.isEmpty
      ? listApart(list) : lists[list][...].outside(exclusions).leftmostLongest()
  }

  /// Whether the text has a phrase of every set.
  func hasMembers(of sets: [Int]) -> Bool {
    sets.allSatisfy { !lists[numbers.members(of: $0)].isEmpty }
  }

  func hasExclusion(of topic: Int) -> Bool { !lists[numbers.exclusions(of: topic)].isEmpty }

  /// Whether anything found could speak for a topic.
  func mayConcern(_ criteria: Criteria) -> Bool {
    !lists[numbers.rules(of: criteria.index)].isEmpty
      || criteria.combinations.contains { hasMembers(of: $0.sets) }
  }

  /// The topics of whose direct phrases there are any, in no particular order.
  func forEachTopicOfRules(_ body: (Int) -> Void) {
    for list in used {
      if let topic = numbers.topic(ofRules: list) { body(topic) }
    }
  }

  private func listApart(_ list: Int) -> ArraySlice<Match> {
    apart.isEmpty ? lists[list][...] : apart[list] ?? lists[list][...]
  }
}

/// Filling the lists.
extension Matches {
  /// - Complexity: O(1): matches come in the order of their ends, and none is further from its
  ///   place than the longest phrase has words.
  mutating func add(_ match: Match, to list: Int) {
    if lists[list].isEmpty { used.append(list) }
    lists[list].insertInOrder(match)
  }

  /// All of a text has been added.
  mutating func close() {
    for list in used where numbers.topic(ofRules: list) == nil && lists[list][...].hasOverlaps {
      apart[list] = lists[list][...].leftmostLongest()
    }
  }

  /// Forgets everything but the room it took.
  mutating func clear(for numbers: MatchLists) {
    self.numbers = numbers
    if lists.count != numbers.count { lists = Array(repeating: [], count: numbers.count) }
    for list in used { lists[list].removeAll(keepingCapacity: true) }
    used.removeAll(keepingCapacity: true)
    apart = [:]
  }
}
