import Testing

@testable import Site

@Suite struct RecordNumberTests {
  @Test(
    "a number comes back as it was written",
    arguments: [0, 1, -1, 63, -64, 64, 8191, -8192, 1 << 40, Int.max, Int.min])
  func numbers(_ number: Int) {
    var writer = RecordWriter()
    writer.write(number)
    var reader = RecordReader(writer.bytes)
    #expect(reader.readInt() == number)
    #expect(reader.isWhole)
  }

  @Test("a small number takes a byte, a hash always eight")
  func sizes() {
    var writer = RecordWriter()
    writer.write(63)
    #expect(writer.bytes == [126])
    writer.write(hash: 1)
    #expect(writer.bytes == [126, 1, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("a number without an end is damage", arguments: [1, 10, 11])
  func endless(_ count: Int) {
    var reader = RecordReader([UInt8](repeating: 0xFF, count: count))
    #expect(reader.readInt() == 0)
    #expect(!reader.isWhole)
  }
}
