internal import Diagnostics

/// Turns libyaml's places, which count Unicode scalars, into byte offsets.
///
/// They are asked for nearly in order, so it goes on from the last one.
struct ScalarOffsets {
  private let source: SourceText
  private let range: Range<Int>
  /// The place that was asked for last.
  private var last: (scalar: Int, byte: Int)

  /// - Parameter range: The text in which scalars are counted.
  init(of source: SourceText, in range: Range<Int>) {
    self.source = source
    self.range = range
    last = (0, range.lowerBound)
  }

  /// The byte offset, in the whole source, of the `scalar`-th scalar of the text.
  ///
  /// - Complexity: O(*n*) in the distance from the last one.
  mutating func offset(of scalar: Int) -> Int {
    let bytes = source.bytes
    var (place, byte) = last
    while place > scalar, byte > range.lowerBound {
      byte -= 1
      if !bytes[byte].isUTF8Continuation { place -= 1 }
    }
    while place < scalar, byte < range.upperBound {
      byte += 1
      while byte < range.upperBound, bytes[byte].isUTF8Continuation { byte += 1 }
      place += 1
    }
    last = (place, byte)
    return byte
  }
}
