/// Under which tags each article is filed.
package struct Filings: Sendable {
  package struct Filing: Sendable {
    /// A place in the tags of the article's edition.
    var tag: Int
    /// The article's place among those of the tag.
    var position: Int
  }

  /// By article, then by tag.
  private var filings: [Filing]
  /// Where the filings of each article begin, and where the last ones end.
  private var starts: [Int]

  /// - Parameters:
  ///   - count: How many articles there are.
  ///   - editions: The tags of each. No article is in two of them.
  init(count: Int, of editions: [[Tag]]) {
    starts = [Int](repeating: 0, count: count + 1)
    for tags in editions {
      for tag in tags {
        for article in tag.articles { starts[article + 1] += 1 }
      }
    }
    for article in 0..<count { starts[article + 1] += starts[article] }
    filings = [Filing](repeating: Filing(tag: 0, position: 0), count: starts[count])
    var next = starts
    for tags in editions {
      for (place, tag) in tags.enumerated() {
        for (position, article) in tag.articles.enumerated() {
          filings[next[article]] = Filing(tag: place, position: position)
          next[article] += 1
        }
      }
    }
  }

  package subscript(article: Int) -> ArraySlice<Filing> {
    filings[starts[article]..<starts[article + 1]]
  }
}
