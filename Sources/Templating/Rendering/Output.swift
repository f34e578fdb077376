/// A page being written, in memory that is kept for the next one.
///
/// Most pieces of a page are the few bytes between two tags. An array would ask whether it has room
/// and is not shared, and copy piece by piece what it cannot tell to be bytes: that costs more than
/// the copy. Here is room already, and its bytes are overwritten.
struct Output: Sendable {
  /// The page and then zeros or what an earlier page left.
  private var room: [UInt8] = []
  private(set) var count = 0

  /// The bytes from an offset on.
  func bytes(from start: Int = 0) -> [UInt8] { Array(room[min(start, count)..<count]) }

  func append(to bytes: inout [UInt8]) { bytes += room[..<count] }

  /// Drops what was written after an offset.
  mutating func truncate(to end: Int) { count = min(end, count) }

  mutating func append(_ source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  mutating func append(_ source: [UInt8]) { append(source, 0..<source.count) }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func append(_ byte: UInt8) {
    if count == room.count { grow(by: 1) }
    room[count] = byte
    count += 1
  }

  mutating func append(decimal number: Int) {
    guard number > 9 || number < 0 else { return append(UInt8(ascii: "0") + UInt8(number)) }
    append(Array(String(number).utf8))
  }

  @inline(__always)
  private mutating func append(_ source: UnsafeRawBufferPointer) {
    let (start, end) = (count, count + source.count)
    if end > room.count { grow(by: source.count) }
    room.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[start..<end]).copyMemory(from: source)
    }
    count = end
  }

  @inline(never)
  private mutating func grow(by size: Int) {
    room += Array(repeating: 0, count: max(size, room.count, 4096))
  }
}
