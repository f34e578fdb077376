internal import Glibc

/// What kinds of bytes a text holds.
///
/// Most text needs nothing done to it, and to find that out first is cheaper than to decide
/// byte by byte what to do.
struct ByteClasses: OptionSet {
  var rawValue: UInt8

  /// `"`, `<` and `>`, which HTML escapes.
  static let escaped = ByteClasses(rawValue: 1)
  /// `\` and `&`, with which a source may say something else than it holds.
  static let indirect = ByteClasses(rawValue: 2)
  /// `[`, `]` and `~`, with which syntax of this module begins.
  static let marks = ByteClasses(rawValue: 4)
  /// Controls, and the first bytes of the longer characters that XML or HTML forbids. Tab and
  /// line ends are among them.
  static let suspicious = ByteClasses(rawValue: 8)

  /// The classes of each byte.
  fileprivate static let of = InlineArray<256, ByteClasses> { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): .escaped
    case UInt8(ascii: "\\"), UInt8(ascii: "&"): .indirect
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"): .marks
    case 0x00..<0x20, 0x7F, 0xC2, 0xEF...0xFF: .suspicious
    default: []
    }
  }
}

extension Span<UInt8> {
  /// - Complexity: O(*n*), at a table look-up a byte.
  var byteClasses: ByteClasses {
    var classes: ByteClasses = []
    for i in indices { classes.formUnion(ByteClasses.of[Int(self[i])]) }
    return classes
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
