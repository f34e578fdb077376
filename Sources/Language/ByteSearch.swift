extension Span<UInt8> {
  /// The offset of the first such byte at or behind `start`, or `nil`.
  ///
  /// - Complexity: O(*n*), at eight bytes a step.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
    var offset = start
    while count - offset >= 8 {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let difference = UInt64(littleEndian: word) ^ pattern
      // The lowest bit is that of the first byte without a difference; others may be wrong.
      let equal =
        (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
      if equal != 0 { return offset + equal.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count {
      if self[offset] == byte { return offset }
      offset += 1
    }
    return nil
  }
}
