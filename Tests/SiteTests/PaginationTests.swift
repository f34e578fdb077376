import Site
import Testing

@Suite struct PaginationTests {
  @Test(arguments: [
    // total, size, last numbered page, positions on the list's own address
    (0, 3, 0, 0..<0), (1, 3, 0, 0..<1), (5, 3, 0, 0..<5), (6, 3, 1, 3..<6), (8, 3, 1, 3..<8),
    (9, 3, 2, 6..<9), (7, 1, 6, 6..<7),
  ])
  func `splits a list`(_ total: Int, _ size: Int, _ last: Int, _ newest: Range<Int>) {
    let pagination = Pagination(total: total, size: size)
    #expect(pagination.lastNumber == last)
    #expect(pagination.newest == newest)
  }

  @Test func `shows every article once, and a full page never changes`() {
    var known: [Int: Range<Int>] = [:]
    for total in 0...100 {
      let pagination = Pagination(total: total, size: 7)
      var shown = Array(pagination.newest)
      for number in 1..<pagination.lastNumber + 1 {
        let members = pagination.members(ofPage: number)
        #expect(known[number] ?? members == members)
        known[number] = members
        shown += members
      }
      #expect(shown.sorted() == Array(0..<total))
    }
  }

  @Test(arguments: [
    (1, [1, 2, 3]), (2, [1, 2, 3, 4]), (5, [1, 3, 4, 5, 6, 7]), (9, [1, 7, 8, 9]),
  ])
  func `links to neighbours`(_ number: Int, _ window: [Int]) {
    #expect(Pagination(total: 105, size: 10).window(around: number) == window)
  }
}
