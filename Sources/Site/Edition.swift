/// The site in one of its languages.
package struct Edition: Sendable {
  package var language: String
  /// `/` or `/en/`.
  package var home: Address
  /// Places in `Site.articles`, oldest first.
  package var articles: [Int]
  /// Topics in the order of the taxonomy, then terms in alphabetical order.
  package var tags: [Tag]
  /// Oldest first.
  package var timeline: [TimelineEntry]
  /// Places in `Site.standingPages`, in the order of their files.
  package var standingPages: [Int]
}

/// An event of an article, or an article without events, on the timeline.
package struct TimelineEntry: Sendable, Hashable {
  /// A place in `Site.articles`.
  package var article: Int
  /// A place in the article's events; `nil` stands for the article itself.
  package var event: Int?
  package var year: Int
  /// `nil` for an event whose month nobody knows.
  package var month: Int?
}

extension [TimelineEntry] {
  /// Where the entries of a year are.
  ///
  /// - Complexity: O(log *n*), as for a month.
  func range(ofYear year: Int) -> Range<Int> {
    firstIndex { $0.year >= year }..<firstIndex { $0.year > year }
  }

  /// Where the entries of a month are. An event of the year whose month nobody knows is among
  /// those of January.
  func range(ofMonth month: Int, in year: Int) -> Range<Int> {
    firstIndex {
      ($0.year, $0.month ?? 1) >= (year, month)
    }..<firstIndex {
      ($0.year, $0.month ?? 1) > (year, month)
    }
  }

  func lastDated(before end: Int) -> TimelineEntry? { self[..<end].last { $0.month != nil } }

  func firstDated(from start: Int) -> TimelineEntry? { self[start...].first { $0.month != nil } }

  /// - Parameter isReached: Never true of an entry before one of which it is false.
  private func firstIndex(where isReached: (TimelineEntry) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
