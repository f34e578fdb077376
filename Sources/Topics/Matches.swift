/// All phrases found in a text, by the list they stand in, each list in reading order.
struct Matches {
  private let lists: MatchLists
  /// The lists one after another.
  private let all: [Match]
  /// Where each list begins in `all`, and where the last ends.
  private let starts: [Int]
  /// Lists in which matches overlap, without the overlaps.
  private let apart: [Int: ArraySlice<Match>]

  init(_ found: FoundMatches) {
    lists = found.lists
    var starts = [0]
    starts.reserveCapacity(lists.count + 1)
    for count in found.counts { starts.append(starts[starts.count - 1] + count) }
    var ends = starts
    var all: [Match] = []
    if let first = found.matches.first?.match {
      all = Array(repeating: first, count: found.matches.count)
      for (list, match) in found.matches {
        all.insert(match, sortedInto: starts[Int(list)]..<ends[Int(list)])
        ends[Int(list)] += 1
      }
    }
    (self.all, self.starts) = (all, starts)
    var apart: [Int: ArraySlice<Match>] = [:]
    for list in 0..<lists.count where !lists.isOfRules(list) {
      let matches = all[starts[list]..<starts[list + 1]]
      if matches.hasOverlaps { apart[list] = matches.leftmostLongest() }
    }
    self.apart = apart
  }

  /// The direct phrases of a topic.
  func rules(of topic: Int) -> ArraySlice<Match> { list(lists.rules(of: topic)) }

  /// The exclusions of a topic, free of overlaps.
  func exclusions(of topic: Int) -> ArraySlice<Match> {
    listApart(lists.exclusions(of: topic))
  }

  /// The phrases of a set outside some exclusions, free of overlaps.
  func members(of set: Int, outside exclusions: ArraySlice<Match>) -> ArraySlice<Match> {
    let list = lists.members(of: set)
    return exclusions.isEmpty
      ? listApart(list) : self.list(list).outside(exclusions).leftmostLongest()
  }

  /// Whether the text has any phrase of a set.
  func hasMember(of set: Int) -> Bool { !isEmpty(lists.members(of: set)) }

  /// Whether anything found could speak for a topic.
  func mayConcern(_ topic: Int, _ combinations: [Combination]) -> Bool {
    !isEmpty(lists.rules(of: topic)) || combinations.contains { $0.sets.allSatisfy(hasMember) }
  }

  func hasExclusion(of topic: Int) -> Bool { !isEmpty(lists.exclusions(of: topic)) }

  private func isEmpty(_ list: Int) -> Bool { starts[list] == starts[list + 1] }

  private func list(_ list: Int) -> ArraySlice<Match> { all[starts[list]..<starts[list + 1]] }

  private func listApart(_ list: Int) -> ArraySlice<Match> {
    apart.isEmpty ? self.list(list) : apart[list] ?? self.list(list)
  }
}

/// Phrases found in a text, in the order of their ends.
struct FoundMatches {
  let lists: MatchLists
  private(set) var matches: [(list: UInt32, match: Match)] = []
  /// How many matches each list has.
  private(set) var counts: [Int]

  init(_ lists: MatchLists) {
    self.lists = lists
    counts = Array(repeating: 0, count: lists.count)
  }

  mutating func add(_ match: Match, to list: Int) {
    matches.append((UInt32(truncatingIfNeeded: list), match))
    counts[list] += 1
  }
}
