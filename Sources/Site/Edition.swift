/// The site in one of its languages.
///
/// Shared by reference: every page asks for its edition.
package final class Edition: Sendable {
  package let language: String
  /// `/` or `/en/`.
  package let home: Address
  /// Places in `Site.articles`, oldest first.
  package let articles: [Int]
  /// Topics in the order of the taxonomy, then terms in alphabetical order.
  package let tags: [Tag]
  /// Oldest first.
  package let timeline: [TimelineEntry]
  /// Places in `Site.standingPages`, in the order of their files.
  package let standingPages: [Int]

  /// - Parameter tags: Still without their timelines.
  init(
    language: String, home: Address, articles: [Int], tags: [Tag], timeline: [TimelineEntry],
    standingPages: [Int], filings: Filings
  ) {
    self.language = language
    self.home = home
    self.articles = articles
    self.tags = tags.dividing(timeline, by: filings)
    self.timeline = timeline
    self.standingPages = standingPages
  }
}

extension [Tag] {
  /// Gives each its part of the timeline, in the same order.
  fileprivate func dividing(_ timeline: [TimelineEntry], by filings: Filings) -> [Tag] {
    var parts = map { tag in
      var part: [TimelineEntry] = []
      // Few articles tell of more than one event.
      part.reserveCapacity(tag.articles.count)
      return part
    }
    for entry in timeline {
      for filing in filings[entry.article] { parts[filing.tag].append(entry) }
    }
    var tags = self
    for place in tags.indices { tags[place].timeline = parts[place] }
    return tags
  }
}

/// An event of an article, or an article without events, on the timeline.
///
/// It is packed into 12 bytes: a timeline names every article, and so do those of its tags.
package struct TimelineEntry: Sendable, Hashable {
  private let packedArticle: UInt32
  private let packedEvent: Int32
  private let packedYear: Int16
  private let packedMonth: Int8

  package init(article: Int, event: Int?, year: Int, month: Int?) {
    packedArticle = UInt32(article)
    packedEvent = Int32(event ?? -1)
    packedYear = Int16(year)
    packedMonth = Int8(month ?? 0)
  }

  /// A place in `Site.articles`.
  package var article: Int { Int(packedArticle) }
  /// A place in the article's events; `nil` stands for the article itself.
  package var event: Int? { packedEvent < 0 ? nil : Int(packedEvent) }
  package var year: Int { Int(packedYear) }
  /// `nil` for an event whose month nobody knows.
  package var month: Int? { packedMonth == 0 ? nil : Int(packedMonth) }
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
