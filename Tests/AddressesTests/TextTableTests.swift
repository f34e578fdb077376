import Addresses
import Testing

@Suite struct TextTableTests {
  @Test func `finds each of many texts, and no other`() {
    let texts = (0..<3000).map { "2025/\($0)/bài-\($0 * 7)/index.html" }
    let table = TextTable(texts)
    for (place, text) in texts.enumerated() {
      #expect(table.place(of: text) == place)
      #expect(table.place(of: text + "x") == nil)
    }
    #expect(table.repeats.isEmpty)
  }

  @Test func `finds nothing in an empty table`() {
    #expect(TextTable([]).place(of: "") == nil)
    #expect(TextTable([""]).place(of: "") == 0)
  }

  @Test func `tells case apart where it looks for a text`() {
    let table = TextTable(["A/b.html", "a/b.html"])
    #expect(table.place(of: "a/b.html") == 1)
    #expect(table.place(of: "A/b.html") == 0)
    #expect(table.place(of: "a/B.html") == nil)
  }

  @Test func `tells which texts are the same but for case, and the last of each`() {
    let table = TextTable(["x", "A/Index.HTML", "a/index.html", "y", "A/INDEX.html", "x"])
    let repeats = table.repeats.map { [$0.place, $0.earlier] }
    #expect(repeats == [[2, 1], [4, 2], [5, 0]])
  }

  /// A bit tells the letters of these from those; it is none of case.
  @Test func `takes only letters for the same`() {
    for (a, b) in [("@", "`"), ("[", "{"), ("_", "\u{7F}"), ("a_b", "a-b"), ("É", "é")] {
      #expect(TextTable([a, b]).repeats.isEmpty, "\(a) \(b)")
    }
  }
}
