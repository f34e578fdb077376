internal import Synchronization

/// Work on the numbers from 0 to `count`, a run of neighbours at a time, on several threads.
///
/// A worker takes the next run when it is done with one, so all cores are busy to the end;
/// what it needs besides — a buffer, an open folder — is its own and never shared. Results
/// come back in the order of the numbers, whatever the width.
package struct Parallel: Sendable {
  /// How many workers there are; 1 makes the work sequential.
  package var width: Int
  /// How many neighbours a worker takes at once: a task costs about as much as an article.
  package var run = 64

  package init(width: Int) { self.width = max(1, width) }

  /// Does two things that have nothing to do with each other.
  func both<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable () -> First, _ second: @Sendable () -> Second
  ) async -> (First, Second) {
    guard width > 1 else { return (first(), second()) }
    async let other = first()
    let own = second()
    return (await other, own)
  }

  /// Transforms every number and keeps the order.
  package func map<Output: Sendable>(
    count: Int, _ transform: @escaping @Sendable (Int) -> Output
  ) async -> [Output] {
    let (runs, _) = await self.reduce(
      count: count, start: { _ in }, work: { _, range in range.map(transform) }, finish: { _ in })
    return runs.flatMap { $0 }
  }

  /// Does one thing on one thread, while all others help with another; then that one helps too.
  package func one<Output: Sendable>(
    _ own: @Sendable () -> Output, others work: @escaping @Sendable () -> Void
  ) async -> Output {
    await withTaskGroup(of: Void.self) { group in
      for _ in 1..<width { group.addTask { work() } }
      let output = own()
      work()
      return output
    }
  }

  /// - Parameters:
  ///   - start: Makes a worker's own state; workers are numbered from 0.
  ///   - work: Does one run.
  ///   - finish: Takes leave of the state when nothing is left to do.
  /// - Returns: What `work` made of each run, in order, and what `finish` left, in no
  ///   particular order.
  package func reduce<State: ~Copyable, Output: Sendable, Remains: Sendable>(
    count: Int, start: @escaping @Sendable (Int) -> State,
    work: @escaping @Sendable (inout State, Range<Int>) -> Output,
    finish: @escaping @Sendable (consuming State) -> Remains
  ) async -> (outputs: [Output], remains: [Remains]) {
    let queue = RunQueue(count: count, run: run)
    let workers = max(1, min(width, (count + run - 1) / run))
    typealias Share = (outputs: [(start: Int, output: Output)], remains: Remains)
    let shares = await withTaskGroup(of: Share.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var state = start(worker)
          var outputs: [(start: Int, output: Output)] = []
          while let range = queue.next() {
            outputs.append((range.lowerBound, work(&state, range)))
          }
          return (outputs, finish(state))
        }
      }
      var shares: [Share] = []
      for await share in group { shares.append(share) }
      return shares
    }
    let outputs = shares.flatMap(\.outputs).sorted { $0.start < $1.start }.map(\.output)
    return (outputs, shares.map(\.remains))
  }
}

/// Hands out runs of numbers, each once.
final class RunQueue: Sendable {
  private let position = Atomic<Int>(0)
  private let count: Int
  private let run: Int

  init(count: Int, run: Int) {
    self.count = count
    self.run = run
  }

  func next() -> Range<Int>? {
    let start = position.wrappingAdd(run, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + run, count) : nil
  }
}
