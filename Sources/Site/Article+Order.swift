internal import Language

extension [Article] {
  /// In the order of a site: by date, then by file.
  var inOrder: [Article] {
    let dated = map { article in
      (
        article: article, second: article.date?.instant.epochSeconds ?? .min,
        offset: article.date?.instant.offsetMinutes ?? 0
      )
    }
    return dated.sorted { a, b in
      if a.second != b.second { return a.second < b.second }
      if a.offset != b.offset { return a.offset < b.offset }
      return a.article.file.utf8.lexicographicallyPrecedes(b.article.file.utf8)
    }.map(\.article)
  }
}
