internal import Language

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
    guard Self.isValid(text.utf8Span.span) else { return nil }
    self.text = text
  }

  /// The file of a page, `2026/03/lockbit/index.html` of `/2026/03/lockbit/`.
  ///
  /// - Parameter address: From the root of the site; a folder's ends in a slash.
  package init?(ofPage address: String) {
    var bytes: [UInt8] = []
    Self.write(pathOfPage: address, to: &bytes)
    self.init(bytes: bytes.dropFirst())
  }

  /// Writes a slash and the bytes of the same path, or of no path at all, over `bytes`.
  package static func write(pathOfPage address: String, to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: address.utf8)
    if bytes.last == UInt8(ascii: "/") { bytes.append(contentsOf: index.utf8) }
  }

  private static let index = "index.html"

  /// Accepts the bytes as they stand, or not at all.
  package init?(bytes: ArraySlice<UInt8>) {
    guard Self.isValid(bytes.span) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  private static let limit = 1000
  private static let segmentLimit = 200
  private static let depthLimit = 32

  /// Whether the bytes are a path.
  package static func isValid(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= limit else { return false }
    let allowed = AllowedBytes()
    var depth = 0
    var start = 0
    while start <= bytes.count {
      var end = start
      while end &+ 8 <= bytes.count, SlugWord(bytes.word(at: end)).hasOnlySlugBytes { end &+= 8 }
      while end < bytes.count, allowed.contains(bytes[end]) { end &+= 1 }
      guard end < bytes.count ? bytes[end] == UInt8(ascii: "/") : true, end > start,
        end - start <= segmentLimit, bytes[start] != UInt8(ascii: ".")
      else { return false }
      depth &+= 1
      start = end &+ 1
    }
    return depth <= depthLimit
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
