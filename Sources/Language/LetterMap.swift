/// What each letter of two bytes, and each of the block U+1E00–1EFF, becomes.
///
/// These are the letters of Vietnamese and of most names. Each becomes at most as many
/// bytes as it has, so text never grows; everything else but ASCII stays as it is.
struct LetterMap: Sendable {
  /// The bytes that stand for a letter, the first one lowest; 0 for none.
  typealias Packed = UInt32

  /// By the low eleven bits of the scalar.
  private var twoByte: [Packed]
  /// By the low eight bits of the scalar.
  private var additional: [Packed]

  /// - Parameter replacement: What a scalar from U+0080 becomes; `nil` if it stays.
  init(_ replacement: (Unicode.Scalar) -> String?) {
    func packed(_ value: UInt32) -> Packed {
      guard let scalar = Unicode.Scalar(value) else { return 0 }
      let bytes = Array(String(scalar).utf8)
      let replaced = replacement(scalar).map { Array($0.utf8) } ?? bytes
      let fitting = replaced.count <= bytes.count ? replaced : bytes
      return fitting.reversed().reduce(0) { $0 << 8 | Packed($1) }
    }
    // ASCII in two bytes is not valid UTF-8: it stays.
    let overlong = (0..<0x80).map { 0xC0 | $0 >> 6 | (0x80 | $0 & 0x3F) << 8 as Packed }
    twoByte = overlong + (0x80..<0x800).map(packed)
    additional = (0x1E00..<0x1F00).map(packed)
  }

  /// Appends `bytes` with its letters replaced and ASCII in lower case.
  ///
  /// - Complexity: O(*n*), a few cycles a byte.
  func append(_ bytes: borrowing Span<UInt8>, to output: inout [UInt8]) {
    let twoByte = twoByte.span
    let additional = additional.span
    let count = bytes.count
    output.append(addingCapacity: count) { output in
      var offset = 0
      while offset < count {
        let byte = bytes[offset]
        guard byte >= 0xC0 else {
          output.append(byte.asciiLowercased)
          offset += 1
          continue
        }
        var packed: Packed
        if byte < 0xE0, offset + 1 < count, bytes[offset + 1].isContinuation {
          packed = twoByte[Int(byte & 0x1F) << 6 | Int(bytes[offset + 1] & 0x3F)]
          offset += 2
        } else if byte == 0xE1, offset + 2 < count, bytes[offset + 1] & 0xFC == 0xB8,
          bytes[offset + 2].isContinuation
        {
          packed = additional[Int(bytes[offset + 1] & 0x03) << 6 | Int(bytes[offset + 2] & 0x3F)]
          offset += 3
        } else {
          packed = Packed(byte)
          offset += 1
        }
        while packed != 0 {
          output.append(UInt8(truncatingIfNeeded: packed))
          packed >>= 8
        }
      }
    }
  }
}

extension UInt8 {
  var isContinuation: Bool { self & 0xC0 == 0x80 }

  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// The small letter of an ASCII capital; anything else as it is.
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
