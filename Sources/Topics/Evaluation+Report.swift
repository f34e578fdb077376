internal import Diagnostics

/// What `digest topics eval` prints.
extension Evaluation {
  package var text: String {
    var lines = ["\(count) texts"]
    for (name, figures) in [("strict", strict), ("lenient", lenient)] {
      lines.append("\n" + row(name, "precision", "recall", "F1", "hits", "false", "missed"))
      for (topic, counts) in figures.topics { lines.append(row(topic.text, counts)) }
      for (language, counts) in figures.languages {
        lines.append(row("in \(language.rawValue)", counts))
      }
      lines.append(row("micro", figures.micro))
      lines.append(row("macro", "", "", Decimal.percent(figures.macroF1)))
    }
    if !faults.isEmpty { lines.append("\nfalse alarms (+) and misses (-); ~ is borderline") }
    for fault in faults {
      let sign = (fault.isFalseAlarm ? "+" : "-") + (fault.isBorderline ? "~" : " ")
      lines.append("\(sign) \(fault.id) \(fault.topic) \(fault.reason.printable)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    .object([
      ("texts", .integer(count)), ("strict", json(strict)), ("lenient", json(lenient)),
      (
        "errors",
        .array(
          faults.map {
            .object([
              ("id", .string($0.id)), ("topic", .string($0.topic.text)),
              ("kind", .string($0.isFalseAlarm ? "false-alarm" : "miss")),
              ("borderline", .bool($0.isBorderline)), ("reason", .string($0.reason)),
            ])
          })
      ),
    ])
  }

  private func json(_ figures: Figures) -> JSON {
    .object([
      ("micro", json(figures.micro)), ("macro_f1", .number(figures.macroF1)),
      ("topics", .object(figures.topics.map { ($0.topic.text, json($0.counts)) })),
      ("languages", .object(figures.languages.map { ($0.language.rawValue, json($0.counts)) })),
    ])
  }

  private func json(_ counts: Counts) -> JSON {
    .object([
      ("precision", .number(counts.precision)), ("recall", .number(counts.recall)),
      ("f1", .number(counts.f1)), ("hits", .integer(counts.hits)),
      ("false_alarms", .integer(counts.falseAlarms)), ("misses", .integer(counts.misses)),
    ])
  }

  private func row(_ name: String, _ counts: Counts) -> String {
    row(
      name, Decimal.percent(counts.precision), Decimal.percent(counts.recall),
      Decimal.percent(counts.f1), String(counts.hits), String(counts.falseAlarms),
      String(counts.misses))
  }

  private func row(_ name: String, _ columns: String...) -> String {
    columns.reduce(name.padded(to: 26)) { $0 + $1.padded(to: -10) }
  }
}

extension String {
  /// This text with spaces up to a width: after it, or before it if the width is negative.
  ///
  /// Counts Unicode scalars.
  func padded(to width: Int) -> String {
    let spaces = String(
      repeating: " ", count: Swift.max(0, abs(width) - unicodeScalars.count))
    return width < 0 ? spaces + self : self + spaces
  }
}
