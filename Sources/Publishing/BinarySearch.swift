extension Range<Int> {
  /// The first number of which `belongs` is true, or the end.
  ///
  /// It must be true of all numbers after one of which it is true.
  ///
  /// - Complexity: O(log *n*).
  func partitioningIndex(where belongs: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if belongs(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
