/// Which footnotes a body has, and in which order its marks name them.
struct Footnotes {
  private var indices: [[UInt8]: Int] = [:]
  /// The number of each footnote on the page, from 1; 0 until it is used.
  private var numbers: [Int]
  /// How many marks name each footnote.
  private(set) var marks: [Int]
  private(set) var markCount = 0
  /// The footnotes that are used, in the order of their first marks.
  private(set) var order: [Int] = []

  /// - Parameter labels: Of the footnotes, in the order of the body.
  init(labels: [[UInt8]]) {
    for (index, label) in labels.enumerated() { indices[label] = index }
    numbers = Array(repeating: 0, count: labels.count)
    marks = numbers
  }

  /// Counts a mark.
  ///
  /// - Returns: The number of the footnote and of the mark among those of the same footnote,
  ///   or `nil` if there is no such footnote.
  mutating func use(label: some Collection<UInt8>) -> (number: Int, mark: Int)? {
    guard let index = indices[label.map(\.lowercasedASCII)] else { return nil }
    if numbers[index] == 0 {
      order.append(index)
      numbers[index] = order.count
    }
    marks[index] += 1
    markCount += 1
    return (numbers[index], marks[index])
  }
}
