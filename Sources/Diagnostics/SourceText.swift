/// The bytes of one file and the path by which messages name it.
///
/// Stages pass byte offsets into `bytes`, never line numbers: counting lines is
/// work only a failing build should pay for.
package struct SourceText: Equatable, Sendable {
  /// The path from the site root, such as `content/articles/2026/03/lockbit.md`.
  package let path: String
  /// The file as read; not necessarily valid UTF-8.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

extension SourceText {
  /// A place a reader can find: lines and columns start at 1, and a column is
  /// one Unicode scalar, so that a caret lands under the character it means.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  /// Converts a byte offset into a position.
  ///
  /// An offset past the end counts as the end.
  ///
  /// - Complexity: O(*n*) in the offset.
  package func position(of offset: Int) -> Position {
    var position = Position(line: 1, column: 1)
    for byte in bytes[..<clamped(offset)] {
      if byte == UInt8(ascii: "\n") {
        position = Position(line: position.line + 1, column: 1)
      } else if !byte.isUTF8Continuation {
        position.column += 1
      }
    }
    return position
  }

  /// The bytes of the line that contains `offset`, without its line ending.
  package func lineRange(at offset: Int) -> Range<Int> {
    let offset = clamped(offset)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private func clamped(_ offset: Int) -> Int {
    min(max(offset, 0), bytes.count)
  }
}

extension UInt8 {
  /// Whether this is a byte of a UTF-8 sequence other than its first.
  package var isUTF8Continuation: Bool { self & 0b1100_0000 == 0b1000_0000 }
}
