internal import Diagnostics
internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import Templating

/// The examples of `docs/templates.md` do what it says.
struct DocumentationTests {
  struct Example: CustomTestStringConvertible {
    var line: Int
    var language: Language
    var template: [UInt8]
    var output: [UInt8]

    var testDescription: String { "docs/templates.md:\(line)" }
  }

  static let others = [
    ("base.html", "<main>{% block content %}empty{% endblock %}</main>"),
    (
      "macros.html",
      "{% macro link(url, label) %}<a href=\"{{ url }}\">{{ label }}</a>{% endmacro %}"
    ),
    ("note.html", "<p>{{ count }} notes</p>\n"),
  ]

  /// A fenced block: what its first line says, where it begins, and what it holds.
  struct Block {
    var info: String
    var line: Int
    var text: [UInt8] = []
  }

  static var blocks: [Block] {
    let file = testsFolder.deletingLastPathComponent().appending(path: "docs/templates.md")
    guard let data = try? Data(contentsOf: file) else { return [] }
    var blocks: [Block] = []
    var isOpen = false
    for (index, line) in Array(data).split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.starts(with: "```".utf8) {
        isOpen.toggle()
        guard isOpen else { continue }
        let info = String(decoding: line.dropFirst(3), as: UTF8.self)
        blocks.append(Block(info: info, line: index + 1))
      } else if isOpen {
        blocks[blocks.count - 1].text += line + [0x0A]
      }
    }
    return blocks
  }

  static var examples: [Example] {
    let blocks = blocks
    return zip(blocks, blocks.dropFirst()).compactMap { template, output in
      guard output.info == "output", template.info == "template" || template.info == "template html"
      else { return nil }
      return Example(
        line: template.line, language: template.info == "template" ? .text : .html,
        template: template.text, output: output.text)
    }
  }

  @Test func `there are examples, and values for them`() {
    #expect(Self.examples.count >= 20)
    #expect(Self.blocks.first?.info == "json")
  }

  @Test(arguments: examples) func `gives what it says`(example: Example) throws {
    let values = try #require(Self.blocks.first).text
    var sources = Self.others.map { name, text in
      (name: name, source: SourceText(path: name, bytes: Array(text.utf8)))
    }
    sources.append(("example", SourceText(path: "example", bytes: example.template)))
    let job = RenderJob(
      template: "example", sources: sources, data: SourceText(path: "values", bytes: values),
      language: example.language)
    let checked = job.run()
    // A block of output ends in a newline of its own, which the page may lack.
    let page = checked.value.map { $0.last == 0x0A ? $0 : $0 + [0x0A] }
    #expect(page == example.output, "\(checked.diagnostics) \(page?.string ?? "")")
  }
}
