internal import Glibc

/// A lock on a file or directory that one process at a time can hold.
///
/// The kernel drops it when the process ends, however it ends.
package struct FileLock: ~Copyable, Sendable {
  private let file: FileDescriptor

  /// Takes the lock on a file, which is made where it is missing and then holds the
  /// number of this process; or gives up at once.
  ///
  /// - Returns: `nil` if another process holds the lock.
  package init?(_ path: String, in directory: borrowing Directory) throws(SystemError) {
    let name = directory.name(path)
    let file = try directory.openBeneath(path, O_RDWR | O_CREAT, mode: 0o644, "open")
    guard try Self.lock(file, name) else { return nil }
    guard ftruncate(file.number, 0) == 0 else { throw .last("write", name) }
    let text = Array("\(getpid())\n".utf8)
    try file.write(text.span, name)
    self.file = file
  }

  /// Takes the lock on a directory, in which nothing changes; or gives up at once.
  package init?(on directory: borrowing Directory) throws(SystemError) {
    let file = try directory.openSelf()
    guard try Self.lock(file, directory.path) else { return nil }
    self.file = file
  }

  private static func lock(
    _ file: borrowing FileDescriptor, _ name: String
  ) throws(SystemError) -> Bool {
    let result = repeatingOnInterrupt { flock(file.number, LOCK_EX | LOCK_NB) }
    if result == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw .last("lock", name)
  }

  /// Sleeps for as long as it makes sense to wait before trying again.
  package static func pause() {
    usleep(20_000)
  }
}
