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
}
