/// A YAML value that remembers where it was written.
///
/// Scalars stay text: `NO`, `1.10`, `010` and `12:30` mean what they say, and the
/// reader of a field decides whether it wants a number.
package struct Node: Sendable {
  package enum Kind: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    /// The entries in the order they were written; no key stands twice.
    case mapping([Entry])
  }

  package struct Scalar: Sendable {
    package var text: String
    /// Whether the value was written without quotes and not as a block, so that
    /// `null`, `true` or nothing at all may mean more than their letters.
    package var isPlain: Bool
  }

  package struct Entry: Sendable {
    package var key: Key
    package var value: Node
  }

  /// The name of an entry. Keys are text; YAML's other kinds of key are refused.
  package struct Key: Sendable {
    package var text: String
    package var range: Range<Int>
  }

  package var kind: Kind
  /// The bytes of the value in its source, quotes and block header included.
  package var range: Range<Int>

  package init(_ kind: Kind, at range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

extension Node {
  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let scalar) = kind { scalar.text } else { nil }
  }

  /// Whether nothing was written: an empty plain value, `~` or `null`.
  package var isNull: Bool {
    guard case .scalar(let scalar) = kind, scalar.isPlain else { return false }
    switch scalar.text.utf8.count {
    case 0: return true
    case 1: return scalar.text == "~"
    case 4: return scalar.text == "null"
    default: return false
    }
  }

  package var elements: [Node]? {
    if case .sequence(let elements) = kind { elements } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = kind { entries } else { nil }
  }

  /// The value of a mapping's entry.
  ///
  /// - Complexity: O(*n*) in the number of entries.
  package subscript(key: String) -> Node? {
    entries?.first { $0.key.text == key }?.value
  }

  /// What this is, as a message names it.
  package var kindName: String {
    switch kind {
    case .scalar: isNull ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
