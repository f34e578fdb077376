/// The last part of a page's address, such as `cong-uoc-ha-noi`.
///
/// A slug is one or more runs of `a`–`z` and `0`–`9` joined by single hyphens, 80 bytes
/// at most. There is no other way to make one, so a function that takes a `Slug` need not
/// check it, and two pages collide exactly when their slugs are equal.
package struct Slug: Hashable, Sendable {
  package static let maximumLength = 80

  package let text: String

  /// Takes a slug as its author wrote it.
  ///
  /// - Returns: `nil` if it is not one.
  package init?(_ text: String) {
    guard Self.isValid(text.utf8Span.span) else { return nil }
    self.text = text
  }

  /// Whether the bytes are a slug.
  package static func isValid(_ bytes: Span<UInt8>) -> Bool {
    bytes.count <= maximumLength && bytes.isSlug
  }

  /// Derives a slug from a title: `"Công ước Hà Nội"` gives `cong-uoc-ha-noi`.
  ///
  /// Marks go, apostrophes and invisible characters join what they stand between, and
  /// everything else that is no letter or digit parts words. A long slug ends at the last
  /// word that fits.
  ///
  /// - Returns: `nil` if nothing of the title survives, as of one in Cyrillic letters.
  package init?(deriving title: String) {
    self.init(deriving: Array(title.utf8))
  }

  /// The same from bytes, which need not be valid UTF-8.
  package init?(deriving title: [UInt8]) {
    let letters = folded(title)
    var slug: [UInt8] = []
    slug.reserveCapacity(letters.count)
    var parted = false
    var offset = 0
    while offset < letters.count {
      let byte = letters[offset]
      let joined = byte.isSlugByte ? 0 : letters.joinerLength(at: offset)
      if byte.isSlugByte {
        if parted, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
        slug.append(byte)
      }
      parted = !byte.isSlugByte && (parted || joined == 0)
      offset += max(joined, 1)
    }
    guard !slug.isEmpty else { return nil }
    text = String(decoding: slug.prefix(Self.cut(slug)), as: UTF8.self)
  }

  /// Where to end a slug that may be too long.
  private static func cut(_ slug: [UInt8]) -> Int {
    guard slug.count > maximumLength else { return slug.count }
    return slug[...maximumLength].lastIndex(of: UInt8(ascii: "-")) ?? maximumLength
  }
}

extension Slug: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }
}

extension Slug: CustomStringConvertible {
  package var description: String { text }
}

extension Span<UInt8> {
  /// Whether the bytes are runs of letters and digits joined by single hyphens.
  fileprivate var isSlug: Bool {
    let hyphen = UInt8(ascii: "-")
    guard count > 0, self[0] != hyphen, self[count &- 1] != hyphen else { return false }
    var place = 0
    // Eight at a time, the last of which is the first of the next: no pair is missed.
    while place &+ 8 <= count {
      let word = SlugWord(
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
      guard word.hasOnlySlugBytes, !word.hasDoubleHyphen else { return false }
      place &+= 7
    }
    while place < count {
      let isSingle = place == 0 || self[place] != hyphen || self[place &- 1] != hyphen
      guard self[place].isSlugByte || self[place] == hyphen, isSingle else { return false }
      place &+= 1
    }
    return true
  }
}

extension UInt8 {
  fileprivate var isSlugByte: Bool { self &- 0x61 < 26 || isASCIIDigit }
}

extension [UInt8] {
  /// The length of a character at `offset` that stands inside a word without being seen
  /// or heard: `'`, `’`, a soft hyphen, U+200B–200D, U+2060, U+FEFF; else 0.
  fileprivate func joinerLength(at offset: Int) -> Int {
    let second = offset + 1 < count ? self[offset + 1] : 0
    let third = offset + 2 < count ? self[offset + 2] : 0
    switch (self[offset], second, third) {
    case (UInt8(ascii: "'"), _, _): return 1
    case (0xC2, 0xAD, _): return 2
    case (0xE2, 0x80, 0x8B...0x8D), (0xE2, 0x80, 0x99), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }
}
