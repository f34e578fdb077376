internal import Addresses

/// Puts numbers and byte strings one after another, with a sum over all at the end.
///
/// Numbers are 8 bytes, lowest first; a string is its length and its bytes.
struct ByteEncoder {
  private(set) var bytes: [UInt8]

  /// - Parameter heading: What tells this kind of file, and its version, from others.
  init(_ heading: StaticString) { bytes = Array(heading.description.utf8) }

  mutating func append(_ value: UInt64) {
    var value = value
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: value))
      value >>= 8
    }
  }

  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// All bytes, with their sum.
  consuming func finish() -> [UInt8] {
    append(ContentHash(of: bytes).value)
    return bytes
  }
}

/// Reads what a `ByteEncoder` wrote; any damage, and there is nothing to read.
struct ByteDecoder {
  private let bytes: [UInt8]
  private var offset: Int
  private var end: Int

  init?(_ heading: StaticString, _ bytes: [UInt8]) {
    let heading = Array(heading.description.utf8)
    guard bytes.count >= heading.count + 8, bytes.starts(with: heading) else { return nil }
    self.bytes = bytes
    offset = bytes.count - 8
    end = bytes.count
    guard number() == ContentHash(of: bytes.span.extracting(0..<(bytes.count - 8))).value
    else { return nil }
    offset = heading.count
    end = bytes.count - 8
  }

  var isAtEnd: Bool { offset == end }

  mutating func number() -> UInt64? {
    guard end - offset >= 8 else { return nil }
    var value: UInt64 = 0
    for index in (0..<8).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    offset += 8
    return value
  }

  mutating func text() -> String? {
    guard let length = number(), length <= UInt64(end - offset) else { return nil }
    let range = offset..<(offset + Int(length))
    offset = range.upperBound
    return String(validating: bytes[range], as: UTF8.self)
  }
}
