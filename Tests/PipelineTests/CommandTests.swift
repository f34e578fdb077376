import FoundationEssentials
import TestSupport
import Testing

/// Commands as a person types them, in the folder `Tests/Sites/topics`.
@Suite struct CommandTests {
  struct Line: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int32
    var arguments: [String]

    init(_ name: String, _ status: Int32, _ line: String) {
      self.name = name
      self.status = status
      arguments = line.split(separator: " ").map(String.init)
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let lines = [
    Line("explain", 0, "explain content/articles/2025/hoi-nghi.md"),
    Line("explain-json", 0, "explain content/articles/2025/hoi-nghi.md --json"),
    Line("explain-pinned", 0, "explain content/articles/2025/ghim.md"),
    Line("explain-nothing", 0, "explain content/articles/2025/khong.en.md"),
    Line("explain-misspelt", 66, "explain content/articles/2025/hoi-ngi.md"),
    Line("explain-no-site", 66, "explain --source labelled content/articles/a.md"),
    Line("explain-faults", 1, "explain broken.md"),
    Line("topics", 0, "topics"),
    Line("topics-json", 0, "topics --json"),
    Line("topics-misspelt", 64, "topics tga plain.txt"),
    Line("topics-diff", 0, "topics diff old.yml"),
    Line("topics-diff-json", 0, "topics diff old.yml --json"),
    Line("topics-diff-missing", 66, "topics diff older.yml"),
    Line("topics-diff-faults", 1, "topics diff plain.txt"),
    Line("topics-eval", 0, "topics eval labelled/labels.jsonl"),
    Line("topics-eval-json", 0, "topics eval labelled/labels.jsonl --json"),
    Line("topics-eval-faults", 1, "topics eval labelled/faults.jsonl"),
    Line("topics-eval-missing", 66, "topics eval labelled/missing.jsonl"),
    Line("topics-tag", 0, "topics tag plain.txt content/articles/2025/ghim.md"),
    Line("topics-tag-json", 0, "topics tag --json plain.txt content/articles/2025/khong.en.md"),
    Line("topics-tag-other", 0, "topics tag --topics old.yml plain.txt"),
    Line("topics-tag-faults", 1, "topics tag plain.txt broken.md"),
    Line("topics-tag-missing", 66, "topics tag plain.txt none.txt nor/this.txt"),
    Line("topics-tag-no-topics", 66, "topics tag --source labelled plain.txt"),
    Line("render", 0, "render render/page.html --templates render --data render.json"),
    Line(
      "render-english", 0,
      "render render/page.html --templates render/ --data render.json --lang en"),
    Line("render-xml", 0, "render render/feed.xml --data render.json"),
    Line("render-text", 0, "render render/feed.xml --data render.json --format text"),
    Line("render-alone", 1, "render render/page.html --data render.json"),
    Line("render-broken", 1, "render render/broken.html"),
    Line("render-misspelt", 1, "render render/misspelt.html --data render.json"),
    Line("render-list", 1, "render render/feed.xml --data list.json"),
    Line("render-faulty-data", 1, "render render/feed.xml --data faulty.json"),
    Line("render-missing", 66, "render render/none.html"),
    Line("render-missing-folder", 66, "render render/feed.xml --templates none"),
    Line("render-format", 64, "render render/feed.xml --format pdf"),
    Line("diff-missing", 66, "diff none nor-this"),
    Line("clean-missing", 66, "clean --source none"),
    Line("templates-no-site", 66, "templates --source labelled"),
    Line("check-no-site", 66, "check --source labelled"),
  ]

  @Test(arguments: lines)
  func `says and does`(_ line: Line) throws {
    let folder = testsFolder.appending(path: "Sites/topics").path
    let result = try runDigest(line.arguments, in: folder)
    #expect(result.status == line.status)
    let output = String(decoding: result.output, as: UTF8.self)
    try expectGolden(
      "\(output)--- standard error, then \(result.status)\n\(result.error)",
      matches: "Commands/run/\(line.name).txt")
  }

  @Test func `has no golden file that nothing is compared with`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: goldenFolder.appending(path: "Commands/run").path)
    #expect(files.sorted() == Self.lines.map { $0.name + ".txt" }.sorted())
  }

  @Test func `reads standard input`() throws {
    let folder = testsFolder.appending(path: "Sites/topics")
    let text = Array(try Data(contentsOf: folder.appending(path: "plain.txt")))
    let tagged = try runDigest(["topics", "tag", "-"], input: text, in: folder.path)
    #expect(tagged.status == 0)
    #expect(String(decoding: tagged.output, as: UTF8.self).contains("capacity-building"))
    let data = try runDigest(
      ["render", "render/feed.xml", "--data", "-"], input: Array(#"{"title": "<"}"#.utf8),
      in: folder.path)
    #expect(String(decoding: data.output, as: UTF8.self) == "<a>&lt;</a>\n")
  }

  @Test func `follows a link that a person named`() throws {
    let folder = try ScratchFolder()
    try folder.write("# Khóa tập huấn\n", to: "a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/b.txt", withDestinationPath: "a.txt")
    let result = try runDigest(
      ["topics", "tag", folder.path + "/b.txt"],
      in: testsFolder.appending(path: "Sites/topics").path)
    #expect(result.status == 0, "\(result.error)")
    #expect(String(decoding: result.output, as: UTF8.self).contains("capacity-building"))
  }

  @Test func `finds an article from the folder of the site and from here`() throws {
    let sites = testsFolder.appending(path: "Sites").path
    let article = "content/articles/2025/hoi-nghi.md"
    let here = try runDigest(["explain", article], in: sites + "/topics")
    #expect(here.status == 0)
    for name in [article, "topics/\(article)", "\(sites)/topics/\(article)"] {
      let there = try runDigest(["explain", "--source", "topics", name], in: sites)
      #expect(there.output == here.output)
    }
  }
}
