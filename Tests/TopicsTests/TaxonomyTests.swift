import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

@testable import Topics

@Suite struct TaxonomyTests {
  /// Each case of `faults.yml` starts with a line `# === name`.
  @Test func `says what is wrong with a taxonomy`() throws {
    let file = goldenFolder.appending(path: "Topics/faults.yml")
    let cases = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .components(separatedBy: "# === ").dropFirst()
    var report = ""
    for item in cases {
      let name = item.prefix { $0 != "\n" }
      let yaml = String(item.dropFirst(name.count + 1))
      let checked = Taxonomy.parse(SourceText(path: "topics.yml", bytes: Array(yaml.utf8)))
      var diagnostics = checked.diagnostics
      if let taxonomy = checked.value { diagnostics += Tagger(taxonomy).checkExamples() }
      #expect(!diagnostics.isEmpty, "\(name)")
      report += "=== \(name)\n" + diagnostics.map { "\($0)\n" }.joined() + "\n"
    }
    try expectGolden(report, matches: "Topics/faults.txt")
  }

  @Test func `the taxonomy of the digest is in order`() throws {
    let taxonomy = try contentTaxonomy()
    #expect(taxonomy.topics.count >= 12)
    #expect(
      taxonomy.topics.prefix(3).map(\.id.text)
        == ["asean-dialogue", "capacity-building", "technology-sovereignty"])
    #expect(Taxonomy.parse(taxonomy.source).diagnostics.map(\.description) == [])
    #expect(Tagger(taxonomy).checkExamples().map(\.description) == [])
    for topic in taxonomy.topics {
      #expect(topic.examples.count { $0.isMember } >= 2, "\(topic.id)")
      #expect(topic.examples.count { !$0.isMember } >= 2, "\(topic.id)")
    }
  }

  @Test func `the example of the documentation is in order`() throws {
    let file = testsFolder.deletingLastPathComponent().appending(path: "docs/topics.md")
    let page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let blocks = page.components(separatedBy: "```").filter { $0.hasPrefix("yaml\nids:") }
    #expect(blocks.count == 1)
    for block in blocks {
      let taxonomy = try taxonomy(String(block.dropFirst("yaml\n".utf8.count)))
      #expect(Taxonomy.parse(taxonomy.source).diagnostics.isEmpty)
      #expect(Tagger(taxonomy).checkExamples().isEmpty)
    }
  }

  @Test func `keeps retired topics and their successors`() throws {
    let taxonomy = try taxonomy(
      """
      topics:
        - id: old
          status: retired
          replaced_by: new
        - id: new
          label: {vi: nhãn mới, en: new label}
          scope: {vi: Mới., en: New.}
          evidence: {strong: [chữ mới]}
          examples: {yes: [chữ mới], no: [chữ cũ]}
      """)
    #expect(taxonomy.topics.map(\.id.text) == ["new"])
    #expect(taxonomy.retired.first?.replacement?.id.text == "new")
  }

  @Test func `never traps on damaged files`() throws {
    let bytes = try contentTaxonomy().source.bytes
    var random = SplitMix64(seed: 4)
    for _ in 0..<60 {
      let start = Int.random(in: 0..<bytes.count - 3_000, using: &random)
      var damaged = Array(bytes[start..<start + 3_000])
      for _ in 0..<6 {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
          in: 0x20...0x7E, using: &random)
      }
      _ = Taxonomy.parse(
        SourceText(path: "t.yml", bytes: Array("topics:\n  - id: x\n".utf8) + damaged))
    }
  }
}
