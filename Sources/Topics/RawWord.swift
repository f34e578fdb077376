/// A word as it is spelled in a file: up to 16 bytes that are ASCII letters, digits or not ASCII.
///
/// Its end is found eight bytes at a time, without a branch for each of them.
struct RawWord: Equatable {
  /// The bytes as numbers, the first byte lowest; 0 where there are fewer.
  let head: UInt64
  let tail: UInt64

  static let none = RawWord(head: 0, tail: 0)

  /// Reads the word that starts at `offset` and ends at `end` at the latest.
  ///
  /// - Returns: The word and how many bytes it has, 0 if there is none; `nil` for a longer word,
  ///   and at the end of a source, where there are no 16 bytes to be read.
  @inline(__always)
  static func read(
    _ source: Span<UInt8>, at offset: Int, until end: Int
  ) -> (word: RawWord, count: Int)? {
    guard offset &+ 16 <= source.count else { return nil }
    let first = load(source, at: offset)
    let firstEnds = ends(in: first)
    guard firstEnds == 0 else {
      let count = min(index(of: firstEnds), end &- offset)
      return (RawWord(head: prefix(first, count), tail: 0), count)
    }
    let second = load(source, at: offset &+ 8)
    let secondEnds = ends(in: second)
    guard secondEnds != 0 else { return nil }
    let count = min(8 &+ index(of: secondEnds), end &- offset)
    return (
      RawWord(head: prefix(first, count), tail: prefix(second, max(0, count &- 8))), count
    )
  }

  /// Where a table of `1 << (64 - shift)` entries has the word.
  @inline(__always)
  func slot(shift: UInt64) -> Int {
    // Fibonacci hashing, twice.
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: ((head ^ tail &* factor) &* factor) &>> shift)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x80 * ones

  /// Eight bytes, the first lowest: the bounds are checked, and any bytes are a number.
  @inline(__always)
  private static func load(_ source: Span<UInt8>, at offset: Int) -> UInt64 {
    UInt64(littleEndian: source.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The top bit of each byte that is no part of a word.
  @inline(__always)
  private static func ends(in bytes: UInt64) -> UInt64 {
    // What is added to seven bits sets the eighth from some character on.
    let low = bytes & ~tops
    let small = low | 0x20 &* ones
    let letters = (small &+ (0x80 - 0x61) &* ones) & ~(small &+ (0x80 - 0x7B) &* ones)
    let digits = (low &+ (0x80 - 0x30) &* ones) & ~(low &+ (0x80 - 0x3A) &* ones)
    return ~(letters | digits | bytes) & tops
  }

  /// The index of the first byte whose top bit is set.
  @inline(__always)
  private static func index(of ends: UInt64) -> Int { ends.trailingZeroBitCount &>> 3 }

  /// The first bytes, up to eight.
  @inline(__always)
  private static func prefix(_ bytes: UInt64, _ count: Int) -> UInt64 {
    count >= 8 ? bytes : bytes & ((1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
  }
}
