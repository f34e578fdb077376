/// A 64-bit fingerprint of bytes: XXH64 with seed 0, as its specification gives it
/// (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
///
/// It tells contents apart at memory speed and finds every accidental change but one in
/// 2⁶⁴. It is no defence against someone who wants two contents to have one hash: where
/// that would do harm, bytes are compared.
package struct ContentHash: Hashable, Sendable {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  /// - Complexity: O(*n*); about 10 GB/s.
  package init(of bytes: Span<UInt8>) {
    let count = bytes.count
    var offset = 0
    var hash: UInt64
    if count >= 32 {
      var lanes = Lanes()
      while offset <= count - 32 {
        lanes.add(bytes, at: offset)
        offset += 32
      }
      hash = lanes.merged
    } else {
      hash = prime5
    }
    hash &+= UInt64(truncatingIfNeeded: count)
    while offset <= count - 8 {
      hash = (hash ^ round(0, bytes.word(at: offset))).rotated(27) &* prime1 &+ prime4
      offset += 8
    }
    if offset <= count - 4 {
      hash = (hash ^ (bytes.halfWord(at: offset) &* prime1)).rotated(23) &* prime2 &+ prime3
      offset += 4
    }
    while offset < count {
      hash = (hash ^ (UInt64(bytes[offset]) &* prime5)).rotated(11) &* prime1
      offset += 1
    }
    value = hash.avalanche
  }

  package init(of bytes: [UInt8]) { self.init(of: bytes.span) }

  /// Sixteen hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

/// Joins numbers and texts, in their order, into one number: each as XXH64 joins the last
/// bytes of a content, eight at a time.
package struct HashMixer: Sendable {
  private var hash = prime5

  package init() {}

  package mutating func mix(_ number: UInt64) {
    hash = (hash ^ round(0, number)).rotated(27) &* prime1 &+ prime4
  }

  package mutating func mix(_ number: Int) { mix(UInt64(bitPattern: Int64(number))) }

  package mutating func mix(_ text: String) { mix(ContentHash(of: text.utf8Span.span).value) }

  /// Mixes a text as if its ASCII letters were all small. Others may be taken for one, too.
  mutating func mix(folding bytes: Span<UInt8>) {
    guard bytes.count >= 8 else {
      var word: UInt64 = 0
      for offset in bytes.indices { word = word << 8 | UInt64(bytes[offset] | 0x20) }
      return mix(word)
    }
    for offset in stride(from: 0, to: bytes.count - 8, by: 8) {
      mix(bytes.word(at: offset) | 0x2020_2020_2020_2020)
    }
    // The last eight, of which some may have been mixed already.
    mix(bytes.word(at: bytes.count - 8) | 0x2020_2020_2020_2020)
  }

  /// Stands for all that was mixed.
  package var value: UInt64 { hash.avalanche }
}

private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

/// The four accumulators that each take 8 bytes of a 32-byte stripe.
private struct Lanes {
  var first = prime1 &+ prime2
  var second = prime2
  var third: UInt64 = 0
  var fourth = 0 &- prime1

  @inline(__always)
  mutating func add(_ bytes: Span<UInt8>, at offset: Int) {
    first = round(first, bytes.word(at: offset))
    second = round(second, bytes.word(at: offset + 8))
    third = round(third, bytes.word(at: offset + 16))
    fourth = round(fourth, bytes.word(at: offset + 24))
  }

  var merged: UInt64 {
    var hash = first.rotated(1) &+ second.rotated(7) &+ third.rotated(12) &+ fourth.rotated(18)
    hash = (hash ^ round(0, first)) &* prime1 &+ prime4
    hash = (hash ^ round(0, second)) &* prime1 &+ prime4
    hash = (hash ^ round(0, third)) &* prime1 &+ prime4
    hash = (hash ^ round(0, fourth)) &* prime1 &+ prime4
    return hash
  }
}

@inline(__always)
private func round(_ accumulator: UInt64, _ input: UInt64) -> UInt64 {
  (accumulator &+ input &* prime2).rotated(31) &* prime1
}

extension UInt64 {
  @inline(__always)
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self &<< bits | self &>> (64 &- bits) }

  /// Lets every bit have its part in every other.
  @inline(__always)
  fileprivate var avalanche: UInt64 {
    let first = (self ^ (self >> 33)) &* prime2
    let second = (first ^ (first >> 29)) &* prime3
    return second ^ (second >> 32)
  }
}

extension Span<UInt8> {
  /// The eight bytes at `offset`, the first one lowest. They must be there.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  fileprivate func halfWord(at offset: Int) -> UInt64 {
    UInt64(
      UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
