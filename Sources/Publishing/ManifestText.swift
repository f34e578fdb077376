internal import Addresses

/// Writes a manifest line by line.
struct ManifestText {
  static let heading = Array("digest-manifest 1\n".utf8)
  static let ending = Array("end ".utf8)

  private var bytes = heading

  /// - Parameters:
  ///   - lines: How many lines will come.
  ///   - size: In bytes, how many lines will come as another manifest has them.
  init(lines: Int, copying size: Int = 0) {
    // Hash, letter and path: most are shorter.
    bytes.reserveCapacity(64 + lines * 96 + size)
  }

  var count: Int { bytes.count }

  /// - Returns: Where the line ends.
  @discardableResult
  mutating func append(_ entry: Manifest.Entry) -> Int {
    bytes.appendHexadecimal(entry.hash.value)
    bytes.append(UInt8(ascii: " "))
    bytes.append(entry.letter)
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: entry.path.text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    return bytes.count
  }

  /// Takes lines as another manifest has them.
  mutating func append(lines: ArraySlice<UInt8>) { bytes.append(contentsOf: lines) }

  consuming func finish() -> [UInt8] {
    let hash = ContentHash(of: bytes)
    bytes.append(contentsOf: Self.ending)
    bytes.appendHexadecimal(hash.value)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}

extension [UInt8] {
  /// Appends sixteen digits.
  fileprivate mutating func appendHexadecimal(_ value: UInt64) {
    // A digit to each byte of two words: spread four bits, then add what makes letters of
    // those above nine.
    for half in [UInt32(truncatingIfNeeded: value >> 32), UInt32(truncatingIfNeeded: value)] {
      var digits = UInt64(half)
      digits = (digits << 16 | digits) & 0x0000_FFFF_0000_FFFF
      digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FF
      digits = (digits << 4 | digits) & 0x0F0F_0F0F_0F0F_0F0F
      let letters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
      append((digits + 0x3030_3030_3030_3030 + letters * 0x27).byteSwapped)
    }
  }
}
