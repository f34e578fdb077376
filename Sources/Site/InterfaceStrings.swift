package import Diagnostics
internal import Templating
internal import YAML

/// The words of the interface in one language: `Templates/i18n/vi.yml`.
package struct InterfaceStrings: Sendable {
  /// A text cut at its slots: `Page {number}` is `Page ` and the slot `number`.
  enum Part: Sendable, Hashable {
    case text(String)
    case slot(String)
  }

  private let parts: [String: [Part]]
  /// The texts without slots, as templates print them.
  let plain: Map

  /// What digest itself says on pages, and so cannot do without.
  private static let required = [
    "all_topics", "timeline", "timeline_of_year", "timeline_of_topic", "not_found", "moved",
  ]

  private init(parts: [String: [Part]]) {
    self.parts = parts
    let texts = parts.sorted { $0.key < $1.key }.compactMap { key, parts in
      parts.whole.map { (key, Value.string($0)) }
    }
    plain = Map(texts)
  }

  /// Reads a flat mapping from keys to texts.
  package static func parse(_ source: SourceText) -> Checked<InterfaceStrings> {
    Checked { (diagnostics) throws(Diagnostic) in
      let root = try YAML.parse(source, in: source.yamlRange, limits: .configuration)
      let keys = root.entries?.map(\.key.text) ?? []
      var fields = Fields(root, in: source, name: "the interface strings", known: keys)
      var parts: [String: [Part]] = [:]
      for key in keys {
        parts[key] = fields.text(key).map { Self.parts(of: $0.value) }
      }
      for key in required { fields.require(key, example: "\"…\"") }
      diagnostics += fields.diagnostics
      return InterfaceStrings(parts: parts)
    }.withoutValueAfterErrors
  }

  /// An empty set, for programs that render a template alone.
  package static let none = InterfaceStrings(parts: [:])

  package var keys: [String] { parts.keys.sorted() }

  /// The text with its slots filled.
  ///
  /// - Throws: A message if there is no such key, or a slot has no value.
  package func text(
    _ key: String, _ values: [String: String] = [:]
  ) throws(MissingString) -> String {
    guard let parts = parts[key] else {
      throw MissingString(
        message: "no interface string `\(key)`",
        hint: self.parts.keys.closest(to: key).map { "did you mean `\($0)`?" })
    }
    if let whole = parts.whole { return whole }
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .slot(let name):
        guard let value = values[name] else {
          throw MissingString(message: "the interface string `\(key)` needs `\(name)`", hint: nil)
        }
        text += value
      }
    }
    return text
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      parts.append(.text(String(rest[..<open]) ?? ""))
      parts.append(.slot(String(rest[rest.index(after: open)..<close]) ?? ""))
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(String(rest) ?? ""))
    return parts.filter { $0 != .text("") }
  }
}

extension [InterfaceStrings.Part] {
  /// The text, if it has no slots.
  fileprivate var whole: String? {
    guard count == 1, case .text(let text) = self[0] else { return nil }
    return text
  }
}

/// An interface string that is not there, or lacks a value.
package struct MissingString: Error, Sendable {
  package var message: String
  package var hint: String?
}
