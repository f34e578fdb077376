internal import Diagnostics
internal import Language

/// A word of the editors' own under which an article is filed.
package struct Term: Sendable, Hashable {
  /// As the editor spells it.
  package var label: String
  /// What tells terms apart, and stands in their address.
  package var slug: String
  /// Where it was written.
  package var range: Range<Int>

  init(label: String, slug: String, range: Range<Int>) {
    self.label = label
    self.slug = slug
    self.range = range
  }

  /// - Returns: `nil` if nothing of the term can stand in an address.
  init?(_ text: Located<String>) {
    guard let slug = Slug(deriving: text.value) else { return nil }
    label = text.value
    self.slug = slug.text
    range = text.range
  }

  /// Whether both are one word, written in one of the ways people write it: they may differ in
  /// capitals and in the place of a tone. Two words may have one slug, `chữ ký` and `chú kỳ`.
  func isSameWord(as other: Term) -> Bool {
    label == other.label || spelling == other.spelling
  }

  /// For comparing, not for reading.
  private var spelling: [UInt8] { respelled(lowercased(nfc(Array(label.utf8)))) }
}

/// Two terms of one edition that are two words with one address.
package struct TermClash: Sendable {
  /// A term and the place of its article in `Site.articles`.
  typealias Use = (article: Int, term: Term)

  /// Of the younger article.
  var use: Use
  var earlier: Use
}

extension Term {
  /// What to say of two words with one address.
  func clash(in source: SourceText, with other: Term, in otherSource: SourceText) -> Diagnostic {
    Diagnostic(
      in: source, at: range,
      "the tags `\(label)` and `\(other.label)` would have one address, `\(slug)`",
      hint: "if they are the same, spell them alike; if not, say one of them in other words",
      notes: [.init(in: otherSource, at: other.range, "the other one")])
  }
}
