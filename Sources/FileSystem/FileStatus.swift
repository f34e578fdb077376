internal import Glibc

/// What tells one state of a file from another without reading it.
///
/// Size and modification time can be set by any program (`rsync -t`, `touch`); the
/// change time cannot, so a file whose whole status is the same has not been touched.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: UInt8, Sendable { case file, directory, symbolicLink, other }

  package var kind: Kind
  /// In bytes.
  package var size: Int64
  /// When the content last changed, in nanoseconds since 1970.
  package var modified: Int64
  /// When anything about the file last changed, its name included, in nanoseconds since 1970.
  package var changed: Int64
  package var inode: UInt64
  package var device: UInt64

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int64(status.st_size)
    modified = status.st_mtim.nanoseconds
    changed = status.st_ctim.nanoseconds
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
  }

  /// Whether both are one and the same file, whatever its content.
  package func isSameFile(as other: FileStatus) -> Bool {
    inode == other.inode && device == other.device
  }
}

extension timespec {
  /// Wraps around in the year 2262 instead of trapping on a damaged time.
  fileprivate var nanoseconds: Int64 { Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec) }
}
