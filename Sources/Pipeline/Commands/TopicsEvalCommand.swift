package import Commands
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating
internal import Topics

/// `digest topics eval`: how well the taxonomy agrees with an editor's labels.
package struct TopicsEvalCommand: CommandJob {
  var source = "."
  var topics: String?
  var isJSON = false
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "topics eval", summary: "Measure the topics against an editor's labels.",
      discussion: """
        LABELS.jsonl has one JSON object a line: `id`, `file` (from the folder of LABELS.jsonl),
        `labels` and, if there are any, `borderline_labels`: decisions that the lenient figures
        leave out. Topics that no line names are not judged.
        """,
      job: TopicsEvalCommand(),
      options: [
        .source(sets: \.source), .topics(sets: \.topics), .json(sets: \.isJSON),
      ],
      operands: Operands("LABELS.jsonl", count: 1...1, sets: \.files), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let inputs = try TopicInputs(in: source, topics: topics, needsSite: false, console)
    let taxonomy = inputs.tagger.taxonomy
    let labels: SourceText
    do throws(SystemError) {
      labels = try StandardInput.source(named: files[0])
    } catch {
      throw CommandFailure(reading: error)
    }
    let checked = Label.all(in: labels, taxonomy)
    try console.report(checked.diagnostics)
    let items = checked.value ?? []
    let folder = files[0].splitPath.parent
    let paths = items.map {
      $0.file.isAbsolute ? $0.file : (folder.map { $0 + "/" } ?? "") + $0.file
    }
    let reports = try await inputs.tag(paths, console)
    let cases = zip(items, reports).map { item, report in
      Evaluation.Case(
        id: item.id, labels: item.labels, borderline: item.borderline, report: report)
    }
    let named = Set(items.flatMap { $0.labels + $0.borderline })
    let evaluation = Evaluation(
      cases, topics: taxonomy.topics.map(\.id).filter { named.contains($0) })
    console.output(isJSON ? evaluation.json.text : evaluation.text)
  }
}

extension String {
  fileprivate var isAbsolute: Bool { utf8.first == UInt8(ascii: "/") }
}
