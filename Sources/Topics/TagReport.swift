internal import Diagnostics

/// What the tagger says about one text, for people and for programs.
package struct TagReport: Sendable {
  package let text: Text
  package let results: [TopicResult]

  package init(_ text: Text, _ results: [TopicResult]) {
    self.text = text
    self.results = results
  }

  package var path: String { text.source.path }

  /// What `digest topics tag` prints of its files with `--json`.
  package static func json(of reports: [TagReport]) -> JSON {
    .object([("files", .array(reports.map(\.tags)))])
  }

  /// One line a topic: `assigned  certain  0.98  capacity-building  "tập huấn"`.
  package var summary: String {
    let shown = results.filter { $0.isAssigned || $0.band == .possible || $0.origin == .vetoed }
    guard !shown.isEmpty else { return "\(text.source.path.printable): no topics\n" }
    return shown.reduce("\(text.source.path.printable)\n") { lines, result in
      let quote = result.evidence.first.map { "  “\(self.quote($0.range))”" } ?? ""
      let score = Decimal.text(result.score, digits: 2)
      let state = result.isAssigned ? "assigned " : "suggested"
      return lines + "  \(result.origin == .vetoed ? "vetoed   " : state)"
        + "  \(score)  \(result.topic)\(quote)\n"
    }
  }

  /// Assigned and suggested topics with their evidence.
  private var tags: JSON {
    .object([
      ("file", .string(text.source.path)), ("lang", .string(text.language.rawValue)),
      ("topics", .array(results.filter { $0.isAssigned || $0.band == .possible }.map(tag))),
    ])
  }

  private func tag(_ result: TopicResult) -> JSON { .object(fields(of: result)) }

  func fields(of result: TopicResult) -> [(String, JSON)] {
    [
      ("id", .string(result.topic.text)), ("assigned", .bool(result.isAssigned)),
      ("band", .string(result.band.rawValue)), ("score", .number(result.score)),
      ("origin", .string(result.origin.rawValue)),
      (
        "evidence",
        .array(
          result.evidence.map {
            .object(
              place($0.range, $0.zone) + [
                ("rule", .string($0.rule)), ("weight", .number($0.weight)),
              ])
          })
      ),
    ]
  }

  /// Where a quote stands.
  func place(_ range: Range<Int>, _ zone: Zone) -> [(String, JSON)] {
    let position = text.source.position(of: range.lowerBound)
    return [
      ("quote", .string(quote(range))), ("zone", .string(zone.rawValue)),
      ("line", .integer(position.line)), ("column", .integer(position.column)),
      ("range", .array([.integer(range.lowerBound), .integer(range.upperBound)])),
    ]
  }

  /// The author's own bytes.
  func quote(_ range: Range<Int>) -> String {
    String(decoding: text.source.bytes[range], as: UTF8.self)
  }
}
