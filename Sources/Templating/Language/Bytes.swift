internal import Diagnostics

extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }

  var isHexDigit: Bool {
    isDigit || UInt8(ascii: "a") <= self | 0x20 && self | 0x20 <= UInt8(ascii: "f")
  }

  var isLetter: Bool { UInt8(ascii: "a") <= self | 0x20 && self | 0x20 <= UInt8(ascii: "z") }

  /// Whether it may stand in the name of a variable.
  var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self >= 0x80 }

  /// HTML's ASCII whitespace.
  var isHTMLSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  var lowercased: UInt8 {
    UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension [UInt8] {
  /// The length of the whitespace scalar that starts at `index`, or 0; Python's `str.isspace`.
  func whitespaceLength(at index: Int, end: Int) -> Int {
    switch self[index] {
    case 0x09...0x0D, 0x1C...0x20: return 1
    case 0xC2 where index + 1 < end:
      return self[index + 1] == 0x85 || self[index + 1] == 0xA0 ? 2 : 0
    case 0xE1...0xE3 where index + 2 < end:
      let code =
        Int(self[index] & 15) << 12 | Int(self[index + 1] & 63) << 6 | Int(self[index + 2] & 63)
      switch code {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Where a range begins without its leading whitespace.
  func startTrimmed(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      let length = whitespaceLength(at: index, end: range.upperBound)
      if length == 0 { break }
      index += length
    }
    return index
  }

  /// Where a range ends without its trailing whitespace.
  func endTrimmed(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end - 1
      while start > range.lowerBound, end - start < 3, self[start].isUTF8Continuation { start -= 1 }
      let length = whitespaceLength(at: start, end: end)
      guard length > 0, start + length == end else { break }
      end = start
    }
    return end
  }

  /// Itself without whitespace at both ends.
  var trimmed: [UInt8] {
    let start = startTrimmed(0..<count)
    return Array(self[start..<endTrimmed(start..<count)])
  }
}

extension [UInt8] {
  /// A part of a template as it is written out: every line ends in `\n`.
  func normalizingNewlines(in range: Range<Int>) -> [UInt8] {
    guard self[range].contains(0x0D) else { return Array(self[range]) }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    for index in range {
      if self[index] != 0x0D {
        text.append(self[index])
      } else if index + 1 >= count || self[index + 1] != 0x0A {
        text.append(0x0A)
      }
    }
    return text
  }

  /// Where a byte of the normalised part stands in this text.
  func offset(ofNormalized offset: Int, in range: Range<Int>) -> Int {
    var rest = offset
    for index in range {
      if self[index] == 0x0D, index + 1 < count, self[index + 1] == 0x0A { continue }
      if rest == 0 { return index }
      rest -= 1
    }
    return range.upperBound
  }
}
