internal import Glibc

/// A file held open, of which any number of tasks may read parts.
package final class OpenFile: Sendable {
  /// In bytes, when it was opened.
  package let size: Int
  private let descriptor: FileDescriptor
  private let path: String

  /// - Throws: `notAFile` for what is no regular file.
  package init(_ path: String, in directory: borrowing Directory) throws(SystemError) {
    self.path = directory.name(path)
    descriptor = try directory.openBeneath(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, "read")
    let status = try descriptor.status(self.path)
    guard status.kind == .file else {
      throw SystemError("read", self.path, code: SystemError.notAFile)
    }
    size = Int(status.size)
  }

  /// The bytes of a range; one beyond the end of the file is an error.
  package func read(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    try descriptor.read(range, "read", path)
  }

  /// Whether both files hold the same bytes. No more than a piece of each is in memory.
  package func holdsSame(as other: OpenFile) throws(SystemError) -> Bool {
    guard size == other.size else { return false }
    for start in stride(from: 0, to: size, by: Self.piece) {
      let range = start..<min(start + Self.piece, size)
      guard try read(range) == other.read(range) else { return false }
    }
    return true
  }

  private static let piece = 1 << 20
}
