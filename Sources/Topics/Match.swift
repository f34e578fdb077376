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

  fileprivate func precedes(_ other: Match) -> Bool {
    if words.lowerBound != other.words.lowerBound {
      return words.lowerBound < other.words.lowerBound
    }
    if words.upperBound != other.words.upperBound {
      return words.upperBound > other.words.upperBound
    }
    return phrase < other.phrase
  }
}

extension [Match] {
  /// Sorts by first word, and of those that start together the longest first.
  ///
  /// - Complexity: O(*n*) for matches in the order of their ends: none is further from its
  ///   place than the longest phrase has words.
  mutating func sortForReading() {
    for index in indices.dropFirst() {
      let match = self[index]
      var place = index
      while place > 0, match.precedes(self[place - 1]) {
        self[place] = self[place - 1]
        place -= 1
      }
      self[place] = match
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
