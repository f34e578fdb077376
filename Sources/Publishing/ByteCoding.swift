internal import Addresses

/// Puts numbers and byte strings one after another, with a sum over all at the end.
///
/// Numbers are 8 bytes, lowest first; a string is its length and its bytes.
struct ByteEncoder {
  private(set) var bytes: [UInt8]

  /// - Parameter heading: What tells this kind of file, and its version, from others.
  init(_ heading: StaticString, capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: heading.description.utf8)
  }

  mutating func append(_ value: UInt64) { bytes.append(value) }

  mutating func append(_ stamp: FileStamp) { stamp.append(to: &bytes) }

  mutating func append(bytes other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

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

  /// Where what has not been read lies.
  var rest: Range<Int> { offset..<end }

  mutating func number() -> UInt64? {
    guard end - offset >= 8 else { return nil }
    offset += 8
    return bytes.number(at: offset - 8)
  }

  mutating func text() -> String? {
    guard let length = number(), length <= UInt64(end - offset) else { return nil }
    let range = offset..<(offset + Int(length))
    offset = range.upperBound
    return String(validating: bytes[range], as: UTF8.self)
  }
}

extension [UInt8] {
  /// Lowest byte first.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
  }

  /// The eight bytes at `offset`, the first one lowest.
  func number(at offset: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  func halfNumber(at offset: Int) -> UInt32 {
    unsafe UInt32(
      littleEndian: span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
