extension Sequence<String> {
  /// The element that a person who wrote `text` most likely meant, if one is close enough.
  ///
  /// Close means at most a third of the letters differ, counted as insertions,
  /// deletions, substitutions and swaps of neighbours. Ties go to the first in
  /// alphabetical order, so the answer does not depend on the order of a dictionary.
  ///
  /// - Complexity: O(*n* · *m*) a candidate; a text over 64 bytes has no neighbour.
  package func closest(to text: String) -> String? {
    let wanted = Array(text.lowercased().utf8)
    guard wanted.count <= 64 else { return nil }
    var best: (distance: Int, name: String)?
    for name in self where name != text {
      let candidate = Array(name.lowercased().utf8)
      guard candidate.count <= 64 else { continue }
      let distance = editDistance(wanted, candidate)
      guard distance <= Swift.max(1, Swift.max(wanted.count, candidate.count) / 3),
        distance < Swift.max(wanted.count, candidate.count)
      else { continue }
      if let known = best, (known.distance, known.name) <= (distance, name) { continue }
      best = (distance, name)
    }
    return best?.name
  }
}

/// The optimal string alignment distance of two byte strings.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = Swift.min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = Swift.min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
