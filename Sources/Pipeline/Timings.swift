internal import Templating

/// Where the time of a build went: its stages, and each template.
struct Timings: Sendable {
  private var last = ContinuousClock.now
  private var stages: [(name: String, duration: Duration)] = []
  private var templates: [String: (runs: Int, nanoseconds: UInt64)] = [:]

  /// The stage that has just ended.
  mutating func note(_ stage: String) {
    let now = ContinuousClock.now
    stages.append((stage, now - last))
    last = now
  }

  /// What one worker measured of the templates.
  mutating func add(_ costs: [Profile.Cost]) {
    for cost in costs {
      let known = templates[cost.template] ?? (0, 0)
      templates[cost.template] = (known.runs + cost.runs, known.nanoseconds + cost.nanoseconds)
    }
  }

  /// Two tables: stages in their order, in wall-clock time; templates the dearest first,
  /// in time of all threads and without what they include.
  var text: String {
    let total = max(1, templates.values.reduce(0) { $0 + $1.nanoseconds })
    let rows = templates.sorted { ($1.value.nanoseconds, $0.key) < ($0.value.nanoseconds, $1.key) }
    var lines = ["stage            ms"]
    for stage in stages { lines.append("\(stage.name.padded(12)) \(stage.duration.milliseconds)") }
    lines.append("template                              ms   share    runs")
    for (name, cost) in rows {
      let time = Duration.nanoseconds(Int64(cost.nanoseconds)).milliseconds
      let share = String(cost.nanoseconds * 100 / total).padded(6, atEnd: false)
      lines.append(
        "\(name.padded(33)) \(time)  \(share) %\(String(cost.runs).padded(8, atEnd: false))")
    }
    return lines.joined(separator: "\n")
  }
}

extension Renderer {
  /// Measures templates from now on.
  mutating func measure() {
    let start = ContinuousClock.now
    measure(clock: {
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    })
  }
}

extension Duration {
  /// With one decimal, in a column of six.
  fileprivate var milliseconds: String {
    let (seconds, attoseconds) = components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)".padded(6, atEnd: false)
  }
}

extension String {
  /// With spaces to a width, for columns of ASCII.
  fileprivate func padded(_ width: Int, atEnd: Bool = true) -> String {
    let spaces = String(repeating: " ", count: max(0, width - utf8.count))
    return atEnd ? self + spaces : spaces + self
  }
}
