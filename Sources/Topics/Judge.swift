/// Weighs what a text says for one topic.
struct Judge {
  let topic: Topic
  let index: Int
  let combinations: [Combination]
  let taxonomy: Taxonomy
  let matches: Matches
  let source: [UInt8]

  /// One place where one rule fired.
  struct Finding {
    /// The index of the rule in the topic.
    var rule: Int
    var words: Range<Int>
    var source: Range<Int>
    var zone: Zone

    init(rule: Int, _ match: Match) {
      self.rule = rule
      words = match.words
      source = match.source
      zone = match.zone
    }
  }

  func result(origin: TopicResult.Origin, explains: Bool) -> TopicResult {
    let visible = matches.rules(of: index).outside(matches.exclusions[index])
    let direct = visible.leftmostLongest().map { Finding(rule: $0.phrase, $0) }
    var findings = direct
    for finding in combined() where !isCovered(finding, by: direct) { findings.append(finding) }
    let evidence = concepts(findings, names: names(in: direct)).map(evidence)
    let damping = damping()
    let doubt = evidence.reduce(1) { $0 * (1 - $1.weight) }
    let score = damping.reduce(1 - doubt) { $0 * $1.factor }
    let isFound = score >= topic.thresholds.assign
    return TopicResult(
      topic: topic.id,
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

  /// The findings of one concept, the first the heaviest.
  private struct Concept {
    var tier: Tier
    var findings: [Finding]

    /// Keeps the three heaviest, and of equals the first.
    mutating func add(_ finding: Finding, _ tier: Tier) {
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
  private func names(in direct: [Finding]) -> [Int: Int] {
    var names: [Int: Int] = [:]
    for (long, short) in zip(direct, direct.dropFirst())
    where long.words.upperBound == short.words.lowerBound && long.rule != short.rule
      // A summary may stand before the title in the file.
      && long.source.upperBound <= short.source.lowerBound
    {
      if source[long.source.upperBound..<short.source.lowerBound].contains(UInt8(ascii: "(")) {
        names[short.rule] = names[long.rule] ?? long.rule
      }
    }
    return names
  }

  /// The findings by concept, the first mention of each deciding the order.
  ///
  /// - Complexity: O(*n*): a concept keeps the three findings that count.
  private func concepts(_ findings: [Finding], names: [Int: Int]) -> [Concept] {
    var concepts: [Concept] = []
    var places: [Int: Int] = [:]
    for finding in findings {
      let tier = topic.rules[finding.rule].tier
      let key = names[finding.rule] ?? finding.rule
      guard let place = places[key] else {
        places[key] = concepts.count
        concepts.append(Concept(tier: tier, findings: [finding]))
        continue
      }
      concepts[place].add(finding, tier)
    }
    return concepts
  }

  /// A concept counts once, and up to two repeats for 30 % each.
  private func evidence(_ concept: Concept) -> Evidence {
    var doubt = 1.0
    for (number, finding) in concept.findings.enumerated() {
      let weight = min(0.98, concept.tier.weight * finding.zone.weight)
      doubt *= 1 - (number == 0 ? weight : 0.3 * weight)
    }
    let ranges = concept.findings.map(\.source)
    let first = concept.findings[0]
    return Evidence(
      range: ranges[0], zone: first.zone, tier: concept.tier,
      rule: topic.rules[first.rule].name, weight: 1 - doubt,
      repeats: Array(ranges.dropFirst())
    )
  }

  // MARK: Exclusions and contexts

  private func exclusions() -> [Exclusion] {
    matches.exclusions[index].map {
      Exclusion(
        range: $0.source, zone: $0.zone,
        phrase: topic.exclusions[$0.phrase].text)
    }
  }

  private func damping() -> [AppliedDamping] {
    topic.damping.compactMap { damping in
      let found = matches.members(of: damping.set, excluding: [])
      guard let first = found.first, Set(found.map(\.phrase)).count >= damping.minimum else {
        return nil
      }
      return AppliedDamping(
        set: taxonomy.sets[damping.set].name, factor: damping.factor,
        range: first.source)
    }
  }
}
