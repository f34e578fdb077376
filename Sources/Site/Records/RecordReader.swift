/// Reads what a `RecordWriter` wrote.
///
/// After damage every value is empty and `isDamaged` says so: a caller asks once, at the
/// end, instead of after each value.
struct RecordReader {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int
  private(set) var isDamaged = false

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

  /// Whether all was read, and nothing was damaged.
  var isWhole: Bool { offset == end && !isDamaged }

  mutating func readInt() -> Int {
    var folded: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let range = take(1) else { return 0 }
      let byte = bytes[range.lowerBound]
      folded |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: UInt(folded >> 1 ^ (0 &- folded & 1))) }
    }
    isDamaged = true
    return 0
  }

  mutating func readHash() -> UInt64 {
    guard let range = take(8) else { return 0 }
    let number = bytes.span.bytes.unsafeLoadUnaligned(
      fromByteOffset: range.lowerBound, as: UInt64.self)
    return UInt64(littleEndian: number)
  }

  mutating func readBool() -> Bool { take(1).map { bytes[$0.lowerBound] == 1 } ?? false }

  mutating func readText() -> String {
    guard let range = take(readInt()) else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func readBytes() -> [UInt8] {
    // `Array(_:)` of a slice first asks whether it can be taken over as it is, at twice the cost.
    var copy: [UInt8] = []
    copy.append(contentsOf: readSlice())
    return copy
  }

  /// The bytes where they lie.
  mutating func readSlice() -> ArraySlice<UInt8> { take(readInt()).map { bytes[$0] } ?? [] }

  mutating func readRange() -> Range<Int> {
    let lower = readInt()
    let upper = readInt()
    guard lower <= upper else {
      isDamaged = true
      return 0..<0
    }
    return lower..<upper
  }

  mutating func readOptional<Value>(_ body: (inout RecordReader) -> Value) -> Value? {
    readBool() ? body(&self) : nil
  }

  mutating func readOptionalText() -> String? { readOptional { $0.readText() } }

  mutating func readList<Value>(_ body: (inout RecordReader) -> Value) -> [Value] {
    let count = readCount()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count where !isDamaged { values.append(body(&self)) }
    return values
  }

  /// Reads a list one by one.
  mutating func forEach(_ body: (inout RecordReader) -> Void) {
    for _ in 0..<readCount() where !isDamaged { body(&self) }
  }

  private mutating func readCount() -> Int {
    let count = readInt()
    // Each value takes a byte at least, so a damaged count cannot make a loop run for ever.
    guard count >= 0, count <= end - offset else {
      isDamaged = true
      return 0
    }
    return count
  }

  private mutating func take(_ count: Int) -> Range<Int>? {
    guard !isDamaged, count >= 0, count <= end - offset else {
      isDamaged = true
      return nil
    }
    offset += count
    return offset - count..<offset
  }
}
