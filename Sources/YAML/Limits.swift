/// How much YAML is read before a file is refused.
///
/// libyaml is quadratic on deeply nested input, so the limits are checked before
/// and while it reads, not afterwards.
package struct Limits: Sendable {
  /// In bytes.
  package var size: Int
  /// Sequences and mappings inside one another.
  package var depth = 32
  package var nodes: Int

  /// The front matter of an article, which anyone may have written.
  package static let frontMatter = Limits(size: 64 << 10, nodes: 10_000)
  /// A file of the site's own configuration.
  package static let configuration = Limits(size: 4 << 20, nodes: 400_000)
}
