/// A phrase found in a text.
struct Match {
  /// Indices of words.
  var words: Range<Int>
  var sentence: Int
  var zone: Zone
  /// The index of the rule of a topic, of the phrase in a set, or of the exclusion.
  var phrase: Int

  func covers(_ other: Match) -> Bool {
    words.lowerBound <= other.words.lowerBound && other.words.upperBound <= words.upperBound
  }
}

extension [Match] {
  /// By first word; of those that start together the longest first.
  func inReadingOrder() -> [Match] {
    guard count > 1 else { return self }
    return sorted {
      ($0.words.lowerBound, $1.words.upperBound, $0.phrase)
        < ($1.words.lowerBound, $0.words.upperBound, $1.phrase)
    }
  }

  /// Of overlapping matches the leftmost, and of those that start together the longest.
  ///
  /// `self` is in reading order, and so is the result.
  func leftmostLongest() -> [Match] {
    guard count > 1 else { return self }
    var chosen: [Match] = []
    for match in self where match.words.lowerBound >= chosen.last?.words.upperBound ?? 0 {
      chosen.append(match)
    }
    return chosen
  }

  /// Those that are not inside an exclusion.
  ///
  /// `self` is in reading order; so are the exclusions, which do not overlap.
  func outside(_ exclusions: [Match]) -> [Match] {
    guard !exclusions.isEmpty else { return self }
    var next = 0
    return filter { match in
      while next < exclusions.count, exclusions[next].words.upperBound <= match.words.lowerBound {
        next += 1
      }
      return next == exclusions.count || !exclusions[next].covers(match)
    }
  }
}
