/// Turns libyaml's places, which count Unicode scalars, into byte offsets.
///
/// They are asked for nearly in order, so it goes on from the last one.
struct ScalarOffsets {
  /// The place that was asked for last.
  private var scalar = 0
  private var byte: Int
  private let range: Range<Int>

  /// - Parameter range: The part of a file in which scalars are counted.
  init(in range: Range<Int>) {
    self.range = range
    byte = range.lowerBound
  }

  /// The byte offset, in the whole file, of the `scalar`-th scalar of the part.
  ///
  /// - Complexity: O(*n*) in the distance from the last one.
  mutating func offset(of scalar: Int, in bytes: borrowing Span<UInt8>) -> Int {
    while self.scalar > scalar, byte > range.lowerBound {
      byte -= 1
      if bytes[byte].beginsScalar { self.scalar -= 1 }
    }
    while self.scalar < scalar, byte < range.upperBound {
      byte += 1
      while byte < range.upperBound, !bytes[byte].beginsScalar { byte += 1 }
      self.scalar += 1
    }
    return byte
  }
}

extension UInt8 {
  fileprivate var beginsScalar: Bool { self & 0b1100_0000 != 0b1000_0000 }
}
