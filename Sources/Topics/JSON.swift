/// A value to be written as JSON.
///
/// Keys keep the order in which they were given, so that the same value is the same text.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with four digits after the point at most.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The text, indented by two spaces a level, with a line break at the end.
  package var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Decimal.shortest(value)
    case .string(let value): Self.write(value, to: &text)
    case .array(let values) where values.allSatisfy(\.isNumber):
      text += "["
      for (index, value) in values.enumerated() {
        text += index == 0 ? "" : ", "
        value.write(to: &text, indent: indent)
      }
      text += "]"
    case .array(let values):
      Self.write(values.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
    case .object(let entries):
      Self.write(entries.map { ($0.0, $0.1) }, between: ("{", "}"), to: &text, indent: indent)
    }
  }

  private var isNumber: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  private static func write(
    _ entries: [(key: String?, value: JSON)], between brackets: (String, String),
    to text: inout String, indent: String
  ) {
    guard !entries.isEmpty else {
      text += brackets.0 + brackets.1
      return
    }
    text += brackets.0
    for (index, entry) in entries.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + indent + "  "
      if let key = entry.key {
        write(key, to: &text)
        text += ": "
      }
      entry.value.write(to: &text, indent: indent + "  ")
    }
    text += "\n" + indent + brackets.1
  }

  private static func write(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
