import Addresses
import Testing

/// Texts of all lengths around the eight bytes that are compared at once, each with others that
/// differ in one place.
@Suite struct SpanOrderTests {
  static let texts: [[UInt8]] = (0...20).flatMap { length -> [[UInt8]] in
    let text = (0..<length).map { UInt8(0x61 + $0) }
    return [text]
      + text.indices.flatMap { place in
        [UInt8]([0x00, 0x2F, 0x80, 0xFF]).map { byte in
          var other = text
          other[place] = byte
          return other
        }
      }
  }

  @Test func `orders bytes as the standard library does`() {
    for left in Self.texts {
      for right in Self.texts {
        #expect(left.span.precedes(right.span) == left.lexicographicallyPrecedes(right))
        #expect(left.span.isEqual(to: right.span) == (left == right))
      }
    }
  }
}
