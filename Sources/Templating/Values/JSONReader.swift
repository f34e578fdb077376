package import Diagnostics

/// Reads JSON (RFC 8259) into a value, strictly: UTF-8, no comments, no trailing commas, no key
/// twice in an object.
package struct JSONReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0
  /// Of the objects read last; those of a list mostly have the same keys.
  private var shapes: [Shape] = []

  /// - Throws: At the first byte that is wrong.
  package static func value(of source: SourceText) throws(Diagnostic) -> Value {
    var reader = JSONReader(source: source, bytes: source.bytes)
    guard let value = try reader.readAll() else {
      throw reader.fault("expected the end of the file")
    }
    return value
  }

  private init(source: SourceText, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
  }

  private mutating func readAll() throws(Diagnostic) -> Value? {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Diagnostic(in: source, at: 0..<0, "this is not UTF-8")
    }
    let value = try readValue()
    skipSpace()
    return offset == bytes.count ? value : nil
  }

  private func fault(_ message: String) -> Diagnostic {
    let end = min(offset + 1, bytes.count)
    return Diagnostic(in: source, at: min(offset, end)..<end, message)
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard current == byte else { return false }
    offset += 1
    return true
  }
}

extension JSONReader {
  private mutating func readValue() throws(Diagnostic) -> Value {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.nesting else { throw fault("nested more than \(Limits.nesting) deep") }
    switch current {
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .none)
    default: return try readNumber()
    }
  }

  private mutating func readWord(_ word: String, _ value: Value) throws(Diagnostic) -> Value {
    guard bytes[offset...].starts(with: word.utf8) else { throw fault("expected a value") }
    offset += word.utf8.count
    return value
  }

  private mutating func readArray() throws(Diagnostic) -> Value {
    offset += 1
    var elements: [Value] = []
    if skip(UInt8(ascii: "]")) { return .list(elements) }
    repeat { elements.append(try readValue()) } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw fault("expected `,` or `]`") }
    return .list(elements)
  }

  private mutating func readObject() throws(Diagnostic) -> Value {
    offset += 1
    var keys: [Value] = []
    var values: [Value] = []
    var names: Set<[UInt8]> = []
    if skip(UInt8(ascii: "}")) { return .map([]) }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let start = offset
      let name = try readString()
      guard names.insert(name).inserted else {
        throw Diagnostic(in: source, at: start..<offset, "this key stands twice")
      }
      guard skip(UInt8(ascii: ":")) else { throw fault("expected `:`") }
      keys.append(.string(name))
      values.append(try readValue())
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw fault("expected `,` or `}`") }
    return .record(shape(keys), values)
  }

  private mutating func shape(_ keys: [Value]) -> Shape {
    if let known = shapes.first(where: { $0.keys == keys }) { return known }
    let shape = Shape(keys: keys)
    if shapes.count == 8 { shapes.removeFirst() }
    shapes.append(shape)
    return shape
  }

  private mutating func readNumber() throws(Diagnostic) -> Value {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    let digits = offset
    while current?.isDigit == true { offset += 1 }
    guard offset > digits, bytes[digits] != UInt8(ascii: "0") || offset == digits + 1 else {
      offset = start
      throw fault("expected a value")
    }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      offset += 1
      guard current?.isDigit == true else { throw fault("expected a digit") }
      while current?.isDigit == true { offset += 1 }
    }
    if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      guard current?.isDigit == true else { throw fault("expected a digit") }
      while current?.isDigit == true { offset += 1 }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let number = Int(text) { return .int(number) }
    guard let number = Double(text), number.isFinite else {
      throw Diagnostic(in: source, at: start..<offset, "this number is too large")
    }
    return .double(number)
  }
}

// MARK: Strings

extension JSONReader {
  private mutating func readString() throws(Diagnostic) -> [UInt8] {
    offset += 1
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("a control character must be escaped") }
      offset += 1
      if byte == UInt8(ascii: "\\") { try readEscape(into: &text) } else { text.append(byte) }
    }
    guard current != nil else { throw fault("this text has no closing quote") }
    offset += 1
    return text
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Diagnostic) {
    guard let byte = current else { throw fault("this text has no closing quote") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let start = offset - 2
      var code = try readCodeUnit()
      if (0xD800..<0xDC00).contains(code), bytes[offset...].starts(with: "\\u".utf8) {
        offset += 2
        let low = try readCodeUnit()
        code =
          (0xDC00..<0xE000).contains(low) ? 0x10000 + (code - 0xD800) << 10 + low - 0xDC00 : 0xD800
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw Diagnostic(in: source, at: start..<offset, "half a surrogate pair")
      }
      text += String(scalar).utf8
    default:
      offset -= 1
      throw fault("JSON has no such escape")
    }
  }

  private mutating func readCodeUnit() throws(Diagnostic) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current?.hexValue else { throw fault("expected a hexadecimal digit") }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    return code
  }
}
