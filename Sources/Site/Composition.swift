internal import Addresses
package import Templating

/// The values of a page, and a number that is another whenever any of them is another.
///
/// What comes from the text of an article is not looked at for the number: the hash of the
/// article's file stands for it. So the number can be had without reading the text, and is
/// the same whether it was read or not.
package struct Composition: Sendable {
  /// What the template gets; without the texts, if none were at hand.
  package private(set) var value: Value = .none
  package private(set) var identity: UInt64 = 0
  private var entries: [(String, Value)]
  private var bytes: [UInt8] = []

  /// Values that do not depend on the text of an article.
  init(_ entries: [(String, Value)]) {
    self.entries = entries
    for entry in entries { entry.1.appendIdentity(to: &bytes) }
  }

  /// Values that do, and those for which `identity` stands.
  init(_ entries: [(String, Value)], standingFor identity: [UInt8]) {
    self.entries = entries
    bytes = identity
  }

  /// The same with what every page has.
  func finished(_ common: [(String, Value)]) -> Composition {
    var whole = self
    for entry in common { entry.1.appendIdentity(to: &whole.bytes) }
    whole.identity = ContentHash(of: whole.bytes).value
    whole.value = .map(entries + common)
    whole.entries = []
    whole.bytes = []
    return whole
  }
}
