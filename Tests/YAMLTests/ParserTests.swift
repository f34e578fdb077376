import Diagnostics
import TestSupport
import Testing
import YAML

@Suite struct ParserTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var yaml: String
    var tree: String

    init(_ testDescription: String, _ yaml: String, _ tree: String) {
      self.testDescription = testDescription
      self.yaml = yaml
      self.tree = tree
    }
  }

  static let documents: [Row] = [
    Row("nothing", "", "{}"),
    Row("only a comment", "# a\n", "{}"),
    Row("plain text stays text", "a: NO\nb: 1.10\nc: 010\nd: 12:30", "{a=NO,b=1.10,c=010,d=12:30}"),
    Row("quotes", "a: \"x: \\\"y\\\"\"\nb: 'it''s'", "{a=x: \"y\",b=it's}"),
    Row("a folded block", "a: >\n  x\n  y\nb: |\n  z\n", "{a=x y\n,b=z\n}"),
    Row("lists", "a: [x, y]\nb:\n  - z\n  - {k: v}", "{a=[x,y],b=[z,{k=v}]}"),
    Row("nulls", "a:\nb: ~\nc: null\nd: ''", "{a=∅,b=∅,c=∅,d=}"),
    Row("Vietnamese", "tiêu đề: Công ước Hà Nội", "{tiêu đề=Công ước Hà Nội}"),
    Row("CRLF", "a: 1\r\nb: 2\r\n", "{a=1,b=2}"),
  ]

  @Test(arguments: documents)
  func `reads a document`(_ row: Row) throws {
    let source = SourceText(path: "a.yml", bytes: Array(row.yaml.utf8))
    #expect(try parse(source, in: 0..<source.bytes.count).tree == row.tree)
  }

  @Test func `remembers places in bytes`() throws {
    let text = "đ: ỷ\nb: [\"ế\", x]\nc:\n  d: e\n"
    let source = SourceText(path: "a.yml", bytes: Array(("---\n" + text).utf8))
    let root = try parse(source, in: 4..<source.bytes.count)
    func written(_ node: Node?) -> String? {
      node.map { String(decoding: source.bytes[$0.range], as: UTF8.self) }
    }
    #expect(written(root["đ"]) == "ỷ")
    #expect(written(root["b"]) == "[\"ế\", x]")
    #expect(written(root["b"]?.elements?[0]) == "\"ế\"")
    #expect(written(root["c"]) == "d: e")
    #expect(written(root["c"]?["d"]) == "e")
  }

  static let faults: [String] = [
    "title: Công ước Hà Nội: một năm sau",
    "a: 1\na: 2", "a: *x", "a: &x 1", "a: !tag 1", "<<: {a: 1}", "[a]: 1", "a: @x", "a: `x`",
    "a: 1\n\tb: 2", "a: \"x", "a: 'x", "a: \"x\" y", "a: [1, 2\nb: 3", "a: {b: 1\nc: 2",
    "a: - b", "a:\n  - b\n  c", "a\nb: 1", "a: 1\n b: 2", "a: 1\n---\nb: 2", "a: %x",
    "a: 1\n...\nb", "title: \"Hà Nội\": ký kết",
  ]

  @Test func `explains every fault`() throws {
    let shown = Self.faults.map { (fault) -> String in
      let source = SourceText(path: "a.yml", bytes: Array(fault.utf8))
      do throws(Diagnostic) {
        return "no fault: \(try parse(source, in: 0..<source.bytes.count).tree)"
      } catch { return error.description }
    }
    try expectGolden(shown.joined(separator: "\n\n") + "\n", matches: "YAML/faults.txt")
  }

  @Test(arguments: [
    String(repeating: "[", count: 60_000), String(repeating: "{a: ", count: 15_000),
    String(repeating: "- ", count: 30_000), String(repeating: "a: [", count: 15_000),
    String(repeating: "x", count: 70_000), "[" + String(repeating: "a,", count: 20_000) + "]",
  ])
  func `refuses what is too large or too deep`(_ text: String) {
    let source = SourceText(path: "a.yml", bytes: Array(text.utf8))
    #expect(throws: Diagnostic.self) { try parse(source, in: 0..<source.bytes.count) }
  }

  @Test(arguments: [2, 15, 16, 17, 18, 40]) func `finds the second of many equal keys`(
    _ count: Int
  ) throws {
    let lines = (0..<count).map { "k\($0): v\n" }
    let text = lines.joined() + "k\(count / 2): v\n"
    let source = SourceText(path: "a.yml", bytes: Array(text.utf8))
    let fault = try #require(throws: Diagnostic.self) {
      try YAML.parse(source, in: 0..<source.bytes.count)
    }
    #expect(fault.message == "the key `k\(count / 2)` stands twice")
    #expect(fault.range.lowerBound == lines.joined().utf8.count)
    #expect(fault.notes.first?.range.lowerBound == lines[..<(count / 2)].joined().utf8.count)
  }

  @Test func `survives random bytes`() {
    var random = SplitMix64(seed: 20_251_025)
    let alphabet = Array("ab:- \n\t[]{}\"'#&*!|>%@`,?~\\<".utf8) + [0xC3, 0xA9, 0xFF, 0x00]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let source = SourceText(path: "a.yml", bytes: bytes)
      let result = Result { try parse(source, in: 0..<bytes.count) }
      if case .failure(let error) = result {
        #expect((error as? Diagnostic)?.description.isEmpty == false)
      }
    }
  }
}

extension Node {
  /// The document on one line, to compare.
  fileprivate var tree: String {
    switch kind {
    case .scalar(let scalar): isNull ? "∅" : scalar.text
    case .sequence(let elements): "[" + elements.map(\.tree).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.text)=\($0.value.tree)" }.joined(separator: ",") + "}"
    }
  }
}
