/// Where a file lies in the published site, such as `2026/03/lockbit/index.html`.
///
/// A path is one to thirty-two segments joined by `/`, at most 1,000 bytes in all. A
/// segment is 1 to 200 bytes out of `A`–`Z`, `a`–`z`, `0`–`9` and `-_.~+=@,`, and does not
/// begin with a dot. There is no other way to make one, so whatever holds a `SitePath`
/// can neither leave the output folder nor name a dot-file, and needs no escaping in
/// HTML, in a URL's path or on a terminal.
package struct SitePath: Hashable, Sendable {
  package let text: String

  /// Accepts `text` as it stands, or not at all.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.limit, Self.isValid(text.utf8Span.span) else { return nil }
    self.text = text
  }

  /// Accepts the bytes as they stand, or not at all.
  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count <= Self.limit, Self.isValid(bytes.span) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  private static let limit = 1000
  private static let segmentLimit = 200
  private static let depthLimit = 32

  private static func isValid(_ bytes: Span<UInt8>) -> Bool {
    let allowed = AllowedBytes()
    var length = 0
    var depth = 1
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") {
        if length == 0 { return false }
        length = 0
        depth &+= 1
      } else {
        guard allowed.contains(byte), length > 0 || byte != UInt8(ascii: ".") else { return false }
        length &+= 1
        if length > segmentLimit { return false }
      }
    }
    return length > 0 && depth <= depthLimit
  }
}

extension SitePath: Comparable {
  /// The order of the bytes.
  package static func < (left: SitePath, right: SitePath) -> Bool {
    // The text is ASCII, for which the standard library compares bytes.
    left.text < right.text
  }
}

extension SitePath: CustomStringConvertible {
  package var description: String { text }
}

/// The bytes that a segment may have, a bit for each.
private struct AllowedBytes {
  /// Below 64: `+`, `,`, `-`, `.`, digits and `=`.
  private let low: UInt64 = 0x23FF_7800_0000_0000
  /// From 64 on: `@`, letters, `_` and `~`.
  private let high: UInt64 = 0x47FF_FFFE_87FF_FFFF

  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 == 1
  }
}
