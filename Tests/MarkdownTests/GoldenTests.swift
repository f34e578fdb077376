import Diagnostics
import FoundationEssentials
import Markdown
import TestSupport
import Testing

/// Each `Tests/Golden/Markdown/*.md` is a case; what becomes of it stands in the `.txt` of the
/// same name.
@Suite struct GoldenTests {
  static let folder = goldenFolder.appending(path: "Markdown")

  static func names(withExtension suffix: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  @Test(arguments: names(withExtension: ".md"))
  func `renders an article`(_ name: String) throws {
    let bytes = try Array(Data(contentsOf: Self.folder.appending(path: name + ".md")))
    let source = SourceText(path: name + ".md", bytes: bytes)
    let body = RenderedBody(rendering: source, range: 0..<bytes.count)
    try expectGolden(description(of: body, in: source), matches: "Markdown/\(name).txt")
  }

  @Test func `has no stale files`() {
    #expect(Self.names(withExtension: ".md") == Self.names(withExtension: ".txt"))
    #expect(!Self.names(withExtension: ".md").isEmpty)
  }

  private func description(of body: RenderedBody, in source: SourceText) -> String {
    func text(_ range: Range<Int>) -> String {
      String(decoding: source.bytes[range], as: UTF8.self).replacing("\n", with: "⏎")
    }
    var lines = [String(decoding: body.html, as: UTF8.self), "-- summary", body.summary]
    lines.append("-- outline")
    lines += body.outline.map { "h\($0.level) #\($0.id) \($0.title)" }
    lines.append("-- links")
    lines += body.links.map {
      let value = String(decoding: body.html[$0.attribute], as: UTF8.self)
      return "\($0.kind) `\($0.destination)` written `\(text($0.source))` as `\(value)`"
    }
    lines.append("-- prose")
    lines += body.prose.map { "\($0.boundary) \($0.kind) |\(text($0.range))|" }
    lines.append("-- diagnostics")
    lines += body.diagnostics.map(\.description)
    return lines.joined(separator: "\n") + "\n"
  }
}
