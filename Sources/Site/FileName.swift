/// What the name of an article's file says: which article it is, and in which language.
struct FileName: Sendable, Hashable {
  /// The path without language and extension; an article and its translations share it.
  var stem: String
  /// From `ten-bai.en.md`; `nil` for `ten-bai.md`.
  var language: String?

  /// - Parameter languages: The endings that count as a language.
  init(_ path: String, languages: [String]) {
    var end = path.utf8.count
    func remove(_ ending: String) -> Bool {
      let start = end - ending.utf8.count
      guard start > 1, path.holds(ending, at: start, after: UInt8(ascii: ".")) else { return false }
      end = start - 1
      return true
    }
    _ = remove("md")
    language = languages.first { remove($0) }
    stem = String(Substring(path.utf8.prefix(end)))
  }
}

extension String {
  /// Whether a text stands at an offset, with `mark` right before it.
  fileprivate func holds(_ text: String, at start: Int, after mark: UInt8) -> Bool {
    let (whole, part) = (utf8Span.span, text.utf8Span.span)
    guard start > 0, part.count <= whole.count - start, whole[start - 1] == mark else {
      return false
    }
    for index in part.indices where whole[start + index] != part[index] { return false }
    return true
  }
}
