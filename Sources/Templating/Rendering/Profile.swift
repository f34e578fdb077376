/// Where the time of rendering goes, by template.
package struct Profile: Sendable {
  package struct Cost: Sendable {
    package var template: String
    /// How often it, a block or a macro of it ran.
    package var runs: Int
    /// In it alone, without what it included and called.
    package var nanoseconds: UInt64
  }

  private let clock: @Sendable () -> UInt64
  private var current: Int?
  private var since: UInt64 = 0
  private var runs: [Int: Int] = [:]
  private var times: [Int: UInt64] = [:]

  init(clock: @escaping @Sendable () -> UInt64) {
    self.clock = clock
  }

  /// Counts from now on for a template; gives the one before.
  mutating func enter(_ template: Int) -> Int? {
    let outer = current
    runs[template, default: 0] += 1
    leave(to: template)
    return outer
  }

  mutating func leave(to outer: Int??) {
    let now = clock()
    if let current { times[current, default: 0] += now &- since }
    since = now
    current = outer ?? nil
  }

  func costs(names: [String]) -> [Cost] {
    times.map { Cost(template: names[$0], runs: runs[$0] ?? 0, nanoseconds: $1) }
      .sorted { ($1.nanoseconds, $0.template) < ($0.nanoseconds, $1.template) }
  }
}
