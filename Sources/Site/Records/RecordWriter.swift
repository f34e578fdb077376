/// Puts values one after another as bytes: what `RecordReader` reads back.
///
/// Whole numbers are seven bits to a byte, lowest first, with the top bit set in all but the
/// last: most are small. Their sign is the lowest bit of all. Text and lists are a count and
/// their parts.
/// A record is read by the program that wrote it and by no other, so it says nothing of
/// its own shape.
struct RecordWriter {
  private(set) var bytes: [UInt8]

  /// - Parameter bytes: What stands before the record.
  init(appendingTo bytes: consuming [UInt8] = []) { self.bytes = bytes }

  mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// In 8 bytes, lowest first.
  mutating func write(hash: UInt64) {
    var rest = hash
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes.append(contentsOf: content)
  }

  mutating func write(_ range: Range<Int>) {
    write(range.lowerBound)
    write(range.upperBound)
  }

  mutating func write<Value>(
    _ value: Value?, _ body: (inout RecordWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  mutating func write<Value>(
    _ values: [Value], _ body: (inout RecordWriter, Value) -> Void
  ) {
    write(values.count)
    for value in values { body(&self, value) }
  }
}
