internal import Diagnostics

/// How a taxonomy does on the articles of a site: what `digest topics` prints.
package struct Statistics: Sendable {
  /// A topic and what its rules did.
  package struct Row: Sendable {
    package var topic: Topic.ID
    package var articles: Int
    package var suggested: Int
    /// Rules that fired in no article.
    package var silent: [String]
    /// Rules that fired in at least a quarter of the articles.
    package var loud: [(rule: String, articles: Int)]
  }

  package let articles: Int
  package let rows: [Row]
  /// Paths of articles without a topic.
  package let untagged: [String]
  /// Pins that the words do not support, and vetoes that took a topic away.
  package let missedPins: [(path: String, topic: Topic.ID)]
  package let neededVetoes: [(path: String, topic: Topic.ID)]

  /// - Parameter reports: Made with `Tagger.explain`, in the order of the paths.
  package init(_ taxonomy: Taxonomy, _ reports: [TagReport]) {
    articles = reports.count
    rows = taxonomy.topics.map { Self.row($0, reports) }
    untagged = reports.filter { !$0.results.contains(where: \.isAssigned) }.map(\.path)
    let decisions = reports.flatMap { report in report.results.map { (report.path, $0) } }
    missedPins = decisions.filter { $0.1.isMissedPin }.map { ($0.0, $0.1.topic) }
    neededVetoes = decisions.filter { $0.1.isNeededVeto }.map { ($0.0, $0.1.topic) }
  }

  private static func row(_ topic: Topic, _ reports: [TagReport]) -> Row {
    let results = reports.compactMap { $0.results.first { $0.topic == topic.id } }
    var counts: [String: Int] = [:]
    for result in results {
      for rule in Set(result.evidence.map(\.rule)) { counts[rule, default: 0] += 1 }
    }
    let names = topic.rules.map(\.name)
    let loud = names.compactMap { name in counts[name].map { (rule: name, articles: $0) } }
    return Row(
      topic: topic.id, articles: results.count(where: \.isAssigned),
      suggested: results.count { !$0.isAssigned && $0.band == .possible },
      silent: names.filter { counts[$0] == nil },
      loud: loud.filter { $0.articles >= 4 && $0.articles * 4 >= reports.count })
  }
}

extension Statistics {
  /// How many silent rules of a topic are named.
  private static let namedRules = 8

  package var text: String {
    var lines = ["\(articles) articles, \(untagged.count) without a topic", ""]
    lines.append("topic".padded(to: 28) + "articles".padded(to: -10) + "suggested".padded(to: -11))
    for row in rows {
      lines.append(
        row.topic.text.padded(to: 28) + String(row.articles).padded(to: -10)
          + String(row.suggested).padded(to: -11))
    }
    lines += list("no topic", untagged)
    lines += list("pinned, and the words do not say so", missedPins.map { "\($0): \($1)" })
    lines += list("vetoed, and the words say so", neededVetoes.map { "\($0): \($1)" })
    for row in rows {
      lines += list(
        "\(row.topic): rules that fire in a quarter of the articles or more",
        row.loud.map { "\($0.rule) (\($0.articles))" })
      let more = row.silent.count - Self.namedRules
      lines += list(
        "\(row.topic): rules that never fired",
        Array(row.silent.prefix(Self.namedRules)) + (more > 0 ? ["and \(more) more"] : []))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["", title + ":"] + items.map { "  " + $0.printable }
  }

  package var json: JSON {
    let decisions = { (list: [(path: String, topic: Topic.ID)]) in
      JSON.array(
        list.map { .object([("path", .string($0.path)), ("topic", .string($0.topic.text))]) })
    }
    return .object([
      ("articles", .integer(articles)), ("untagged", .array(untagged.map(JSON.string))),
      ("missed_pins", decisions(missedPins)), ("needed_vetoes", decisions(neededVetoes)),
      ("topics", .array(rows.map(json))),
    ])
  }

  private func json(_ row: Row) -> JSON {
    .object([
      ("id", .string(row.topic.text)), ("articles", .integer(row.articles)),
      ("suggested", .integer(row.suggested)),
      (
        "loud",
        .array(
          row.loud.map {
            .object([("rule", .string($0.rule)), ("articles", .integer($0.articles))])
          })
      ),
      ("silent", .array(row.silent.map(JSON.string))),
    ])
  }
}
