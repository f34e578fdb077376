/// Weighs what a text says for one topic.
struct Judge {
  let criteria: Criteria
  let matches: Matches
  let source: [UInt8]

  var topic: Topic { criteria.topic }

  func result(origin: TopicResult.Origin, explains: Bool) -> TopicResult {
    let evidence = concepts().map { self.evidence($0) }
    let damping = damping()
    let doubt = evidence.reduce(1) { $0 * (1 - $1.weight) }
    let score = damping.reduce(1 - doubt) { $0 * $1.factor }
    let isFound = score >= topic.thresholds.assign
    return TopicResult(
      topic: topic.id, place: criteria.index,
      isAssigned: origin == .pinned || origin == .auto && isFound, isFound: isFound,
      band: band(score), score: score, origin: origin,
      evidence: evidence.sorted {
        ($1.weight, $0.range.lowerBound, $0.rule) < ($0.weight, $1.range.lowerBound, $1.rule)
      },
      exclusions: exclusions(), damping: damping,
      nearMisses: explains ? nearMisses() : [])
  }

  private func band(_ score: Double) -> TopicResult.Band {
    score < topic.thresholds.suggest
      ? .none : score < topic.thresholds.assign ? .possible : score < 0.95 ? .likely : .certain
  }

  // MARK: Concepts

  /// Where the rules of one concept fired, the heaviest first. A finding is a match whose
  /// phrase is the index of the rule.
  private struct Concept {
    var tier: Tier
    var findings: [Match]

    /// Keeps the three heaviest, and of equals the first.
    mutating func add(_ finding: Match, _ tier: Tier) {
      if tier.weight > self.tier.weight { self.tier = tier }
      let weight = finding.zone.weight
      let place = findings.firstIndex { $0.zone.weight < weight } ?? findings.count
      guard place < 3 else { return }
      findings.insert(finding, at: place)
      if findings.count > 3 { findings.removeLast() }
    }
  }

  /// Which rules name the same thing in this text: a long name and, right after it in
  /// brackets, its acronym.
  private func names(in direct: ArraySlice<Match>) -> [Int: Int] {
    var names: [Int: Int] = [:]
    for (long, short) in zip(direct, direct.dropFirst())
    where long.words.upperBound == short.words.lowerBound && long.phrase != short.phrase
      // A summary may stand before the title in the file.
      && long.source.upperBound <= short.source.lowerBound
    {
      if source[long.source.upperBound..<short.source.lowerBound].contains(UInt8(ascii: "(")) {
        names[short.phrase] = names[long.phrase] ?? long.phrase
      }
    }
    return names
  }

  /// What was found, by concept.
  ///
  /// - Complexity: O(*n*): a concept keeps the three findings that count.
  private func concepts() -> [Concept] {
    let exclusions = matches.exclusions(of: criteria.index)
    let direct = matches.rules(of: criteria.index).outside(exclusions).leftmostLongest()
    var concepts = Concepts(rules: topic.rules.count, names: names(in: direct))
    for finding in direct { concepts.add(finding, topic.rules[finding.phrase].tier) }
    forEachCombined {
      if !isCovered($0, by: direct) { concepts.add($0, topic.rules[$0.phrase].tier) }
    }
    return concepts.list
  }

  /// Concepts in the order of their first mention.
  private struct Concepts {
    private(set) var list: [Concept] = []
    /// The concept of each rule that fired.
    private var places: [Int?]
    private let names: [Int: Int]

    init(rules: Int, names: [Int: Int]) {
      places = Array(repeating: nil, count: rules)
      self.names = names
    }

    mutating func add(_ finding: Match, _ tier: Tier) {
      let key = names.isEmpty ? finding.phrase : names[finding.phrase] ?? finding.phrase
      if let place = places[key] {
        list[place].add(finding, tier)
      } else {
        places[key] = list.count
        list.append(Concept(tier: tier, findings: [finding]))
      }
    }
  }

  /// A concept counts once, and up to two repeats for 30 % each.
  private func evidence(_ concept: Concept) -> Evidence {
    var doubt = 1.0
    for (number, finding) in concept.findings.enumerated() {
      let weight = min(0.98, concept.tier.weight * finding.zone.weight)
      doubt *= 1 - (number == 0 ? weight : 0.3 * weight)
    }
    let first = concept.findings[0]
    return Evidence(
      range: first.source, zone: first.zone, tier: concept.tier,
      rule: topic.rules[first.phrase].name, weight: 1 - doubt,
      repeats: concept.findings.dropFirst().map(\.source))
  }

  // MARK: Exclusions and contexts

  private func exclusions() -> [Exclusion] {
    matches.exclusions(of: criteria.index).map {
      Exclusion(
        range: $0.source, zone: $0.zone,
        phrase: topic.exclusions[$0.phrase].text)
    }
  }

  private func damping() -> [AppliedDamping] {
    topic.damping.compactMap { damping in
      let found = matches.members(of: damping.set, outside: [])
      guard let first = found.first, Set(found.map(\.phrase)).count >= damping.minimum else {
        return nil
      }
      return AppliedDamping(
        set: criteria.sets[damping.set].name, factor: damping.factor,
        range: first.source)
    }
  }
}
