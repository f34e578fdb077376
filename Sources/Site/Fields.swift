internal import Diagnostics
internal import YAML

/// A value and the bytes it was read from, for messages about it later.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var range: Range<Int>
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// Reads the entries of one mapping by name and reports everything wrong with them.
///
/// A field that is wrong is reported and reads as absent, so that one run shows
/// every fault of a file.
struct Fields {
  let source: SourceText
  /// What the mapping is, as a message names it: `front matter`, `a source`.
  let name: String
  let range: Range<Int>
  private let entries: [Node.Entry]
  var diagnostics: [Diagnostic] = []

  /// - Parameter known: Every key that may stand here.
  init(_ node: Node, in source: SourceText, name: String, known: [String]) {
    self.source = source
    self.name = name
    range = node.range
    guard let entries = node.entries else {
      self.entries = []
      report(
        node.range, "\(name) must be a mapping, not \(node.kindName)",
        hint: "write `key: value`, one a line")
      return
    }
    self.entries = entries
    for entry in entries where !known.contains(entry.key.text) {
      let near = known.closest(to: entry.key.text)
      report(
        entry.key.range, "unknown key `\(entry.key.text)` in \(name)",
        hint: near.map { "did you mean `\($0)`?" } ?? "known keys: \(known.joined(separator: ", "))"
      )
    }
  }

  mutating func report(_ range: Range<Int>, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(in: source, at: range, message, hint: hint))
  }

  mutating func warn(_ range: Range<Int>, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(.warning, in: source, at: range, message, hint: hint))
  }

  /// The node of a key that is there and not empty.
  func node(_ key: String) -> Node? {
    guard let node = entries.first(where: { $0.key.text == key })?.value, !node.isNull else {
      return nil
    }
    return node
  }

  /// Reports a key that must be there, at the end of the mapping.
  ///
  /// - Parameter orEmpty: Whether empty quotes will do.
  mutating func require(_ key: String, example: String, orEmpty: Bool = false) {
    if let entry = entries.first(where: { $0.key.text == key }) {
      guard entry.value.isNull || !orEmpty && entry.value.text?.isBlank == true else { return }
      report(entry.key.range, "`\(key)` is empty", hint: "write `\(key): \(example)`")
    } else {
      report(
        range.lowerBound..<range.lowerBound, "no `\(key)` in \(name)",
        hint: "add a line `\(key): \(example)`")
    }
  }

  // MARK: - Kinds of value

  mutating func text(_ key: String) -> Located<String>? {
    node(key).flatMap { text($0, of: key) }
  }

  mutating func texts(_ key: String) -> [Located<String>] {
    guard let node = node(key) else { return [] }
    guard let elements = node.elements else {
      let example = node.text.map { "`\(key): [\($0)]`" } ?? "`\(key): [one, two]`"
      let isList = node.text?.utf8.first == UInt8(ascii: "-")
      report(
        node.range, "`\(key)` must be a list, not \(node.kindName)",
        hint: isList ? "put a space behind the `-` of each item" : "write \(example)")
      return []
    }
    return elements.compactMap { element in
      if element.text == nil {
        report(
          element.range, "an item of `\(key)` must be text, not \(element.kindName)",
          hint: "put it in quotes: `\"…: …\"`")
        return nil
      }
      return text(element, of: key)
    }
  }

  mutating func bool(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    switch node.text {
    case "true": return true
    case "false": return false
    default:
      report(node.range, "`\(key)` must be `true` or `false`")
      return nil
    }
  }

  mutating func integer(_ key: String, in allowed: ClosedRange<Int>) -> Int? {
    guard let node = node(key) else { return nil }
    if let number = node.text.flatMap({ Int($0) }), allowed.contains(number) { return number }
    report(
      node.range,
      "`\(key)` must be a whole number from \(allowed.lowerBound) to \(allowed.upperBound)")
    return nil
  }

  /// A value with one form in each language, or one for all of them.
  mutating func localized(_ key: String, languages: [String]) -> [String: String] {
    guard let node = node(key) else { return [:] }
    if node.text != nil {
      return text(node, of: key).map { text in
        Dictionary(uniqueKeysWithValues: languages.map { ($0, text.value) })
      } ?? [:]
    }
    var inner = Fields(node, in: source, name: "`\(key)`", known: languages)
    var texts: [String: String] = [:]
    for language in languages { texts[language] = inner.text(language)?.value }
    diagnostics += inner.diagnostics
    return texts
  }

  /// The mapping of a key, read by `body` with its own known keys.
  mutating func mapping<Value>(
    _ key: String, known: [String], _ body: (inout Fields) -> Value?
  ) -> Value? {
    node(key).flatMap { read($0, name: "`\(key)`", known: known, body) }
  }

  /// The mappings of a list.
  mutating func mappings<Value>(
    _ key: String, known: [String], _ body: (inout Fields) -> Value?
  ) -> [Value] {
    guard let node = node(key) else { return [] }
    guard let elements = node.elements else {
      report(
        node.range, "`\(key)` must be a list, not \(node.kindName)",
        hint: "start each item with `- `, on a line of its own")
      return []
    }
    let name = "an item of `\(key)`"
    return elements.compactMap { read($0, name: name, known: known, body) }
  }

  private mutating func read<Value>(
    _ node: Node, name: String, known: [String], _ body: (inout Fields) -> Value?
  ) -> Value? {
    var inner = Fields(node, in: source, name: name, known: known)
    defer { diagnostics += inner.diagnostics }
    return node.entries == nil ? nil : body(&inner)
  }

  private mutating func text(_ node: Node, of key: String) -> Located<String>? {
    guard let text = node.text, !node.isNull else {
      report(node.range, "`\(key)` must be text, not \(node.kindName)")
      return nil
    }
    return clean(text, at: node.range, of: key).map { Located(value: $0, range: node.range) }
  }
}

extension String {
  /// Whether there is nothing in it to be seen.
  fileprivate var isBlank: Bool {
    !utf8.contains { (0x21..<0x7F).contains($0) }
      && unicodeScalars.allSatisfy {
        $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
          || $0.properties.generalCategory == .control
      }
  }
}
