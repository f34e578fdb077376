import Diagnostics
import TestSupport
import Testing

@testable import Topics

@Suite struct MatcherTests {
  /// The quotes of a text for the topic `t`.
  private func quotes(_ taxonomy: Taxonomy, _ text: Text) -> [String] {
    let results = Tagger(taxonomy).explain(text)
    return (results.first?.evidence ?? []).flatMap { [$0.range] + $0.repeats }
      .sorted { $0.lowerBound < $1.lowerBound }
      .map { String(decoding: text.source.bytes[$0], as: UTF8.self) }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var evidence: String
    var sets = ""
    var text: String
    var quotes: [String]
  }

  static let rows: [Row] = [
    Row(
      testDescription: "whole syllables only", evidence: "{strong: [số, an ninh]}",
      text: "một sống số. an ninhx, ban ninh", quotes: ["số"]),
    Row(
      testDescription: "across a comma and a hyphen, not a sentence",
      evidence: "{strong: [phòng chống, ASEAN Nga]}",
      text: "Phòng, chống và ASEAN-Nga. Phòng. Chống; ASEAN. Nga (phòng) chống",
      quotes: ["Phòng, chống", "ASEAN-Nga"]),
    Row(
      testDescription: "longest, then leftmost",
      evidence: "{strong: [chủ quyền, chủ quyền số, số một]}",
      text: "chủ quyền số một", quotes: ["chủ quyền số"]),
    Row(
      testDescription: "an exclusion hides what is inside", evidence: "{strong: [chủ quyền]}",
      text: "chủ quyền biển đảo, chủ quyền", quotes: ["chủ quyền"]),
    Row(
      testDescription: "capitals", evidence: "{strong: [{phrase: AI, case: exact}]}",
      text: "Ai hỏi ai về AI?", quotes: ["AI"]),
    Row(
      testDescription: "a zone", evidence: "{strong: [{phrase: mạng xã hội, zone: title}]}",
      text: "# Mạng xã hội\nmạng xã hội", quotes: ["Mạng xã hội"]),
    Row(
      testDescription: "a language", evidence: "{strong: [{phrase: ban, lang: en}]}",
      text: "ban và của các cho", quotes: []),
    Row(
      testDescription: "near, in either order",
      evidence: "{near: [{any: [đào tạo], with: [cán bộ], within: 2}]}",
      text: "đào tạo cho cán bộ. cán bộ được đào tạo. đào tạo một hai ba cán bộ. đào tạo. cán bộ",
      quotes: ["đào tạo cho cán bộ", "cán bộ được đào tạo"]),
    Row(
      testDescription: "near in a sentence",
      evidence: "{near: [{any: [đào tạo], with: [cán bộ], within: sentence}]}",
      text: "đào tạo; một hai ba (bốn) cán bộ. đào tạo. cán bộ",
      quotes: ["đào tạo; một hai ba (bốn) cán bộ"]),
    Row(
      testDescription: "one word is not two parts of a rule",
      evidence: "{near: [{any: [đào tạo], with: [đào tạo cán bộ, cán bộ], within: 4}]}",
      text: "đào tạo cán bộ", quotes: []),
    Row(
      testDescription: "three sets in a sentence",
      evidence: "{all: [{sets: [[dữ liệu], [lưu trữ], [trong nước]]}]}",
      text: "dữ liệu lưu trữ. trong nước. Phải lưu trữ ở trong nước mọi dữ liệu!",
      quotes: ["lưu trữ ở trong nước mọi dữ liệu"]),
    Row(
      testDescription: "a name and its acronym are one",
      evidence: "{strong: [Bộ Công an, {phrase: BCA, case: exact}]}",
      text: "Bộ Công an (BCA) nói. BCA nói.", quotes: ["Bộ Công an", "BCA", "BCA"]),
  ]

  @Test(arguments: rows)
  func `finds evidence`(_ row: Row) throws {
    let taxonomy = try topic("    evidence: \(row.evidence)\n    exclude: [chủ quyền biển đảo]")
    #expect(quotes(taxonomy, text(row.text, .vi)) == row.quotes)
  }

  @Test func `counts a name and its acronym once`() throws {
    let taxonomy = try topic("    evidence: {strong: [Bộ Công an, {phrase: BCA, case: exact}]}")
    let tagger = Tagger(taxonomy)
    let evidence = tagger.explain(text("Bộ Công an (BCA) nói.", .vi))[0].evidence
    #expect(evidence.count == 1)
    #expect(tagger.explain(text("Bộ Công an, BCA nói.", .vi))[0].evidence.count == 2)
  }

  @Test func `takes a title that stands after its summary`() throws {
    let tagger = Tagger(try topic("    evidence: {strong: [Bộ Công an, ban chỉ đạo]}"))
    let source = SourceText(path: "a", bytes: Array("Ban chỉ đạo họp\nBộ Công an".utf8))
    let title = source.bytes.firstRange(of: "Bộ".utf8)?.lowerBound ?? 0
    let passages = [
      Passage(title..<source.bytes.count, zone: .title), Passage(0..<title, zone: .summary),
    ]
    let evidence = tagger.explain(Text(source: source, language: .vi, passages: passages))[0]
      .evidence
    #expect(evidence.map(\.zone) == [.summary, .title])
  }

  @Test func `reads Vietnamese without its marks`() throws {
    let tagger = Tagger(try topic("    evidence: {strong: [chủ quyền số, mạng]}"))
    let bare = text("Nhieu nuoc ban ve chu quyen so va mang cua cac nguoi dan", .vi)
    #expect(tagger.explain(bare)[0].evidence.map(\.rule) == ["strong: chủ quyền số"])
    let marked = text("Nhiều nước bàn về chu quyen so của các người dân", .vi)
    #expect(tagger.explain(marked).isEmpty)
    let english = text("The chu quyen so of the people", .en)
    #expect(tagger.explain(english).isEmpty)
  }

  @Test func `does not read captions and bylines`() throws {
    let tagger = Tagger(try topic("    evidence: {strong: [chủ quyền số]}"))
    #expect(tagger.explain(text("Xem thêm: chủ quyền số là gì\nẢnh: chủ quyền số", .vi)).isEmpty)
  }

  @Test func `scores as the design says`() throws {
    let tagger = Tagger(
      try topic(
        "    evidence: {strong: [một mạnh], medium: [hai vừa], weak: [ba yếu, bốn yếu]}"))
    func score(_ string: String) -> Double {
      let result = tagger.explain(text(string, .vi)).first
      return ((result?.score ?? 0) * 10_000).rounded() / 10_000
    }
    let filler = String(repeating: "từ ", count: 60)
    #expect(score(filler + "một mạnh") == 0.9)
    #expect(score(filler + "hai vừa") == 0.6)
    #expect(score(filler + "ba yếu") == 0.3)
    #expect(score("ba yếu") == 0.33)
    #expect(score("# ba yếu\n") == 0.39)
    #expect(score("# một mạnh\n") == 0.98)
    #expect(score(filler + "ba yếu, bốn yếu") == 0.51)
    // A repeat counts 30 %, and two of them at most.
    #expect(score(filler + "ba yếu, ba yếu") == 0.363)
    #expect(score(filler + "ba yếu, ba yếu, ba yếu, ba yếu, ba yếu") == 0.4203)
  }

  @Test func `damps in a context of different phrases`() throws {
    let tagger = Tagger(
      try topic(
        "    evidence: {strong: [tập huấn viên]}\n    damp: [{set: SPORT, factor: 0.3, at_least: 2}]",
        sets: "  SPORT: [bóng đá, huy chương]"))
    let filler = String(repeating: "từ ", count: 60)
    let once = tagger.explain(text(filler + "tập huấn viên bóng đá bóng đá", .vi))[0]
    #expect(once.damping.isEmpty)
    let twice = tagger.explain(text(filler + "tập huấn viên bóng đá huy chương", .vi))[0]
    #expect(twice.damping.map(\.set) == ["SPORT"])
    #expect(abs(twice.score - 0.27) < 1e-9)
    #expect(!twice.isAssigned)
  }

  @Test func `lets the editor win`() throws {
    let tagger = Tagger(try topic("    evidence: {strong: [chủ quyền số]}"))
    let id = try #require(Topic.ID("t"))
    let yes = text("chủ quyền số", .vi)
    let no = text("không có gì", .vi)
    let vetoed = try #require(tagger.tag(yes, vetoed: [id]).first)
    #expect(!vetoed.isAssigned && vetoed.isNeededVeto && vetoed.origin == .vetoed)
    let pinned = try #require(tagger.tag(no, pinned: [id]).first)
    #expect(pinned.isAssigned && pinned.isMissedPin && pinned.origin == .pinned)
    #expect(tagger.tag(no).isEmpty)
    #expect(try #require(tagger.tag(yes, pinned: [id]).first).isMissedPin == false)
  }

  @Test func `finds in one pass what a search for each pattern finds`() {
    var random = SplitMix64(seed: 5)
    let letters = ["a", "b", "ab", "ba"]
    for _ in 0..<300 {
      let phrases = Set(
        (0..<8).map { _ in
          (0..<Int.random(in: 1...3, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? ""
          }.joined(separator: " ")
        }
      ).sorted()
      let words = (0..<30).map { _ in letters.randomElement(using: &random) ?? "" }
      let automaton = Automaton(phrases.map { Array("\($0) ".utf8) })
      var state = Automaton.root
      let found = words.map { word in
        let number = automaton.vocabulary.number(of: Array(word.utf8).span)
        state = automaton.next(state, number)
        #expect(automaton.isFinal(state) == !automaton.patterns(endingIn: state).isEmpty)
        return automaton.patterns(endingIn: state).map { phrases[$0] }
      }
      let expected = words.indices.map { last in
        let text = " " + words[...last].joined(separator: " ")
        return phrases.filter { text.hasSuffix(" " + $0) }.sorted { $0.utf8.count > $1.utf8.count }
      }
      #expect(found == expected, "\(phrases) in \(words)")
    }
  }
}
