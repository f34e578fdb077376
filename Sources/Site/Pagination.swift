/// Pages of a list whose members never move: page *k* holds the same articles for ever.
///
/// Pages are counted from the oldest article. The list's own address shows the newest
/// `size` to `2 * size - 1` articles; every `size` older ones make a numbered page that
/// is full and never changes again, so it can be cited, caches stay warm, and one new
/// article rewrites a constant number of pages.
package struct Pagination: Sendable, Hashable {
  /// How many articles the list has.
  package let total: Int
  /// How many articles a numbered page holds; at least 1.
  package let size: Int

  package init(total: Int, size: Int) {
    self.total = total
    self.size = max(1, size)
  }

  /// Numbered pages run from 1, the oldest, to this; 0 if the list fits its own address.
  package var lastNumber: Int { max(0, total / size - 1) }

  /// The articles on the list's own address, as positions counted from the oldest.
  package var newest: Range<Int> { lastNumber * size..<total }

  /// The articles of a numbered page, as positions counted from the oldest.
  package func members(ofPage number: Int) -> Range<Int> {
    (number - 1) * size..<number * size
  }

  /// The numbered pages worth a link from page `number`: its neighbours and the ends.
  ///
  /// The newest end is left out, as it moves: a full page must not change with it.
  package func window(around number: Int, reach: Int = 2) -> [Int] {
    let near = max(1, number - reach)...max(1, min(lastNumber, number + reach))
    guard lastNumber > 0 else { return [] }
    return near.contains(1) ? Array(near) : [1] + near
  }
}
