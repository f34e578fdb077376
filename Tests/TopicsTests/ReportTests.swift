import Diagnostics
import TestSupport
import Testing

@testable import Topics

@Suite struct ReportTests {
  private func reports() throws -> (Tagger, [TagReport]) {
    let tagger = Tagger(try contentTaxonomy())
    let texts = [
      text(
        "# Hội nghị cấp cao ASEAN bàn về chủ quyền số\nCác nước thành viên ASEAN mở lớp tập huấn cho cán bộ.\n"
      ),
      text("# Cảnh sát biển\nBảo vệ chủ quyền biển đảo. Đào tạo thuyền trưởng.\n"),
    ]
    return (tagger, texts.map { TagReport($0, tagger.explain($0)) })
  }

  @Test func `explains in text and JSON`() throws {
    let (_, reports) = try reports()
    let text = reports.map(\.explanation).joined(separator: "---\n")
    try expectGolden(text, matches: "Topics/explain.txt")
    try expectGolden(reports[0].explanationJSON.text, matches: "Topics/explain.json")
  }

  @Test func `prints tags as JSON`() throws {
    let (tagger, _) = try reports()
    let item = text("# Lớp tập huấn\nTheo ASEAN.\n")
    let report = TagReport(item, tagger.tag(item))
    try expectGolden(TagReport.json(of: [report]).text, matches: "Topics/tags.json")
    try expectGolden(report.summary, matches: "Topics/tags.txt")
  }

  @Test func `counts for an evaluation`() throws {
    let (tagger, _) = try reports()
    let ids = tagger.taxonomy.topics.prefix(3).map(\.id)
    func item(_ id: String, _ string: String, _ labels: [Int], borderline: [Int] = [])
      -> Evaluation.Case
    {
      let text = text(string)
      return Evaluation.Case(
        id: id, labels: labels.map { ids[$0] }, borderline: borderline.map { ids[$0] },
        report: TagReport(text, tagger.tag(text)))
    }
    let evaluation = Evaluation(
      [
        item("hit", "Hội nghị cấp cao ASEAN", [0]),
        item("miss", "Không có gì ở đây", [0]),
        item("false", "Bảo vệ chủ quyền số", []),
        item("near", "The summit of ASEAN leaders", [], borderline: [0]),
      ], topics: ids)
    #expect(evaluation.strict.micro == .init(hits: 1, falseAlarms: 2, misses: 1))
    #expect(evaluation.lenient.micro == .init(hits: 1, falseAlarms: 1, misses: 1))
    #expect(evaluation.strict.topics[0].counts.f1 == 0.5)
    // asean-dialogue 1/2, the others nothing to hit.
    #expect(abs(evaluation.strict.macroF1 - 0.5 / 3) < 1e-9)
    #expect(evaluation.strict.languages.map(\.counts.falseAlarms) == [1, 1])
    try expectGolden(evaluation.text, matches: "Topics/eval.txt")
    try expectGolden(evaluation.json.text, matches: "Topics/eval.json")
  }

  @Test func `counts rules and changes over a site`() throws {
    let old = try topic("    evidence: {strong: [chữ vàng, chữ bạc]}")
    let new = try topic("    evidence: {strong: [chữ bạc, chữ đồng]}")
    let id = try #require(Topic.ID("t"))
    let texts = ["chữ vàng", "chữ bạc", "chữ đồng", "không", "chữ bạc nữa"].map { text($0, .vi) }
    let reports = texts.enumerated().map { index, text in
      TagReport(
        text,
        Tagger(old).explain(text, pinned: index == 3 ? [id] : [], vetoed: index == 4 ? [id] : []))
    }
    let statistics = Statistics(old, reports)
    #expect(statistics.rows[0].articles == 3)
    #expect(statistics.untagged.count == 2)
    #expect(statistics.missedPins.count == 1 && statistics.neededVetoes.count == 1)
    #expect(statistics.rows[0].silent == ["strong: nhãn thử nghiệm", "strong: test label"])
    try expectGolden(statistics.text, matches: "Topics/stats.txt")
    let pairs = texts.map { text in
      (
        old: TagReport(text, Tagger(old).tag(text)), new: TagReport(text, Tagger(new).tag(text))
      )
    }
    let difference = Difference(from: old, to: new, pairs)
    #expect(difference.changes.map(\.gained.count) == [0, 1])
    #expect(difference.changes.map(\.lost.count) == [1, 0])
    try expectGolden(difference.text + difference.json.text, matches: "Topics/diff.txt")
  }

  @Test(arguments: [
    ("The state of the nation is a state of mind", Text.Language.en),
    ("Các nước và những người trong cuộc", .vi),
    ("Cac nuoc va nhung nguoi trong cuoc", .vi),
    ("", .vi),
  ])
  func `guesses the language`(_ string: String, _ language: Text.Language) {
    #expect(Text.Language.guess(Array(string.utf8)) == language)
  }

  @Test func `agrees with the editor on short news`() throws {
    let tagger = Tagger(try contentTaxonomy())
    let mission = tagger.taxonomy.topics.prefix(3).map(\.id)
    let faults = try NewsItem.all().flatMap { item in
      let found = tagger.tag(text(item.text)).filter(\.isAssigned).map(\.topic)
      return mission.filter { found.contains($0) != item.labels.contains($0) }
        .map { "\(found.contains($0) ? "+" : "-") \(item.id) \($0)" }
    }
    // The list is exact: a fault that goes away must leave it.
    try expectGolden(faults.joined(separator: "\n") + "\n", matches: "Topics/news-faults.txt")
  }
}
