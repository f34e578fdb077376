package import Commands
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Topics

/// `digest explain`: why an article has its topics, and what it lacks for others.
package struct ExplainCommand: CommandJob {
  var source = "."
  var topics: String?
  var isJSON = false
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "explain", summary: "Say why an article has its topics.",
      discussion: """
        ARTICLE is a file, named from the site's folder or from here. Each topic that the article
        has a word of is shown with its score and where it comes from. Below it stand
        + the words that speak for it, - those that an exclusion took out, × a context that made
        them count less, and ? rules that lacked something.
        """,
      job: ExplainCommand(),
      options: [
        .source(sets: \.source), .topics(sets: \.topics), .json(sets: \.isJSON),
      ],
      operands: Operands("ARTICLE", count: 1...1, sets: \.files), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let inputs = try TopicInputs(in: source, topics: topics, needsSite: true, console)
    let text = try inputs.text(ofArticle: try article(files[0], of: inputs), console)
    let report = text.explained(by: inputs.tagger)
    console.output(isJSON ? report.explanationJSON.text : report.explanation)
  }

  /// A name from the site's folder comes first: messages name articles so.
  private func article(
    _ name: String, of inputs: TopicInputs
  ) throws(CommandFailure) -> SourceText {
    if source != ".", name.utf8.first != UInt8(ascii: "/"),
      let article = try? StandardInput.source(named: TopicInputs.path(name, in: source))
    {
      return article
    }
    do throws(SystemError) {
      return try StandardInput.source(named: name)
    } catch {
      guard error.code == SystemError.absent else { throw CommandFailure(reading: error) }
      let near = try inputs.articleFiles().closest(to: name)
      throw CommandFailure(
        .noInput, "no article `\(name)`",
        hint: near.map { "did you mean `\($0)`?" }
          ?? "name its file, such as `content/articles/2025/10/ten-bai.md`")
    }
  }
}
