package import Commands
internal import Site
internal import Topics

/// `digest topics`: how the taxonomy does on the articles of the site.
package struct TopicsCommand: CommandJob {
  var source = "."
  var topics: String?
  var isJSON = false

  package static func command(console: Console) -> Command {
    Command(
      "topics", summary: "Show how the topics do on the articles of the site.",
      discussion: """
        Shows how many articles each topic has, which articles have none, rules that never
        fired or fire too often, and where editors pinned or vetoed against the words.
        """,
      job: TopicsCommand(),
      options: [
        .source(sets: \.source), .topics(sets: \.topics), .json(sets: \.isJSON),
      ],
      console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let inputs = try TopicInputs(in: source, topics: topics, needsSite: true, console)
    let tagger = inputs.tagger
    let reports = try await inputs.mapArticles(console) { $0.explained(by: tagger) }
    let statistics = Statistics(tagger.taxonomy, reports)
    console.output(isJSON ? statistics.json.text : statistics.text)
  }
}
