package import Diagnostics

extension Tagger {
  /// Runs the examples of the taxonomy.
  ///
  /// - Returns: An error for each sentence that comes out wrong, with what decided.
  package func checkExamples() -> [Diagnostic] {
    var memory = Memory()
    return taxonomy.topics.flatMap { topic in
      topic.examples.compactMap { check($0, of: topic, remembering: &memory) }
    }
  }

  private func check(
    _ example: Example, of topic: Topic, remembering memory: inout Memory
  ) -> Diagnostic? {
    let source = SourceText(path: taxonomy.source.path, bytes: Array(example.text.utf8))
    let text = Text(
      source: source, language: .guess(source.bytes),
      passages: [Passage(0..<source.bytes.count)])
    let result = explain(text, remembering: &memory).first { $0.topic == topic.id }
    guard result?.isFound ?? false != example.isMember else { return nil }
    let reasons = (result?.evidence ?? []).prefix(3).map { "`\($0.rule)`" }
    let found = reasons.isEmpty ? "nothing speaks for it" : reasons.joined(separator: ", ")
    let score = result.map { " (\(Decimal.text($0.score, digits: 2)))" } ?? ""
    return Diagnostic(
      in: taxonomy.source, at: example.range,
      example.isMember
        ? "an example of `\(topic.id)` that would not get the topic"
        : "a counter-example of `\(topic.id)` that would get the topic",
      hint: "found\(score): \(found)")
  }
}
