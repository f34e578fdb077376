package import Commands
internal import Diagnostics
internal import FileSystem
internal import Markdown

/// `digest markdown`: one text, as it would stand on a page.
package struct MarkdownCommand: Sendable {
  var isCommonMark = false
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "markdown", summary: "Render Markdown to HTML on standard output.",
      discussion: "Without FILE, or with `-`, standard input is read.",
      defaults: MarkdownCommand(),
      options: [
        .flag(
          "commonmark", sets: \.isCommonMark,
          help: "CommonMark 0.30 alone, with raw HTML; for trusted input.")
      ],
      operands: Operands("[FILE]", count: 0...1, sets: \.files),
      run: { $0.run(console) })
  }

  private func run(_ console: Console) -> ExitCode {
    let source: SourceText
    do throws(SystemError) {
      source = try StandardInput.source(named: files.first ?? "-")
    } catch {
      console.error("error: \(error)")
      return .noInput
    }
    let body = RenderedBody(
      rendering: source, range: 0..<source.bytes.count,
      options: isCommonMark ? .commonMark : RenderingOptions())
    for diagnostic in body.diagnostics.sortedForReading().limited() {
      console.error("\(diagnostic)\n")
    }
    guard !body.diagnostics.contains(where: { $0.severity == .error }) else { return .faults }
    console.output(body.html)
    return .success
  }
}
