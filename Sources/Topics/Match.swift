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

  /// Parts those inside an exclusion from the others.
  ///
  /// `self` is in reading order; so are the exclusions, which do not overlap.
  func parted(by exclusions: [Match]) -> (visible: [Match], hidden: [(match: Match, by: Match)]) {
    guard !exclusions.isEmpty else { return (self, []) }
    var visible: [Match] = []
    var hidden: [(match: Match, by: Match)] = []
    var next = 0
    for match in self {
      while next < exclusions.count, exclusions[next].words.upperBound <= match.words.lowerBound {
        next += 1
      }
      if next < exclusions.count, exclusions[next].covers(match) {
        hidden.append((match, by: exclusions[next]))
      } else {
        visible.append(match)
      }
    }
    return (visible, hidden)
  }
}
