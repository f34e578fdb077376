/// What the name of an article's file says: which article it is, and in which language.
struct FileName: Sendable, Hashable {
  /// The path without language and extension; an article and its translations share it.
  var stem: String
  /// From `ten-bai.en.md`; `nil` for `ten-bai.md`.
  var language: String?

  /// - Parameter languages: The endings that count as a language.
  init(_ path: String, languages: [String]) {
    var bytes = path.utf8[...]
    func remove(_ suffix: String) -> Bool {
      guard bytes.count > suffix.utf8.count,
        bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
      else { return false }
      bytes = bytes.dropLast(suffix.utf8.count)
      return true
    }
    _ = remove(".md")
    language = languages.first { remove(".\($0)") }
    stem = String(decoding: bytes, as: UTF8.self)
  }
}
