/// All phrases found in a text, by the list they stand in, each list in reading order.
struct Matches {
  /// The lists one after another: for each topic its direct phrases, for each its exclusions,
  /// for each set its phrases.
  private let all: [Match]
  /// Where each list begins in `all`, and where the last ends.
  private let starts: [Int]
  /// For each topic, its exclusions free of overlaps.
  let exclusions: [[Match]]
  /// For each set, its phrases free of overlaps, one after another as in `all`.
  private var apart: [Match] = []
  private var apartStarts: [Int] = [0]

  /// - Parameters:
  ///   - found: In the order of the matches' ends.
  ///   - counts: How many matches each list has.
  fileprivate init(_ found: [(list: Int, match: Match)], counts: [Int], topics: Int) {
    var starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var ends = starts
    var all: [Match] = []
    if let first = found.first?.match {
      all = Array(repeating: first, count: found.count)
      for (list, match) in found {
        all.insert(match, sortedInto: starts[list]..<ends[list])
        ends[list] += 1
      }
    }
    (self.all, self.starts) = (all, starts)
    exclusions = (topics..<2 * topics).map { all[starts[$0]..<starts[$0 + 1]].leftmostLongest() }
    for list in 2 * topics..<counts.count {
      apart.appendLeftmostLongest(of: all[starts[list]..<starts[list + 1]])
      apartStarts.append(apart.count)
    }
  }

  /// The direct phrases of a topic.
  func rules(of topic: Int) -> ArraySlice<Match> { all[starts[topic]..<starts[topic + 1]] }

  /// Whether the text has any phrase of a set.
  func hasMember(of set: Int) -> Bool { apartStarts[set] < apartStarts[set + 1] }

  /// The phrases of a set outside some exclusions, free of overlaps.
  func members(of set: Int, excluding exclusions: [Match]) -> ArraySlice<Match> {
    guard !exclusions.isEmpty else { return apart[apartStarts[set]..<apartStarts[set + 1]] }
    let list = 2 * self.exclusions.count + set
    return all[starts[list]..<starts[list + 1]].outside(exclusions).leftmostLongest()[...]
  }

  /// Whether anything found could speak for a topic.
  func mayConcern(_ topic: Int, _ combinations: [Combination]) -> Bool {
    starts[topic] < starts[topic + 1]
      || combinations.contains { $0.sets.allSatisfy(hasMember) }
  }
}

/// Phrases found in a text, in the order of their ends.
struct MatchList {
  private let topics: Int
  private var found: [(list: Int, match: Match)] = []
  /// How many matches each list of `Matches` has.
  private var counts: [Int]

  init(topics: Int, sets: Int) {
    self.topics = topics
    counts = Array(repeating: 0, count: 2 * topics + sets)
  }

  mutating func add(_ match: Match, to role: Lexicon.Use.Role) {
    let list =
      switch role {
      case .rule(let topic): topic
      case .exclusion(let topic): topics + topic
      case .member(let set): 2 * topics + set
      }
    found.append((list, match))
    counts[list] += 1
  }

  func sorted() -> Matches { Matches(found, counts: counts, topics: topics) }
}
