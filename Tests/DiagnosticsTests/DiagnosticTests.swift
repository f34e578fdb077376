import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  struct Shown: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: [UInt8]
    var range: Range<Int>
    var expected: String
  }

  static let shown: [Shown] = [
    Shown(
      testDescription: "caret under a range, after a two-byte letter",
      text: Array("a\nđ: 13\nb".utf8), range: 6..<8,
      expected: "f.md:2:4: error: m\n2 | đ: 13\n  |    ^~"),
    Shown(
      testDescription: "an empty range at the end of the file", text: Array("ab".utf8),
      range: 2..<2,
      expected: "f.md:1:3: error: m\n1 | ab\n  |   ^"),
    Shown(
      testDescription: "an empty file has no line to show", text: [], range: 0..<0,
      expected: "f.md:1:1: error: m"),
    Shown(
      testDescription: "a range over two lines stops at the first", text: Array("ab\ncd".utf8),
      range: 1..<5, expected: "f.md:1:2: error: m\n1 | ab\n  |  ^"),
    Shown(
      testDescription: "an offset outside the file", text: Array("ab".utf8), range: 9..<12,
      expected: "f.md:1:3: error: m\n1 | ab\n  |   ^"),
    Shown(
      testDescription: "a tab stays under a tab", text: Array("\ta".utf8), range: 1..<2,
      expected: "f.md:1:2: error: m\n1 | \ta\n  | \t^"),
    Shown(
      testDescription: "escape sequences are made visible", text: Array("a\u{1B}[31mb".utf8),
      range: 0..<1, expected: "f.md:1:1: error: m\n1 | a␛[31mb\n  | ^"),
    Shown(
      testDescription: "CRLF ends a line", text: Array("ab\r\ncd".utf8), range: 0..<2,
      expected: "f.md:1:1: error: m\n1 | ab\n  | ^~"),
    Shown(
      testDescription: "invalid UTF-8", text: [0x61, 0xFF, 0x62], range: 1..<2,
      expected: "f.md:1:2: error: m\n1 | a\u{FFFD}b\n  |  ^"),
  ]

  @Test(arguments: shown)
  func `shows a place`(_ row: Shown) {
    let source = SourceText(path: "f.md", bytes: row.text)
    #expect(Diagnostic(in: source, at: row.range, "m").description == row.expected)
  }

  @Test func `shows a hint and notes`() {
    let source = SourceText(path: "a.md", bytes: Array("x: 1\nx: 2".utf8))
    let diagnostic = Diagnostic(
      in: source, at: 5..<6, "duplicate key `x`", hint: "remove one",
      notes: [.init(in: source, at: 0..<1, "first here")])
    #expect(
      diagnostic.description == """
        a.md:2:1: error: duplicate key `x`
        2 | x: 2
          | ^
          = hint: remove one
        a.md:1:1: note: first here
        1 | x: 1
          | ^
        """)
  }

  @Test func `shows a long line around the fault`() {
    let line = String(repeating: "a", count: 300) + "!" + String(repeating: "b", count: 300)
    let text = Diagnostic(
      in: SourceText(path: "f", bytes: Array(line.utf8)), at: 300..<301, "m"
    ).description
    let lines = text.split(separator: "\n")
    let caret = lines[2].unicodeScalars.firstIndex(of: "^")
    #expect(caret.map { lines[2].unicodeScalars.distance(from: lines[2].startIndex, to: $0) } == 45)
    #expect(Array(lines[1].unicodeScalars)[45] == "!")
    #expect(lines[1].unicodeScalars.count < 120)
  }

  @Test(
    arguments: [
      ("tilte", "title"), ("Title", "title"), ("sumary", "summary"), ("zzz", nil), ("dat", "date"),
    ] as [(String, String?)])
  func `guesses what was meant`(_ written: String, _ meant: String?) {
    #expect(["date", "summary", "title"].closest(to: written) == meant)
  }

  @Test func `shows the first of each file and counts the others`() {
    let files = ["a.md", "b.md", "c.md"].map { SourceText(path: $0, bytes: Array("abcde".utf8)) }
    let counts = [2, 5, 3]
    let all = zip(files, counts).flatMap { file, count in
      (0..<count).map { Diagnostic(in: file, at: $0..<$0 + 1, "m") }
    }
    let shown = all.limited(perFile: 3)
    #expect(
      shown.map { "\($0.source.path):\($0.range.lowerBound): \($0.message)" } == [
        "a.md:0: m", "a.md:1: m", "b.md:0: m", "b.md:1: m", "b.md:2: m",
        "b.md:3: 2 more, from here on, are not shown", "c.md:0: m", "c.md:1: m", "c.md:2: m",
      ])
    #expect(all.limited() == all)
  }
}
