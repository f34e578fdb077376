import Pipeline
import Synchronization
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [1, 2, 8], [0, 1, 63, 64, 65, 1000])
  func `keeps the order whatever the width`(_ width: Int, _ count: Int) async {
    let squares = await Parallel(width: width).map(count: count) { $0 * $0 }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  @Test func `gives every number to one worker`() async {
    let (runs, sums) = await Parallel(width: 4).reduce(
      count: 1000, start: { _ in 0 },
      work: { (sum, range) -> Int in
        sum += range.reduce(0, +)
        return range.count
      },
      finish: { $0 })
    #expect(runs == [Int](repeating: 64, count: 15) + [40])
    #expect(sums.reduce(0, +) == 499_500)
  }

  @Test(arguments: [1, 2, 8])
  func `lets every worker help while one does something first`(_ width: Int) async {
    let helpers = Counter()
    let own = await Parallel(width: width).one({ 7 }, others: { helpers.increase() })
    #expect(own == 7)
    #expect(helpers.value == width)
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func increase() { count.wrappingAdd(1, ordering: .relaxed) }
}
