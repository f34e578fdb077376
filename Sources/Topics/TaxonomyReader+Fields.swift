internal import Diagnostics
internal import YAML

/// The shapes of YAML, and what to say when a value has another.
extension TaxonomyReader {
  mutating func fault(_ range: Range<Int>, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(in: source, at: range, message, hint: hint))
  }

  /// The entries of a mapping that may stand in it.
  mutating func fields(_ node: Node, of owner: String, allowed: [String]) -> [String: Node] {
    guard let entries = node.entries else {
      fault(node.range, "\(owner) must be a mapping, not \(node.kindName)")
      return [:]
    }
    var fields: [String: Node] = [:]
    for entry in entries {
      if allowed.contains(entry.key.text) {
        fields[entry.key.text] = entry.value
      } else {
        let near = allowed.closest(to: entry.key.text)
        fault(
          entry.key.range, "\(owner) has no key `\(entry.key.text)`",
          hint: near.map { "did you mean `\($0)`?" }
            ?? "its keys are \(allowed.map { "`\($0)`" }.joined(separator: ", "))")
      }
    }
    return fields
  }

  /// The elements of a list; none if nothing is written.
  mutating func elements(_ node: Node?, of name: String) -> [Node] {
    guard let node, !node.isNull else { return [] }
    guard let elements = node.elements else {
      fault(
        node.range, "`\(name)` must be a list, not \(node.kindName)",
        hint: "start each line with `- `, or write `[one, two]`")
      return []
    }
    return elements
  }

  mutating func word(_ node: Node?, of name: String, oneOf words: [String]) -> String? {
    guard let node else { return nil }
    guard let text = node.text, words.contains(text) else {
      let list = words.map { "`\($0)`" }.joined(separator: " or ")
      fault(node.range, "`\(name)` must be \(list)")
      return nil
    }
    return text
  }

  mutating func number(_ node: Node?, of name: String, in range: ClosedRange<Double>) -> Double? {
    guard let node else { return nil }
    guard let value = node.text.flatMap(Double.init), range.contains(value) else {
      fault(
        node.range,
        "`\(name)` must be a number from \(shortest(range.lowerBound)) to \(shortest(range.upperBound))"
      )
      return nil
    }
    return value
  }

  /// Where a mapping or a list starts: its whole range would underline pages.
  func head(of node: Node) -> Range<Int> {
    node.range.lowerBound..<min(node.range.upperBound, node.range.lowerBound + 1)
  }

  private func shortest(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
