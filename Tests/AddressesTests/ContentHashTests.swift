import Addresses
import Testing

@Suite struct ContentHashTests {
  /// Made with the reference implementation (xxhash 3 for Python).
  @Test(
    arguments: [
      ([], "ef46db3751d8e999"),
      (Array("a".utf8), "d24ec4f1a98c6e5b"),
      (Array("abc".utf8), "44bc2cf5ad770999"),
      (Array("1234567".utf8), "d3a46e9108289359"),
      (Array("12345678".utf8), "d2d02f08cf7cfd4a"),
      (Array(0..<31), "c346d2b59b4d8ee1"),
      (Array(0..<32), "cbf59c5116ff32b4"),
      (Array(0..<33), "0c535d1acafb8ead"),
      (Array(0..<44), "a733d156db2bb292"),
      ((0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }, "25275608a9cfc168"),
    ] as [([UInt8], String)])
  func `is XXH64`(_ bytes: [UInt8], _ expected: String) {
    #expect(ContentHash(of: bytes).hexadecimal == expected)
  }

  @Test func `writes sixteen digits`() {
    #expect(ContentHash(value: 0x2A).hexadecimal == "000000000000002a")
  }
}
