/// A run of the author's words, as it stands in the source.
///
/// Code, addresses, raw HTML and footnote marks are not prose. A backslash escape or an
/// entity ends a run, so that the bytes of a run are always exactly what is read.
package struct Prose: Equatable, Sendable {
  /// How a run follows the run before it.
  package enum Boundary: UInt8, Comparable, Sendable {
    /// Only markup lies between: `b` follows `a` like this in `a*b*`.
    case joined
    /// A space is read between: a line break, code, an entity.
    case space
    /// Another block: no phrase or sentence goes on across it.
    case sentence

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Where the run stands; the innermost container decides.
  package enum Kind: UInt8, Sendable {
    case heading, paragraph, listItem, quote, table
    /// The description or the caption of an image.
    case caption
  }

  /// The bytes of the run in the source.
  package var range: Range<Int>
  package var boundary: Boundary
  package var kind: Kind

  package init(range: Range<Int>, boundary: Boundary, kind: Kind) {
    self.range = range
    self.boundary = boundary
    self.kind = kind
  }
}
