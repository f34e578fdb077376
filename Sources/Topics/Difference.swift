internal import Diagnostics

/// What a change of the taxonomy does to the articles: what `digest topics diff` prints.
package struct Difference: Sendable {
  package struct Change: Sendable {
    package var path: String
    package var gained: [Topic.ID]
    package var lost: [Topic.ID]
  }

  package let articles: Int
  /// Only articles that change, in the order given.
  package let changes: [Change]
  /// Ids of the old taxonomy that the new one does not know, not even as retired.
  package let vanished: [Topic.ID]

  /// - Parameter reports: Each article's results under the old and the new taxonomy.
  package init(
    from old: Taxonomy, to new: Taxonomy, _ reports: [(old: TagReport, new: TagReport)]
  ) {
    articles = reports.count
    changes = reports.compactMap { reports in
      let before = reports.old.results.filter(\.isAssigned).map(\.topic)
      let after = reports.new.results.filter(\.isAssigned).map(\.topic)
      let change = Change(
        path: reports.new.path, gained: after.filter { !before.contains($0) }.sorted(),
        lost: before.filter { !after.contains($0) }.sorted())
      return change.gained.isEmpty && change.lost.isEmpty ? nil : change
    }
    let known = new.topics.map(\.id) + new.retired.map(\.id)
    vanished = old.topics.map(\.id).filter { !known.contains($0) }
  }

  package var text: String {
    var lines = ["\(changes.count) of \(articles) articles change"]
    for change in changes {
      let signs = change.gained.map { "+\($0)" } + change.lost.map { "-\($0)" }
      lines.append("  \(change.path.printable): \(signs.joined(separator: " "))")
    }
    lines += vanished.map {
      "the topic `\($0)` has vanished; keep it with `status: retired`"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    let ids = { (list: [Topic.ID]) in JSON.array(list.map { .string($0.text) }) }
    return .object([
      ("articles", .integer(articles)),
      (
        "changes",
        .array(
          changes.map {
            .object([
              ("path", .string($0.path)), ("gained", ids($0.gained)), ("lost", ids($0.lost)),
            ])
          })
      ),
      ("vanished", ids(vanished)),
    ])
  }
}
