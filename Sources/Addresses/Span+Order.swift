extension Span<UInt8> {
  /// Whether the bytes come before others: byte by byte, and what ends first comes first.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    var offset = 0
    while offset &+ 8 <= common {
      let (own, others) = (word(at: offset), other.word(at: offset))
      if own != others { return own.byteSwapped < others.byteSwapped }
      offset &+= 8
    }
    while offset < common {
      if self[offset] != other[offset] { return self[offset] < other[offset] }
      offset &+= 1
    }
    return count < other.count
  }

  /// Whether both are the same bytes.
  package func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    // Names that follow one another differ at their ends.
    var end = count
    while end >= 8 {
      guard word(at: end &- 8) == other.word(at: end &- 8) else { return false }
      end &-= 8
    }
    while end > 0 {
      end &-= 1
      guard self[end] == other[end] else { return false }
    }
    return true
  }
}
