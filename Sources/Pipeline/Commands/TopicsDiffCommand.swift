package import Commands
internal import Site
internal import Topics

/// `digest topics diff`: which articles a change of the taxonomy concerns.
package struct TopicsDiffCommand: CommandJob {
  var source = "."
  var topics: String?
  var isJSON = false
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "topics diff", summary: "Show which articles gain or lose a topic by a new taxonomy.",
      discussion: """
        OLD.yml is the taxonomy as it was; `git show HEAD:content/topics.yml | digest topics diff -`
        compares with the last commit.
        """,
      job: TopicsDiffCommand(),
      options: [
        .source(sets: \.source), .topics(sets: \.topics), .json(sets: \.isJSON),
      ],
      operands: Operands("OLD.yml", count: 1...1, sets: \.files), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let inputs = try TopicInputs(in: source, topics: topics, needsSite: true, console)
    let old = Tagger(try TopicInputs.taxonomy(named: files[0], console))
    let new = inputs.tagger
    let reports = try await inputs.mapArticles(console) { text in
      (old: text.tagged(by: old), new: text.tagged(by: new))
    }
    let difference = Difference(from: old.taxonomy, to: new.taxonomy, reports)
    console.output(isJSON ? difference.json.text : difference.text)
  }
}
