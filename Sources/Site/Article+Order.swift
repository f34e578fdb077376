internal import Language

extension Article {
  /// The order of a site: by date, then by file.
  static func precedes(_ a: Article, _ b: Article) -> Bool {
    guard let first = a.date, let second = b.date, first.instant != second.instant else {
      return a.file.utf8.lexicographicallyPrecedes(b.file.utf8)
    }
    return first < second
  }
}
