/// A link or an image whose address has no host.
///
/// The caller can resolve `destination`, look whether it exists, and replace the bytes of
/// `attribute` in the HTML. A replacement is escaped for HTML by whoever writes it.
package struct LocalLink: Equatable, Sendable {
  package enum Kind: UInt8, Sendable { case link, image }

  package var kind: Kind
  /// The address as the author meant it: escapes and entities resolved, nothing encoded.
  package var destination: String
  /// The address in the source, or the whole link where it stands elsewhere.
  package var source: Range<Int>
  /// The value of `href` or `src` in the HTML, without the quotes.
  package var attribute: Range<Int>

  package init(kind: Kind, destination: String, source: Range<Int>, attribute: Range<Int>) {
    self.kind = kind
    self.destination = destination
    self.source = source
    self.attribute = attribute
  }
}
