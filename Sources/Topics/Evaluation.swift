/// How well the tagger agrees with an editor's labels.
package struct Evaluation: Sendable {
  /// One labelled text and what the tagger says of it.
  package struct Case: Sendable {
    package var id: String
    package var labels: [Topic.ID]
    /// Decisions that another editor might take otherwise; lenient figures leave them out.
    package var borderline: [Topic.ID]
    package var report: TagReport

    package init(id: String, labels: [Topic.ID], borderline: [Topic.ID], report: TagReport) {
      self.id = id
      self.labels = labels
      self.borderline = borderline
      self.report = report
    }
  }

  /// Right and wrong decisions.
  package struct Counts: Hashable, Sendable {
    package var hits = 0
    package var falseAlarms = 0
    package var misses = 0

    package var precision: Double { Self.share(hits, of: hits + falseAlarms) }
    package var recall: Double { Self.share(hits, of: hits + misses) }
    /// The harmonic mean of both; 0 if there is nothing to find and nothing found.
    package var f1: Double { Self.share(2 * hits, of: 2 * hits + falseAlarms + misses) }

    private static func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }

    static func + (a: Self, b: Self) -> Self {
      Self(
        hits: a.hits + b.hits, falseAlarms: a.falseAlarms + b.falseAlarms,
        misses: a.misses + b.misses)
    }
  }

  /// A decision that differs from the editor's.
  package struct Fault: Sendable {
    package var id: String
    package var topic: Topic.ID
    /// Whether the tagger found a topic that the editor does not see.
    package var isFalseAlarm: Bool
    package var isBorderline: Bool
    /// Why, in a line.
    package var reason: String
  }

  /// One table of figures.
  package struct Figures: Sendable {
    package var topics: [(topic: Topic.ID, counts: Counts)]
    package var languages: [(language: Text.Language, counts: Counts)]

    /// Every decision counts the same.
    package var micro: Counts { topics.reduce(Counts()) { $0 + $1.counts } }
    /// Every topic counts the same: the mean of their F1.
    package var macroF1: Double {
      topics.isEmpty ? 0 : topics.reduce(0) { $0 + $1.counts.f1 } / Double(topics.count)
    }
  }

  package let count: Int
  package let strict: Figures
  package let lenient: Figures
  package let faults: [Fault]

  /// - Parameter topics: Those that the editor labelled; others are not judged.
  package init(_ cases: [Case], topics: [Topic.ID]) {
    count = cases.count
    strict = Self.figures(cases, topics, isLenient: false)
    lenient = Self.figures(cases, topics, isLenient: true)
    faults = cases.flatMap { item in topics.compactMap { Self.fault(item, $0) } }
  }

  private static func figures(_ cases: [Case], _ topics: [Topic.ID], isLenient: Bool) -> Figures {
    var byTopic = topics.map { (topic: $0, counts: Counts()) }
    var byLanguage = Text.Language.allCases.map { (language: $0, counts: Counts()) }
    for item in cases {
      for index in topics.indices
      where !(isLenient && item.borderline.contains(topics[index])) {
        let counts = counts(item, topics[index])
        byTopic[index].counts = byTopic[index].counts + counts
        for place in byLanguage.indices
        where byLanguage[place].language == item.report.text.language {
          byLanguage[place].counts = byLanguage[place].counts + counts
        }
      }
    }
    return Figures(topics: byTopic, languages: byLanguage)
  }

  private static func counts(_ item: Case, _ topic: Topic.ID) -> Counts {
    let isFound = item.report.results.contains { $0.topic == topic && $0.isFound }
    switch (item.labels.contains(topic), isFound) {
    case (true, true): return Counts(hits: 1)
    case (false, true): return Counts(falseAlarms: 1)
    case (true, false): return Counts(misses: 1)
    case (false, false): return Counts()
    }
  }

  private static func fault(_ item: Case, _ topic: Topic.ID) -> Fault? {
    let counts = counts(item, topic)
    guard counts.falseAlarms + counts.misses > 0 else { return nil }
    let result = item.report.results.first { $0.topic == topic }
    let score = Decimal.text(result?.score ?? 0, digits: 2)
    let reasons = (result?.evidence ?? []).prefix(2).map {
      "\($0.rule) “\(item.report.quote($0.range))”"
    }
    let reason = reasons.isEmpty ? "nothing found" : reasons.joined(separator: "; ")
    return Fault(
      id: item.id, topic: topic, isFalseAlarm: counts.falseAlarms > 0,
      isBorderline: item.borderline.contains(topic), reason: "\(score): \(reason)")
  }
}
