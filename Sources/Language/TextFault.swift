/// Something that does not belong in text, and where it is.
package struct TextFault: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Not UTF-8 from here on.
    case invalidUTF8
    /// The file starts with a byte-order mark of UTF-16.
    case utf16
    case nul
    /// A byte-order mark of UTF-8 that is not the first character.
    case byteOrderMark
    /// C0 without tab and line ends, DEL, C1.
    case control
    /// Changes the order in which text is shown: U+061C, 200E–200F, 202A–202E, 2066–2069.
    case bidirectionalControl
    /// Not seen: U+200B–200D out of place, U+2028–2029, U+2060–2064, U+E0000–E007F.
    case invisible
    /// U+FDD0–FDEF and the last two scalars of each plane.
    case noncharacter
  }

  package var kind: Kind
  /// The scalar, or the bytes that are none.
  package var range: Range<Int>
  /// `nil` if the bytes are not UTF-8.
  package var scalar: Unicode.Scalar?
}

extension TextFault {
  /// What is wrong, in the words of a message: ``a control character, U+0001``.
  package var message: String {
    let name =
      switch kind {
      case .invalidUTF8: "bytes that are not UTF-8"
      case .utf16: "UTF-16, not UTF-8"
      case .nul: "a NUL character"
      case .byteOrderMark: "a byte-order mark inside the text"
      case .control: "a control character"
      case .bidirectionalControl: "a character that turns the direction of text"
      case .invisible: "an invisible character"
      case .noncharacter: "a code point that is no character"
      }
    return scalar.map { "\(name), \($0.codePointName)" } ?? name
  }
}

extension Unicode.Scalar {
  /// Such as `U+200B`.
  package var codePointName: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

/// The first thing in `bytes` that no author means to write.
///
/// Vietnamese text, emoji and text in scripts that need joiners are clean: U+200C and
/// U+200D are faults only beside neither such a script nor a picture.
///
/// - Parameter bytes: A whole text: a file, a title, an address. Tabs and line ends are
///   no faults here.
/// - Complexity: O(*n*); clean Latin text at a few bytes a cycle.
package func firstTextFault(in bytes: borrowing Span<UInt8>) -> TextFault? {
  let invalid = firstInvalidUTF8(in: bytes)
  if let fault = bytes.firstFaultyScalar(before: invalid?.lowerBound ?? bytes.count) {
    return fault
  }
  guard let invalid else { return nil }
  let isUTF16 = bytes.count > 1 && [0xFFFE, 0xFEFF].contains(Int(bytes[0]) << 8 | Int(bytes[1]))
  return TextFault(kind: isUTF16 ? .utf16 : .invalidUTF8, range: invalid, scalar: nil)
}

/// The same for a `String`, which is UTF-8 for certain.
package func firstTextFault(in text: String) -> TextFault? {
  let bytes = text.utf8Span.span
  return bytes.firstFaultyScalar(before: bytes.count)
}

/// Whether a quick look shows a text to be in NFC and without faults, as nearly all is.
///
/// True is certain. False says only that a closer look is needed.
package func isPlainlyClean(_ text: String) -> Bool {
  let bytes = text.utf8Span.span
  guard !bytes.isEmpty else { return true }
  let last = bytes[bytes.count - 1]
  guard last >= 0x20, last != 0x7F else { return false }
  var doubts: UInt8 = 0
  for i in 0..<bytes.count - 1 {
    let (first, second) = (bytes[i], bytes[i + 1])
    let isControl = HighBit.isZero(first & 0xE0) | HighBit.isEqual(first, 0x7F)
    // Of U+1000–1FFF, only U+1E00–1EFF: the letters of Vietnamese.
    let isVietnamese = HighBit.isEqual(first, 0xE1) & HighBit.isEqual(second & 0xFC, 0xB8)
    let isRare = HighBit.isEqual(first, 0xC2) | HighBit.isAtLeast(first, 0xCC) & ~isVietnamese
    doubts |= isControl | isRare
  }
  return doubts & 0x80 == 0
}

/// Where `bytes` stop being UTF-8: the first sequence that is none.
///
/// - Complexity: O(*n*), at the speed of `UTF8Check` if there is none.
package func firstInvalidUTF8(in bytes: borrowing Span<UInt8>) -> Range<Int>? {
  guard !UTF8Check.accepts(bytes) else { return nil }
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: copy bytes)
    return nil
  } catch {
    return error.byteOffsets
  }
}

/// The offset of the first NUL in `bytes`.
///
/// - Complexity: O(*n*), at the speed of memory if there is none.
package func firstNUL(in bytes: borrowing Span<UInt8>) -> Int? {
  var offset = 0
  while bytes.holdsNoNUL(at: offset) { offset += 256 }
  while offset < bytes.count {
    if bytes[offset] == 0 { return offset }
    offset += 1
  }
  return nil
}

extension Span<UInt8> {
  /// Whether 256 bytes from `offset` are there and none is 0.
  ///
  /// Not inlined: then the loop is no longer one over many bytes at once.
  @inline(never)
  fileprivate func holdsNoNUL(at offset: Int) -> Bool {
    guard count - offset >= 256 else { return false }
    let block = extracting(offset..<offset + 256)
    var least = UInt8.max
    for index in 0..<256 { least = Swift.min(least, block[index]) }
    return least > 0
  }

  /// The first scalar that is a fault.
  ///
  /// - Parameter end: Before it, all is UTF-8.
  fileprivate func firstFaultyScalar(before end: Int) -> TextFault? {
    var offset = 0
    while offset < end {
      let limit = Swift.min(offset + 256, end)
      if isPlainText(at: offset) {
        offset = limit
        continue
      }
      while offset < limit {
        guard self[offset].mayBeginFault else {
          offset += 1
          continue
        }
        let (scalar, length) = scalar(at: offset)
        if let kind = faultKind(of: scalar, at: offset, length: length) {
          return TextFault(kind: kind, range: offset..<offset + length, scalar: scalar)
        }
        offset += length
      }
    }
    return nil
  }

  /// Whether 256 bytes from `offset`, and two more to look at, hold no start of a
  /// character that may be a fault.
  ///
  /// Not inlined: then the loop is no longer one over many bytes at once.
  @inline(never)
  fileprivate func isPlainText(at offset: Int) -> Bool {
    guard count - offset >= 258 else { return false }
    let block = extracting(offset..<offset + 258)
    var doubts: UInt8 = 0
    for index in 0..<256 {
      let first = block[index]
      let second = block[index + 1]
      let third = block[index + 2]
      let isLayout =
        HighBit.isEqual(first, 0x0A) | HighBit.isEqual(first, 0x0D) | HighBit.isEqual(first, 0x09)
      let isControl =
        HighBit.isZero(first & 0xE0) & ~isLayout | HighBit.isEqual(first, 0x7F)
        | HighBit.isEqual(first, 0xC2) & ~HighBit.isAtLeast(second, 0xA0)
      // U+2008–200F, 2028–202F, 2040–207F.
      let isFormat =
        HighBit.isEqual(second, 0x81)
        | HighBit.isZero((second ^ 0x80) | ((third & 0xD8) ^ 0x88))
      let isOther = HighBit.isEqual(first, 0xD8) | HighBit.isAtLeast(first, 0xEE)
      doubts |= isControl | isOther | HighBit.isEqual(first, 0xE2) & isFormat
    }
    return doubts & 0x80 == 0
  }

  /// What is wrong with a scalar, if anything is.
  fileprivate func faultKind(
    of scalar: Unicode.Scalar, at offset: Int, length: Int
  ) -> TextFault.Kind? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00: .nul
    case 0x01..<0x20, 0x7F..<0xA0: .control
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidirectionalControl
    case 0x200B, 0x2028, 0x2029, 0x2060...0x2064, 0xE0000...0xE007F: .invisible
    case 0x200C, 0x200D: joins(at: offset, length: length) ? nil : .invisible
    case 0xFEFF: offset == 0 ? nil : .byteOrderMark
    case 0xFDD0...0xFDEF: .noncharacter
    case let value: value & 0xFFFE == 0xFFFE ? .noncharacter : nil
    }
  }

  /// Whether a joiner stands after a character of a script that needs joiners, or after
  /// a picture.
  private func joins(at offset: Int, length: Int) -> Bool {
    var start = offset - 1
    while start > 0, self[start].isContinuation { start -= 1 }
    guard start >= 0 else { return false }
    switch scalar(at: start).scalar.value {
    case 0x600...0x1CFF, 0x2190...0x2BFF, 0xFE0F, 0x1F000...0x1FAFF: return true
    default: return false
    }
  }

  /// The scalar at `offset` and its length in bytes; U+FFFD for a byte that starts none.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[offset]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
    guard length > 1, count - offset >= length else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in offset + 1..<offset + length {
      guard self[index].isContinuation else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(self[index] & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == length else {
      return ("\u{FFFD}", 1)
    }
    return (scalar, length)
  }
}

extension UInt8 {
  /// Whether a character that begins with this byte may be a fault; a byte that goes on with
  /// a character begins none.
  fileprivate var mayBeginFault: Bool {
    switch self {
    case 0x20...0x7E, 0x80...0xC1, 0xC3...0xD7, 0xD9...0xE1: false
    default: true
    }
  }
}
