package import Commands
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Topics

/// `digest topics tag`: the topics of any text files.
package struct TopicsTagCommand: CommandJob {
  var source = "."
  var topics: String?
  var isJSON = false
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "topics tag", summary: "Show the topics of text files.",
      discussion: """
        A file is plain text, whose first line may be a title (`# …`), or an article with front
        matter. It need not belong to a site. `-` stands for standard input.
        """,
      job: TopicsTagCommand(),
      options: [
        .source(sets: \.source), .topics(sets: \.topics), .json(sets: \.isJSON),
      ],
      operands: Operands("FILE...", count: 1...Int.max, sets: \.files), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let inputs = try TopicInputs(in: source, topics: topics, needsSite: false, console)
    let reports = try await inputs.tag(files, console)
    console.output(
      isJSON ? TagReport.json(of: reports).text : reports.map(\.summary).joined())
  }
}

extension TopicInputs {
  /// Tags files in parallel.
  ///
  /// - Throws: After every file that cannot be read, or is an article with faults, has been
  ///   named.
  func tag(_ files: [String], _ console: Console) async throws(CommandFailure) -> [TagReport] {
    let sources: [SourceText] = try read(files, console)
    let results = await Parallel(width: Processors.count).map(count: sources.count) { place in
      let checked = text(of: sources[place])
      return Checked(
        value: checked.value.map { $0.tagged(by: tagger) }, diagnostics: checked.diagnostics)
    }
    try console.report(results.flatMap(\.diagnostics))
    return results.compactMap(\.value)
  }

  private func read(_ files: [String], _ console: Console) throws(CommandFailure) -> [SourceText] {
    var sources: [SourceText] = []
    for file in files {
      do throws(SystemError) {
        sources.append(try StandardInput.source(named: file))
      } catch {
        console.error("error: \(error)")
      }
    }
    guard sources.count == files.count else { throw CommandFailure(.noInput) }
    return sources
  }
}
