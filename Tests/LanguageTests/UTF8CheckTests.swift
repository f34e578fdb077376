import Language
import TestSupport
import Testing

@Suite struct UTF8CheckTests {
  @Test func `accepts the same bytes as the standard library`() {
    var random = SplitMix64(seed: 1)
    // Bytes at which the rules of UTF-8 change.
    let edges: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
      0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in edges {
      for second in edges {
        for third in edges {
          let last = edges.randomElement(using: &random) ?? 0
          for bytes in [[first, second], [first, second, third], [first, second, third, last]] {
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect(UTF8Check.accepts(bytes.span) == isValid, "\(bytes)")
          }
        }
      }
    }
  }
}
