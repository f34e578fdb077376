/// Writes values as JSON that is harmless in HTML and in a script of data.
///
/// `<`, `>`, `&`, `'` and the line separators U+2028 and U+2029 are written as `\uXXXX`: an
/// unescaped `<!--<script>` would swallow the rest of the page.
package enum JSONWriter {
  /// How values are written one below the other.
  struct Lines {
    /// Spaces for each level.
    let indent: Int
    fileprivate var level = 0

    init(indent: Int) { self.indent = indent }

    /// As many spaces as a value can take at most.
    func size(of value: Value) -> (partialValue: Int, overflow: Bool) {
      let levels = value.weight.multipliedReportingOverflow(by: 2 * value.nesting)
      return levels.overflow ? levels : levels.partialValue.multipliedReportingOverflow(by: indent)
    }
  }

  package static func append(_ value: Value, to bytes: inout [UInt8]) {
    append(value, to: &bytes, nil)
  }

  /// - Parameter lines: `nil` to write all on one line.
  static func append(_ value: Value, to bytes: inout [UInt8], _ lines: Lines?) {
    switch value {
    case .none, .undefined, .object: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .int(let number): number.appendDecimal(to: &bytes)
    case .double(let number): bytes += (number.isFinite ? number.pythonText : "null").utf8
    case .string(let text), .xml(let text): append(text: text, to: &bytes)
    case .html(let html): append(text: html.bytes, to: &bytes)
    case .list(let list):
      append(list.elements, between: "[", "]", to: &bytes, lines) { element, bytes, lines in
        append(element, to: &bytes, lines)
      }
    case .map(let map):
      let entries = Array(zip(map.shape.keys, map.values))
      append(entries, between: "{", "}", to: &bytes, lines) { entry, bytes, lines in
        append(key: entry.0, to: &bytes)
        bytes += ": ".utf8
        append(entry.1, to: &bytes, lines)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], between open: Unicode.Scalar, _ close: Unicode.Scalar,
    to bytes: inout [UInt8], _ lines: Lines?,
    _ body: (Element, inout [UInt8], Lines?) -> Void
  ) {
    var inner = lines
    inner?.level += 1
    bytes.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes += (lines == nil ? ", " : ",").utf8 }
      bytes.breakLine(inner)
      body(element, &bytes, inner)
    }
    if !elements.isEmpty { bytes.breakLine(lines) }
    bytes.append(UInt8(ascii: close))
  }

  /// Keys are text in JSON.
  private static func append(key: Value, to bytes: inout [UInt8]) {
    if let text = key.text { return append(text: text, to: &bytes) }
    var text: [UInt8] = []
    append(key, to: &text)
    append(text: text, to: &bytes)
  }

  private static func append(text: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
        UInt8(ascii: "'"):
        bytes += "\\u00".utf8
        bytes += [Unicode.hexDigit(byte >> 4), Unicode.hexDigit(byte & 15)]
      case 0xE2 where text.isLineSeparator(at: index):
        bytes += (text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8
      case 0x80 where index >= 1 && text.isLineSeparator(at: index - 1): continue
      case 0xA8, 0xA9:
        if index >= 2, text.isLineSeparator(at: index - 2) { continue }
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension [UInt8] {
  fileprivate mutating func breakLine(_ lines: JSONWriter.Lines?) {
    guard let lines else { return }
    append(0x0A)
    append(contentsOf: repeatElement(0x20, count: lines.indent * lines.level))
  }

  /// Whether U+2028 or U+2029 stands here.
  fileprivate func isLineSeparator(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80
      && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
  }
}
