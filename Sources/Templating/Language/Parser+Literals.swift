internal import Diagnostics

extension Parser {
  /// The value of a number token.
  func number(_ token: Token) throws(Diagnostic) -> Value {
    let digits = template.source.bytes[token.range].filter { $0 != UInt8(ascii: "_") }
    let text = String(decoding: digits, as: UTF8.self)
    if token.kind == .double {
      guard let value = Double(text), value.isFinite else {
        throw fault("this number is too large", at: token.range)
      }
      return .double(value)
    }
    var radix = 10
    var body = Substring(text)
    if digits.count > 2, digits[0] == UInt8(ascii: "0"), digits[1].isLetter {
      radix =
        [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2][
          digits[1].lowercased] ?? 10
      body = text.dropFirst(2)
    } else if digits.count > 1, digits[0] == UInt8(ascii: "0"),
      text.utf8.contains(where: { $0 != UInt8(ascii: "0") })
    {
      throw fault("a number cannot start with 0", at: token.range, hint: "octal is written `0o…`")
    }
    guard let value = Int(body, radix: radix) else {
      throw fault("this number is not one of 64 bits", at: token.range)
    }
    return .int(value)
  }

  /// The text of a string literal: Python's escapes, and any newline becomes `\n`.
  func unescaped(_ range: Range<Int>) -> [UInt8] {
    let bytes = template.source.bytes
    var text: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < range.upperBound {
        index = appendEscape(at: index + 1, end: range.upperBound, to: &text)
      } else if byte == 0x0D {
        text.append(0x0A)
        index += index + 1 < range.upperBound && bytes[index + 1] == 0x0A ? 2 : 1
      } else {
        text.append(byte)
        index += 1
      }
    }
    return text
  }

  /// Appends what stands after a backslash; an unknown escape keeps the backslash.
  private func appendEscape(at index: Int, end: Int, to text: inout [UInt8]) -> Int {
    let bytes = template.source.bytes
    switch bytes[index] {
    case 0x0A: break
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(bytes[index])
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "x"): return appendScalar(at: index, digits: 2, end: end, to: &text)
    case UInt8(ascii: "u"): return appendScalar(at: index, digits: 4, end: end, to: &text)
    case UInt8(ascii: "U"): return appendScalar(at: index, digits: 8, end: end, to: &text)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value: UInt32 = 0
      var next = index
      while next < end, next < index + 3, let digit = bytes[next].hexValue, digit < 8 {
        value = value * 8 + UInt32(digit)
        next += 1
      }
      text += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
      return next
    default: text += [UInt8(ascii: "\\"), bytes[index]]
    }
    return index + 1
  }

  private func appendScalar(
    at index: Int, digits: Int, end: Int, to text: inout [UInt8]
  ) -> Int {
    let bytes = template.source.bytes
    var value: UInt32 = 0
    var next = index + 1
    while next < end, next <= index + digits, let digit = bytes[next].hexValue {
      value = value << 4 | UInt32(digit)
      next += 1
    }
    guard next == index + digits + 1, let scalar = Unicode.Scalar(value) else {
      text += [UInt8(ascii: "\\"), bytes[index]]
      return index + 1
    }
    text += String(scalar).utf8
    return next
  }
}
