internal import Addresses

/// What the name of an article's file says: which article it is, and in which language.
struct FileName: Sendable, Hashable {
  /// The path without language and extension; an article and its translations share it.
  var stem: String
  /// From `ten-bai.en.md`; `nil` for `ten-bai.md`.
  var language: String?
  /// What a name says of a language that is not the site's: `fr` of `ten-bai.fr.md`, `EN`.
  var unknownLanguage: String?

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
    if language == nil { unknownLanguage = path.languageCode(endingAt: end) }
    stem = String(Substring(path.utf8.prefix(end)))
  }
}

extension FileName {
  /// What the names of files may say of their language.
  struct Languages {
    private let endings: [(language: String, ending: String)]
    private let standard: String

    /// - Parameter languages: Those of the site; the first is that of a name without one.
    init(_ languages: [String]) {
      endings = languages.map { ($0, ".\($0).md") }
      standard = languages[0]
    }

    /// Whether another file may be the same article in the same language.
    ///
    /// Of two such files one has a name that says another language than it is in, or that
    /// says the site's own without need. Most have not, and are not looked at further.
    func mayBeTwin(_ file: String, in language: String) -> Bool {
      guard let said = endings.first(where: { file.hasBytes(suffix: $0.ending) }) else {
        return language != standard
      }
      return said.language == standard || language != said.language
    }

    /// The names that an article may have.
    func names(of stem: String) -> [String] { [stem + ".md"] + endings.map { stem + $0.ending } }
  }
}

extension String {
  /// Two letters after a dot, if they stand before `end` and are not the whole name.
  fileprivate func languageCode(endingAt end: Int) -> String? {
    let bytes = utf8Span.span
    guard end > 3, bytes[end - 3] == UInt8(ascii: "."), bytes[end - 4] != UInt8(ascii: "/"),
      (bytes[end - 2] | 0x20) &- UInt8(ascii: "a") < 26,
      (bytes[end - 1] | 0x20) &- UInt8(ascii: "a") < 26
    else { return nil }
    return String(decoding: Array(utf8.prefix(end).suffix(2)), as: UTF8.self)
  }

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
