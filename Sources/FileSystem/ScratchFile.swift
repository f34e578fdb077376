internal import CSystem
internal import Glibc

/// A file without a name, for what does not fit into memory; it is gone with its last owner.
///
/// One task writes it; after that any number may read it.
package final class ScratchFile: Sendable {
  private let descriptor: FileDescriptor
  private let path: String
  /// The time of the file system when the file was made, in nanoseconds: what changes
  /// later has a later or the same time.
  package let created: Int64

  /// - Parameter directory: On which file system the file lies.
  package init(in directory: borrowing Directory) throws(SystemError) {
    path = directory.path
    var result = repeatingOnInterrupt { digest_open_unnamed(directory.descriptor.number) }
    if result < 0 {
      // A file system without unnamed files: make one and take its name away.
      let name = "scratch-\(getpid())-\(UInt32.random(in: 0 ... .max))"
      result = repeatingOnInterrupt {
        unsafe openat(
          directory.descriptor.number, name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      }
      if result >= 0 { _ = unsafe unlinkat(directory.descriptor.number, name, 0) }
    }
    descriptor = try FileDescriptor(result, "create a scratch file in", path)
    created = try descriptor.status(path).changed
  }

  /// Puts `bytes` at an offset.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    let path = path
    let number = descriptor.number
    try unsafe bytes.span.withUnsafeBytes { (bytes) throws(SystemError) in
      var done = 0
      while done < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        let count = repeatingOnInterrupt {
          unsafe pwrite(number, rest.baseAddress, rest.count, off_t(offset + done))
        }
        guard count > 0 else { throw .last("write a scratch file in", path) }
        done += count
      }
    }
  }

  /// The bytes of a range that was written.
  package func read(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    try descriptor.read(range, "read a scratch file in", path)
  }
}
