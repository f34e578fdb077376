import Testing

@testable import Markdown

@Suite struct ByteTests {
  @Test(arguments: 0..<40)
  func `finds a byte of a class wherever it stands`(_ length: Int) {
    let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
    #expect(plain.span.byteClasses.isEmpty)
    for i in plain.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = plain
        bytes[i] = byte
        var expected: ByteClasses = []
        switch byte {
        case 0x22, 0x3C, 0x3E: expected = .escaped
        case 0x26, 0x5C: expected = .indirect
        case 0x5B, 0x5D, 0x7E: expected = .marks
        case 0x00...0x1F, 0x7F, 0xC2, 0xEF, 0xF0...0xFF: expected = .suspicious
        default: break
        }
        if bytes.span.byteClasses != expected { Issue.record("\(byte) at \(i) of \(length)") }
      }
    }
  }

  @Test func `leads from a text that was put together back to its file`() {
    var map = OffsetMap()
    #expect(map.source(of: 7..<9) == 7..<9)
    map.add(copyOf: 100..<104, at: 10)
    map.add(copyOf: 104..<106, at: 14)
    map.add(copyOf: 50..<53, at: 20)
    #expect(map.source(of: 0) == 100)
    #expect(map.source(of: 11..<16) == 101..<106)
    #expect(map.source(of: 18) == 106)
    #expect(map.source(of: 21) == 51)
    var parts: [Range<Int>] = []
    map.forEachCopy(in: 12..<22) { parts.append($0) }
    #expect(parts == [102..<106, 50..<52])
  }
}
