package import Diagnostics

/// A body of Markdown as the rest of the site needs it.
///
/// After an error in `diagnostics` the other members are empty: an article is shown
/// whole or not at all.
package struct RenderedBody: Equatable, Sendable {
  /// The body as HTML: valid UTF-8, without characters that XML forbids, and holding only
  /// the elements, attributes and addresses that this module allows.
  package var html: [UInt8] = []
  /// The headings that stand outside quotations and lists, in order.
  package var outline: [Heading] = []
  /// The author's own words, as ranges of the source, in the order they are read.
  package var prose: [Prose] = []
  /// Links and images that point into this site, in the order they are written.
  package var links: [LocalLink] = []
  /// The first paragraph as plain text, with single spaces; empty if there is none.
  ///
  /// It is put together when it is asked for: most articles have a summary of their own.
  package var summary: String { String(plainText: firstParagraph) }
  /// What was collected of the first paragraph that has any text.
  var firstParagraph: [UInt8] = []
  /// What is wrong, in the order of the source.
  package var diagnostics: [Diagnostic] = []
}

/// One entry of a table of contents.
package struct Heading: Equatable, Sendable {
  /// The number in the element's name: 2 for `<h2>`.
  package var level: Int
  /// The value of the element's `id`, unique on the page.
  package var id: String
  /// The heading as plain text, with single spaces.
  package var title: String

  package init(level: Int, id: String, title: String) {
    self.level = level
    self.id = id
    self.title = title
  }
}
