import Diagnostics
import Markdown
import Testing

@Suite struct LimitTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var markdown: String
    var line: Int
    var message: String

    init(_ markdown: String, line: Int, _ message: String) {
      testDescription = message
      self.markdown = markdown
      self.line = line
      self.message = message
    }
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  static let refused = [
    Row(times(525_000, "a"), line: 1, "an article of more than 512 KiB is not read"),
    Row("a\n\n" + times(65, ">"), line: 3, "lists and quotations nest deeper than 64 here"),
    Row(times(65, "- ") + "a", line: 1, "lists and quotations nest deeper than 64 here"),
    Row(
      (0..<65).map { times($0, "  ") + "- a\n" }.joined(), line: 65,
      "lists and quotations nest deeper than 64 here"),
    Row(
      (0..<65).map { times($0, "\t") + "1) a\n" }.joined(), line: 65,
      "lists and quotations nest deeper than 64 here"),
    Row("a\n" + times(5_001, "["), line: 2, "more than 5000 `[` stand in this block"),
    Row(
      "[a]: /\(times(10_000, "x"))\n\n" + times(5, times(1_000, "[a] ") + "\n\n"), line: 1,
      "this definition is too long to be used so often"),
    Row("a\u{0}", line: 1, "a NUL byte is not text"),
    Row(
      "a\n" + times(200, "|a") + "\n" + times(200, "|-") + "\n" + times(100, "a\n"), line: 2,
      "tables of more than 20000 cells are not read"),
    Row(
      "[^a]: b\n\n" + times(3, times(2_000, "[^a]") + "\n\n"), line: 7,
      "more than 5000 footnote marks stand in this article"),
  ]

  @Test(arguments: refused)
  func `refuses`(_ row: Row) throws {
    let body = render(row.markdown)
    let fault = try #require(body.diagnostics.last { $0.severity == .error })
    #expect(fault.message == row.message)
    #expect(fault.source.position(of: fault.range.lowerBound).line == row.line)
    #expect(body.html.isEmpty && body.prose.isEmpty && body.links.isEmpty && body.outline.isEmpty)
  }

  @Test func `names the byte that is not UTF-8`() throws {
    let source = SourceText(path: "a.md", bytes: [0x61, 0x0A, 0x62, 0xC3, 0x28])
    let body = RenderedBody(rendering: source, range: 1..<5)
    let fault = try #require(body.diagnostics.first)
    #expect(fault.severity == .error)
    #expect(fault.range.lowerBound == 3)
    #expect(fault.message == "byte 3 of the file is not UTF-8")
  }

  @Test(arguments: [
    times(64, "> ") + "a", times(32, "- > ") + "a", times(70, "* ") + "\n", times(200, "-"),
    times(40, times(100, "[a] ") + "\n\n"), times(50_000, "*a_ "), times(100_000, "`"),
    "a " + times(50_000, "<!--"), "a " + times(50_000, "<?"), times(60_000, "&"),
    times(2_000, "[a](b) "),
    (0..<60).map { times($0, "  ") + "- a\n" }.joined() + times(50_000, "\n"),
  ])
  func `accepts`(_ markdown: String) {
    #expect(render(markdown).diagnostics.allSatisfy { $0.severity == .warning })
    #expect(!render(markdown).html.isEmpty)
  }

  @Test func `reports a hundred faults and no more`() {
    #expect(render(Self.times(500, "<b>")).diagnostics.count == 100)
  }
}
