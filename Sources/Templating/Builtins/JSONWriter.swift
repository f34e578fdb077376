/// Writes values as JSON that is harmless in HTML and in a script of data.
///
/// `<`, `>`, `&`, `'` and the line separators U+2028 and U+2029 are written as `\uXXXX`: an
/// unescaped `<!--<script>` would swallow the rest of the page.
package enum JSONWriter {
  package static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .none, .undefined, .object: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .int(let number): number.appendDecimal(to: &bytes)
    case .double(let number): bytes += (number.isFinite ? number.pythonText : "null").utf8
    case .string(let text), .xml(let text): append(text: text, to: &bytes)
    case .html(let html): append(text: html.bytes, to: &bytes)
    case .list(let list):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in list.elements.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        append(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .map(let map):
      bytes.append(UInt8(ascii: "{"))
      for (index, (key, value)) in zip(map.shape.keys, map.values).enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        append(key: key, to: &bytes)
        bytes += ": ".utf8
        append(value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
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
  /// Whether U+2028 or U+2029 stands here.
  fileprivate func isLineSeparator(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80
      && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
  }
}
