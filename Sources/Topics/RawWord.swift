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
  /// - Parameter ends: The top bit of each byte that ends a word: `endsOfLetters`, or
  ///   `likelyEnds`, which takes a third of the time.
  /// - Returns: The word and how many bytes it has, 0 if there is none; `nil` for a longer word,
  ///   and at the end of a source, where there are no 16 bytes to be read.
  @inline(__always)
  static func read(
    _ source: Span<UInt8>, at offset: Int, until end: Int, _ ends: (UInt64) -> UInt64
  ) -> (word: RawWord, count: Int)? {
    guard offset >= 0, source.count &- offset >= 16 else { return nil }
    let first = load(source, at: offset)
    let firstEnds = ends(first)
    guard firstEnds == 0 else {
      let count = min(index(of: firstEnds), end &- offset)
      return (RawWord(head: prefix(first, count), tail: 0), count)
    }
    let second = load(source, at: offset &+ 8)
    let secondEnds = ends(second)
    guard secondEnds != 0 else { return nil }
    let count = min(8 &+ index(of: secondEnds), end &- offset)
    return (
      RawWord(head: prefix(first, count), tail: prefix(second, max(0, count &- 8))), count
    )
  }

  /// The first bit that is set is that of the first byte up to `/`. Those of bytes after it may
  /// be wrong, and signs of ASCII after the digits count as letters.
  @inline(__always)
  static func likelyEnds(in bytes: UInt64) -> UInt64 { (bytes &- 0x30 &* ones) & ~bytes & tops }

  /// Where a table of `1 << (64 - shift)` entries has the word.
  @inline(__always)
  func slot(shift: UInt64) -> Int {
    // Fibonacci hashing, twice.
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: ((head ^ tail &* factor) &* factor) &>> shift)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x80 * ones

  /// Eight bytes, the first lowest, of the 16 whose bounds `read` has checked.
  @inline(__always)
  private static func load(_ source: Span<UInt8>, at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: source.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The top bit of each byte that is neither an ASCII letter nor a digit and is ASCII.
  @inline(__always)
  static func endsOfLetters(in bytes: UInt64) -> UInt64 {
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
