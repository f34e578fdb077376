/// The first character in `bytes` that no XML 1.0 document may hold, nor HTML show: C0
/// controls without tab and line ends, U+FFFE, U+FFFF, and bytes that are not UTF-8.
///
/// - Returns: `nil` for text that a feed can carry as it is.
/// - Complexity: O(*n*), at the speed of UTF-8 validation.
package func firstXMLIllegal(in bytes: borrowing Span<UInt8>) -> Range<Int>? {
  let invalid = firstInvalidUTF8(in: bytes)
  let end = invalid?.lowerBound ?? bytes.count
  var offset = 0
  while offset < end {
    let limit = min(offset + 256, end)
    if bytes.isXMLBlock(at: offset) { offset = limit }
    while offset < limit {
      let byte = bytes[offset]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return offset..<offset + 1 }
      if byte == 0xEF, end - offset >= 3, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE {
        return offset..<offset + 3
      }
      offset += 1
    }
  }
  return invalid
}

/// `bytes` without what no XML 1.0 document may hold.
///
/// One such byte makes a whole feed unreadable, so output drops them, and the build says
/// so.
///
/// - Complexity: O(*n*); clean text is returned as it is.
package func droppingXMLIllegal(_ bytes: [UInt8]) -> [UInt8] {
  let source = bytes.span
  guard let first = firstXMLIllegal(in: source) else { return bytes }
  var output = Array(bytes[..<first.lowerBound])
  output.reserveCapacity(bytes.count)
  var offset = first.lowerBound
  while offset < source.count {
    let (scalar, length) = source.scalar(at: offset)
    let isValid = scalar != "\u{FFFD}" || length > 1
    if isValid, scalar.isXML { output += bytes[offset..<offset + length] }
    offset += length
  }
  return output
}

extension Span<UInt8> {
  /// Whether 256 bytes from `offset` hold no control byte and no 0xEF.
  ///
  /// Not inlined: then the loop is no longer one over many bytes at once.
  @inline(never)
  fileprivate func isXMLBlock(at offset: Int) -> Bool {
    guard count - offset >= 256 else { return false }
    let block = extracting(offset..<offset + 256)
    var doubts: UInt8 = 0
    for index in 0..<256 {
      let byte = block[index]
      let isLayout =
        HighBit.isEqual(byte, 0x0A) | HighBit.isEqual(byte, 0x0D) | HighBit.isEqual(byte, 0x09)
      doubts |= HighBit.isZero(byte & 0xE0) & ~isLayout | HighBit.isEqual(byte, 0xEF)
    }
    return doubts & 0x80 == 0
  }
}

extension Unicode.Scalar {
  fileprivate var isXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
