/// The articles before and after one in a list, and those akin to it.
struct Neighbours: Sendable, Hashable {
  var previous: Int?
  var next: Int?

  /// - Parameter list: Places in ascending order, among them `article`.
  /// - Complexity: O(log *n*).
  init(of article: Int, in list: [Int]) {
    self.init(at: list.position(of: article), in: list)
  }

  /// - Parameter position: Of the article in the list; `nil` if it is not there.
  init(at position: Int?, in list: [Int]) {
    guard let position else { return }
    previous = position > 0 ? list[position - 1] : nil
    next = position + 1 < list.count ? list[position + 1] : nil
  }
}

extension [Int] {
  /// Where `element` stands in this ascending list.
  func position(of element: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element ? low : nil
  }
}

extension Site {
  /// How many related articles a page shows, and how many of each tag are weighed.
  private static let relatedCount = 4
  private static let relatedReach = 6

  /// Older articles that share the most tags, rare ones first.
  ///
  /// Only older ones, so that a page is not rewritten whenever something newer appears;
  /// the first articles of a tag, which have too few, look ahead instead. Of each tag the
  /// nearest few are weighed: a shared tag counts by its rarity, 1 / (1 + ln *n*) for *n*
  /// articles, and of equals the newest come first.
  ///
  /// - Complexity: O(*t* log *n*) in the tags of the article.
  func related(to article: Int, in edition: Edition) -> [Int] {
    var weights: [(place: Int, weight: Double)] = []
    weights.reserveCapacity(Self.relatedReach * filings[article].count)
    for filing in filings[article] {
      let members = edition.tags[filing.tag].articles
      let position = filing.position
      let weight = 1 / (1 + members.count.naturalLogarithm)
      let first = max(0, position - Self.relatedReach)
      let missing = Self.relatedReach - (position - first)
      let end = min(members.count, position + 1 + missing)
      // The newest first, as they are ranked.
      for index in (first..<end).reversed() where index != position {
        let place = members[index]
        if let known = weights.firstIndex(where: { $0.place == place }) {
          weights[known].weight += weight
        } else {
          weights.append((place, weight))
        }
      }
    }
    return weights.heaviest(Self.relatedCount)
  }
}

extension [(place: Int, weight: Double)] {
  /// The places of the heaviest, heaviest first; of equals the newest.
  fileprivate consuming func heaviest(_ limit: Int) -> [Int] {
    var ranks = self
    for index in ranks.indices.dropFirst() {
      // What stands behind the first `limit` is never looked at again.
      let candidate = ranks[index]
      var rank = Swift.min(index, limit)
      while rank > 0,
        candidate.weight > ranks[rank - 1].weight
          || candidate.weight == ranks[rank - 1].weight && candidate.place > ranks[rank - 1].place
      {
        if rank < limit { ranks[rank] = ranks[rank - 1] }
        rank -= 1
      }
      if rank < limit { ranks[rank] = candidate }
    }
    return ranks.prefix(limit).map(\.place)
  }
}

extension Int {
  /// The natural logarithm, straight between powers of two: a rank must not depend on the
  /// last digits of a C library.
  fileprivate var naturalLogarithm: Double {
    guard self > 0 else { return 0 }
    let exponent = Int.bitWidth - 1 - leadingZeroBitCount
    let mantissa = Double(self) / Double(1 << exponent)
    return (Double(exponent) + mantissa - 1) * 0.6931471805599453
  }
}
