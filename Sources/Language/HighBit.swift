/// Conditions on bytes whose answer is the high bit of a byte.
///
/// A loop over bytes that only computes, and neither branches nor compares, is turned into
/// one over many bytes at once; with comparisons the compiler often puts branches back.
enum HighBit {
  /// Set if a byte is 0.
  @inline(__always)
  static func isZero(_ byte: UInt8) -> UInt8 { (byte &- 1) & ~byte }

  /// Set if two bytes are equal.
  @inline(__always)
  static func isEqual(_ a: UInt8, _ b: UInt8) -> UInt8 { isZero(a ^ b) }

  /// Set if a byte is at least `bound`, which is at least 0x80.
  @inline(__always)
  static func isAtLeast(_ byte: UInt8, _ bound: UInt8) -> UInt8 {
    byte & ((byte & 0x7F) &+ (0x80 &- (bound & 0x7F)))
  }
}
