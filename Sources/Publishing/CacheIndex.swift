internal import Addresses

/// Which parts a cache has; see `CacheFile`.
struct CacheIndex {
  struct Part: Sendable {
    /// In the file.
    let range: Range<Int>
    let sum: ContentHash
    let firstPath: String
  }

  let version: UInt64
  /// Of records.
  let count: Int
  /// One after another from the start of the file.
  let parts: [Part]

  /// In bytes, the most that the index or a part may have: more would not be ours.
  static let limit = 1 << 30

  private static let heading: StaticString = "digest-cache 3\n"

  var encoded: [UInt8] {
    var encoder = ByteEncoder(Self.heading)
    encoder.append(version)
    encoder.append(UInt64(count))
    for part in parts {
      encoder.append(UInt64(part.range.upperBound))
      encoder.append(part.sum.value)
      encoder.append(part.firstPath)
    }
    return encoder.finish()
  }
}

extension CacheIndex {
  /// - Parameter end: Where the last part must end.
  /// - Returns: `nil` after any damage.
  init?(_ bytes: [UInt8], after end: Int) {
    guard var decoder = ByteDecoder(Self.heading, bytes), let version = decoder.number(),
      let count = decoder.number().flatMap({ Int(exactly: $0) }), count <= end
    else { return nil }
    var parts: [Part] = []
    var start = 0
    while !decoder.isAtEnd {
      guard let partEnd = decoder.number().flatMap({ Int(exactly: $0) }), partEnd > start,
        partEnd <= end, partEnd - start <= Self.limit, let sum = decoder.number(),
        let path = decoder.text()
      else { return nil }
      parts.append(Part(range: start..<partEnd, sum: ContentHash(value: sum), firstPath: path))
      start = partEnd
    }
    guard start == end else { return nil }
    self.init(version: version, count: count, parts: parts)
  }
}
