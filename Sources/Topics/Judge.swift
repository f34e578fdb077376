/// Weighs what a text says for one topic.
struct Judge {
  let topic: Topic
  let index: Int
  let combinations: [Combination]
  let taxonomy: Taxonomy
  let matches: Matches
  let text: NormalisedText
  let source: [UInt8]

  /// One place where one rule fired.
  struct Finding {
    /// The index of the rule in the topic.
    var rule: Int
    var words: Range<Int>
    var zone: Zone
  }

  func result(origin: TopicResult.Origin, explains: Bool) -> TopicResult {
    let visible = matches.rules[index].outside(matches.exclusions[index])
    let direct = visible.leftmostLongest().map {
      Finding(rule: $0.phrase, words: $0.words, zone: $0.zone)
    }
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
  }

  /// Which rules name the same thing in this text: a long name and, right after it in
  /// brackets, its acronym.
  private func names(in direct: [Finding]) -> [Int: Int] {
    var names: [Int: Int] = [:]
    for (long, short) in zip(direct, direct.dropFirst())
    where long.words.upperBound == short.words.lowerBound && long.rule != short.rule {
      let gap =
        Int(
          text.words[long.words.upperBound - 1].sourceEnd)..<Int(
          text.words[short.words.lowerBound].sourceStart)
      if source[gap].contains(UInt8(ascii: "(")) {
        names[short.rule] = names[long.rule] ?? long.rule
      }
    }
    return names
  }

  private func concepts(_ findings: [Finding], names: [Int: Int]) -> [Concept] {
    let ordered = findings.map { (concept: names[$0.rule] ?? $0.rule, finding: $0) }.sorted {
      ($0.concept, $1.finding.zone.weight, $0.finding.words.lowerBound)
        < ($1.concept, $0.finding.zone.weight, $1.finding.words.lowerBound)
    }
    var concepts: [Concept] = []
    var last: Int?
    for (concept, finding) in ordered {
      let tier = topic.rules[finding.rule].tier
      if concept == last {
        concepts[concepts.count - 1].findings.append(finding)
        if tier.weight > concepts[concepts.count - 1].tier.weight {
          concepts[concepts.count - 1].tier = tier
        }
      } else {
        concepts.append(Concept(tier: tier, findings: [finding]))
        last = concept
      }
    }
    return concepts
  }

  /// A concept counts once, and up to two repeats for 30 % each.
  private func evidence(_ concept: Concept) -> Evidence {
    let counted = concept.findings.prefix(3)
    var doubt = 1.0
    for (number, finding) in counted.enumerated() {
      let weight = min(0.98, concept.tier.weight * finding.zone.weight)
      doubt *= 1 - (number == 0 ? weight : 0.3 * weight)
    }
    let ranges = counted.map { text.sourceRange(of: $0.words) }
    let first = concept.findings[0]
    return Evidence(
      range: ranges[0], zone: first.zone, tier: concept.tier,
      rule: taxonomy.name(of: topic.rules[first.rule]), weight: 1 - doubt,
      repeats: Array(ranges.dropFirst())
    )
  }

  // MARK: Exclusions and contexts

  private func exclusions() -> [Exclusion] {
    matches.exclusions[index].map {
      Exclusion(
        range: text.sourceRange(of: $0.words), zone: $0.zone,
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
        range: text.sourceRange(of: first.words))
    }
  }
}
