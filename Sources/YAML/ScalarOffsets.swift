internal import Diagnostics

/// Turns libyaml's places, which count Unicode scalars, into byte offsets.
struct ScalarOffsets {
  /// The byte offset of each scalar from `base`; empty where every scalar is one byte.
  private let offsets: [UInt32]
  private let base: Int
  private let count: Int

  /// - Complexity: O(*n*) in the bytes of `text`.
  init(of text: borrowing Span<UInt8>, base: Int) {
    self.base = base
    count = text.count
    var offsets: [UInt32] = []
    var isASCII = true
    for index in text.indices where text[index] >= 0x80 {
      isASCII = false
      break
    }
    if !isASCII {
      offsets.reserveCapacity(text.count)
      for index in text.indices where !text[index].isUTF8Continuation {
        offsets.append(UInt32(index))
      }
    }
    self.offsets = offsets
  }

  /// The byte offset, in the whole source, of the `scalar`-th scalar of the text.
  func offset(of scalar: Int) -> Int {
    guard !offsets.isEmpty else { return base + min(max(scalar, 0), count) }
    return base + (offsets.indices.contains(scalar) ? Int(offsets[scalar]) : count)
  }
}
