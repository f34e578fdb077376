extension Value {
  /// Appends the text that `{{ }}` prints, before any escaping: Python's `str`.
  func appendText(to bytes: inout [UInt8]) {
    switch self {
    case .string(let text), .xml(let text): bytes += text
    case .html(let html): bytes += html.bytes
    case .undefined: break
    default: appendRepresentation(to: &bytes)
    }
  }

  /// The text that `{{ }}` prints.
  var printed: [UInt8] {
    if let text { return text }
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return bytes
  }

  /// Appends the text that stands for it inside a printed list: Python's `repr`.
  private func appendRepresentation(to bytes: inout [UInt8]) {
    switch self {
    case .undefined: bytes += "Undefined".utf8
    case .none: bytes += "None".utf8
    case .bool(let flag): bytes += (flag ? "True" : "False").utf8
    case .int(let number): number.appendDecimal(to: &bytes)
    case .double(let number): bytes += number.pythonText.utf8
    case .string(let text), .xml(let text): text.appendQuoted(to: &bytes)
    case .html(let html): html.bytes.appendQuoted(to: &bytes)
    case .list(let list): list.append(to: &bytes)
    case .map(let map): map.append(to: &bytes)
    case .object(let object): bytes += "<\(object.typeName)>".utf8
    }
  }
}

extension List {
  fileprivate func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: isTuple ? "(" : "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes += ", ".utf8 }
      element.appendElement(to: &bytes)
    }
    if isTuple, elements.count == 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: isTuple ? ")" : "]"))
  }
}

extension Map {
  fileprivate func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, (key, value)) in zip(shape.keys, values).enumerated() {
      if index > 0 { bytes += ", ".utf8 }
      key.appendElement(to: &bytes)
      bytes += ": ".utf8
      value.appendElement(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension Value {
  fileprivate func appendElement(to bytes: inout [UInt8]) { appendRepresentation(to: &bytes) }
}

extension Int {
  func appendDecimal(to bytes: inout [UInt8]) {
    guard self > 9 || self < 0 else { return bytes.append(UInt8(ascii: "0") + UInt8(self)) }
    bytes += String(self).utf8
  }
}

extension Double {
  /// The shortest text that reads back as this number, as Python writes it.
  var pythonText: String {
    // Python changes to an exponent at 1e16. Swift does at 2^53, the end of the numbers between which
    // lie no whole ones, but writes some digits out up to 2^54.
    if (0x1p53..<1e16).contains(magnitude) { return "\(Int(self)).0" }
    let text = String(self)
    guard magnitude >= 1e16, isFinite, !text.utf8.contains(UInt8(ascii: "e")) else { return text }
    let sign = self < 0 ? "-" : ""
    var digits = text.utf8.prefix { $0 != UInt8(ascii: ".") }.drop { $0 == UInt8(ascii: "-") }
    let exponent = digits.count - 1
    while digits.last == UInt8(ascii: "0"), digits.count > 1 { digits.removeLast() }
    let rest = String(decoding: digits.dropFirst(), as: UTF8.self)
    let first = String(decoding: digits.prefix(1), as: UTF8.self)
    return "\(sign)\(first)\(rest.isEmpty ? "" : "." + rest)e+\(exponent)"
  }
}

extension [UInt8] {
  /// Appends this text between quotes, with the escapes that Python would write.
  fileprivate func appendQuoted(to bytes: inout [UInt8]) {
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let quote = contains(single) && !contains(double) ? double : single
    bytes.append(quote)
    for byte in self {
      switch byte {
      case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F:
        bytes += "\\x".utf8
        bytes += [byte >> 4, byte & 15].map { Unicode.hexDigit($0) }
      default: bytes.append(byte)
      }
    }
    bytes.append(quote)
  }
}

extension Unicode {
  /// The lower-case digit of a value under 16.
  static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
