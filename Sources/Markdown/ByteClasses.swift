internal import Glibc

/// What kinds of bytes a text holds.
///
/// Most text needs nothing done to it. To ask that of eight bytes at once is cheap, where to
/// look at each byte costs as much as libcmark takes to parse it.
struct ByteClasses: OptionSet {
  var rawValue: UInt8

  /// `"`, `<` and `>`, which HTML escapes.
  static let escaped = ByteClasses(rawValue: 1)
  /// `\` and `&`, with which a source may say something else than it holds.
  static let indirect = ByteClasses(rawValue: 2)
  /// `[`, `]` and `~`, with which syntax of this module begins.
  static let marks = ByteClasses(rawValue: 4)
  /// Controls, and the first bytes of the longer characters that XML or HTML forbids. Tab and
  /// line ends are among them; UTF-8 has no bytes from 0xF8 on.
  static let suspicious = ByteClasses(rawValue: 8)
}

extension Span<UInt8> {
  /// - Complexity: O(*n*), about 0.4 ns a byte.
  var byteClasses: ByteClasses {
    unsafe withUnsafeBytes { bytes in
      // Local to the closure, so that it stays in registers.
      var classifier = Classifier()
      var offset = 0
      while offset &+ 8 <= bytes.count {
        unsafe classifier.add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
      }
      guard offset < bytes.count else { return classifier.classes }
      if bytes.count >= 8 {
        // The last eight bytes, some of which are read again.
        let last = bytes.count &- 8
        unsafe classifier.add(bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self))
        return classifier.classes
      }
      // A short text, filled up with a byte of no class.
      var rest = Classifier.ones &* UInt64(UInt8(ascii: "a"))
      for i in offset..<bytes.count { rest = rest << 8 | UInt64(unsafe bytes[i]) }
      classifier.add(rest)
      return classifier.classes
    }
  }

  /// The offset of a byte at or behind `start`, or `nil`.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    unsafe extracting(start...).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base, Int32(byte), bytes.count)
      else { return nil }
      return unsafe start + (UnsafeRawPointer(found) - base)
    }
  }

  /// Whether other bytes stand at an offset.
  func holds(_ other: Span<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset <= count, other.count <= count - offset else { return false }
    return unsafe extracting(offset..<offset + other.count).withUnsafeBytes { mine in
      unsafe other.withUnsafeBytes { theirs in
        guard let a = mine.baseAddress, let b = theirs.baseAddress else {
          return true
        }
        return unsafe memcmp(a, b, mine.count) == 0
      }
    }
  }

  func holds(_ other: [UInt8], at offset: Int) -> Bool { holds(other.span, at: offset) }
}

/// Gathers the classes of words of eight bytes.
///
/// The highest bit of each byte of a member says whether a byte of that class was there: see
/// "Determine if a word has a byte equal to n" in Anderson, *Bit Twiddling Hacks*. A carry can
/// set the bit of a neighbour too, but never of a word without such a byte.
private struct Classifier {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080

  private var escaped: UInt64 = 0
  private var indirect: UInt64 = 0
  private var marks: UInt64 = 0
  private var suspicious: UInt64 = 0

  @inline(__always)
  mutating func add(_ word: UInt64) {
    escaped |= has(0x22, word) | has(0x3C, word) | has(0x3E, word)
    indirect |= has(0x26, word) | has(0x5C, word)
    marks |= has(0x5B, word) | has(0x5D, word) | has(0x7E, word)
    suspicious |= has(0x7F, word) | has(0xC2, word) | has(0xEF, word)
    // Below 0x20; then from 0xF0 on, which have their four highest bits set.
    suspicious |= (word &- Self.ones &* 0x20) & ~word
    suspicious |= word & word << 1 & word << 2 & word << 3
  }

  @inline(__always)
  private func has(_ byte: UInt64, _ word: UInt64) -> UInt64 {
    let difference = word ^ Self.ones &* byte
    return (difference &- Self.ones) & ~difference
  }

  var classes: ByteClasses {
    var classes: ByteClasses = []
    if escaped & Self.highs != 0 { classes.insert(.escaped) }
    if indirect & Self.highs != 0 { classes.insert(.indirect) }
    if marks & Self.highs != 0 { classes.insert(.marks) }
    if suspicious & Self.highs != 0 { classes.insert(.suspicious) }
    return classes
  }
}
