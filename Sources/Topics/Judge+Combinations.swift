/// Rules that ask for several phrases in one sentence.
extension Judge {
  /// Calls `body` for every place where a near or all rule of the topic fired.
  func forEachCombined(_ body: (Match) -> Void) {
    for combination in criteria.combinations {
      forEachMatch(of: combination) { match in
        var finding = match
        finding.phrase = combination.rule
        body(finding)
      }
    }
  }

  private func forEachMatch(of combination: Combination, _ body: (Match) -> Void) {
    let sets = combination.sets
    guard matches.hasMembers(of: sets) else { return }
    switch combination.kind {
    case .near(let reach):
      forEachPair(of: members(of: sets[0]), and: members(of: sets[1]), within: reach, body)
    case .all: all(sets.map { members(of: $0) }).forEach(body)
    }
  }

  /// Whether a direct phrase that says at least as much holds all of these words.
  ///
  /// - Parameter direct: In reading order and without overlaps.
  func isCovered(_ finding: Match, by direct: ArraySlice<Match>) -> Bool {
    var (low, high) = (direct.startIndex, direct.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if direct[middle].words.lowerBound <= finding.words.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > direct.startIndex else { return false }
    let (whole, rules) = (direct[low - 1], topic.rules)
    return finding.words.upperBound <= whole.words.upperBound
      && rules[whole.phrase].tier.weight >= rules[finding.phrase].tier.weight
  }

  private func members(of set: Int) -> ArraySlice<Match> {
    matches.members(of: set, outside: matches.exclusions(of: criteria.index))
  }

  /// Pairs each match with the nearest of the others in its sentence.
  ///
  /// - Complexity: O(*n*): both lists are in reading order and free of overlaps.
  private func forEachPair(
    of any: ArraySlice<Match>, and with: ArraySlice<Match>, within reach: Reach,
    _ body: (Match) -> Void
  ) {
    guard !with.isEmpty else { return }
    var next = with.startIndex
    for match in any {
      while next < with.endIndex, with[next].words.lowerBound < match.words.upperBound { next += 1 }
      var best: Match?
      var distance = Int.max
      // Before the match: the last one that does not overlap it.
      if let before = with[..<next].last(where: { $0.words.upperBound <= match.words.lowerBound }) {
        (best, distance) = (before, match.words.lowerBound - before.words.upperBound)
        if before.sentence != match.sentence { (best, distance) = (nil, .max) }
      }
      if next < with.endIndex, with[next].sentence == match.sentence {
        let gap = with[next].words.lowerBound - match.words.upperBound
        if gap < distance { (best, distance) = (with[next], gap) }
      }
      if let best, reach.covers(distance) { body(match.joined(with: best)) }
    }
  }

  /// The sentences that hold a match of every list, none of which share a word.
  private func all(_ lists: [ArraySlice<Match>]) -> [Match] {
    guard let first = lists.first, lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    var starts = lists.map(\.startIndex)
    var found: [Match] = []
    for match in first where match.sentence != found.last?.sentence {
      var whole = match
      var chosen = [match]
      for index in lists.indices.dropFirst() {
        let list = lists[index]
        while starts[index] < list.endIndex, list[starts[index]].sentence < match.sentence {
          starts[index] += 1
        }
        let partner = list[starts[index]...].prefix { $0.sentence == match.sentence }.first {
          candidate in !chosen.contains { $0.words.overlaps(candidate.words) }
        }
        guard let partner else { break }
        chosen.append(partner)
        whole = whole.joined(with: partner)
      }
      if chosen.count == lists.count { found.append(whole) }
    }
    return found
  }

  // MARK: Near misses

  /// Up to three rules that lacked one thing, the heaviest first.
  func nearMisses() -> [NearMiss] {
    var misses: [NearMiss] = []
    for combination in criteria.combinations {
      var isFound = false
      forEachMatch(of: combination) { _ in isFound = true }
      if !isFound, let miss = miss(combination) { misses.append(miss) }
    }
    let ordered = misses.enumerated().sorted {
      ($1.element.tier.weight, $0.offset) < ($0.element.tier.weight, $1.offset)
    }
    return ordered.prefix(3).map(\.element)
  }

  private func miss(_ combination: Combination) -> NearMiss? {
    let rule = topic.rules[combination.rule]
    switch combination.kind {
    case .near(let reach):
      let (any, with) = (combination.sets[0], combination.sets[1])
      var pair: Match?
      forEachPair(of: members(of: any), and: members(of: with), within: .sentence) {
        pair = pair ?? $0
      }
      if let pair { return miss(rule, pair, lack: "the two are more than \(reach) apart") }
      return members(of: any).first.map {
        miss(rule, $0, lack: "no phrase of \(setName(with)) in the sentence")
      }
    case .all: return missingOne(of: combination.sets, rule)
    }
  }

  private func missingOne(of sets: [Int], _ rule: Rule) -> NearMiss? {
    for set in sets {
      let others = sets.filter { $0 != set }
      if let match = all(others.map { members(of: $0) }).first {
        return miss(rule, match, lack: "no phrase of \(setName(set)) in the sentence")
      }
    }
    return nil
  }

  private func miss(_ rule: Rule, _ match: Match, lack: String) -> NearMiss {
    NearMiss(
      range: match.source, zone: match.zone, rule: rule.name,
      tier: rule.tier, lack: lack)
  }

  private func setName(_ index: Int) -> String { criteria.sets[index].name }
}

extension Reach: CustomStringConvertible {
  func covers(_ distance: Int) -> Bool {
    switch self {
    case .words(let count): distance <= count
    case .sentence: true
    }
  }

  var description: String {
    switch self {
    case .words(let count): "\(count) words"
    case .sentence: "a sentence"
    }
  }
}
