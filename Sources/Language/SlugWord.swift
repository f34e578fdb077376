/// Eight bytes of what may be a slug, judged at once.
package struct SlugWord {
  /// The high bit of each byte that is a hyphen.
  private let hyphens: UInt64
  /// Whether all eight bytes are `a`–`z`, `0`–`9` or `-`.
  package let hasOnlySlugBytes: Bool

  private static let high: UInt64 = 0x8080_8080_8080_8080

  package init(_ word: UInt64) {
    // Without the high bits no byte carries into the next: the high bit of a sum is set by what
    // is at least so much.
    let low = word & ~Self.high
    let letters = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    hyphens = (low &+ 0x5353_5353_5353_5353) & ~(low &+ 0x5252_5252_5252_5252) & Self.high
    hasOnlySlugBytes = (letters | digits | hyphens) & ~word & Self.high == Self.high
  }

  /// Whether two hyphens are neighbours.
  var hasDoubleHyphen: Bool { hyphens & (hyphens << 8) != 0 }
}
