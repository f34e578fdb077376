internal import CSystem
internal import Glibc

/// Names are single segments here, so that no symbolic link can lie on the way; paths
/// of several segments are for directories that only this process writes.
extension Directory {
  /// Makes a directory; the one above it must be there.
  ///
  /// - Returns: `false` if something of that name is there already.
  @discardableResult
  package func createDirectory(_ name: String, mode: UInt32 = 0o755) throws(SystemError) -> Bool {
    if unsafe mkdirat(descriptor.number, name, mode) == 0 { return true }
    if errno == EEXIST { return false }
    throw .last("create", self.name(name))
  }

  /// Gives a file or directory another name and place on the same file system, in the
  /// place of a file that may be there.
  package func rename(
    _ name: String, to directory: borrowing Directory, as newName: String
  ) throws(SystemError) {
    let from = descriptor.number
    let to = directory.descriptor.number
    guard unsafe renameat(from, name, to, newName) == 0 else {
      throw .last("rename", directory.name(newName))
    }
  }

  package enum Exchange: Sendable {
    case done
    /// Nothing is there to exchange with.
    case absent
    /// The file system cannot exchange files.
    case unsupported
  }

  /// Exchanges two files in one step.
  package func exchange(
    _ name: String, with directory: borrowing Directory, _ otherName: String
  ) throws(SystemError) -> Exchange {
    let from = descriptor.number
    let to = directory.descriptor.number
    if unsafe digest_exchange(from, name, to, otherName) == 0 { return .done }
    switch errno {
    case ENOENT: return .absent
    case EINVAL, ENOSYS: return .unsupported
    default: throw .last("rename", directory.name(otherName))
    }
  }

  /// Whether files can be renamed from here to `other`: not so across file systems, nor
  /// across the mounts of one.
  package func canRename(to other: borrowing Directory) throws(SystemError) -> Bool {
    guard try status().device == other.status().device else { return false }
    // The system compares the mounts before it looks for the names, which do not exist.
    let name = ".digest-no-such-file"
    let from = descriptor.number
    let to = other.descriptor.number
    return unsafe renameat(from, name, to, name) == 0 || errno != EXDEV
  }

  /// Removes a file, or the link itself if it is one.
  ///
  /// - Returns: `false` if there was none.
  @discardableResult
  package func remove(_ name: String) throws(SystemError) -> Bool {
    if unsafe unlinkat(descriptor.number, name, 0) == 0 { return true }
    if errno == ENOENT { return false }
    throw .last("remove", self.name(name))
  }

  /// Removes a directory if it is there and empty.
  ///
  /// - Returns: Whether it is gone.
  @discardableResult
  package func removeIfEmpty(_ name: String) throws(SystemError) -> Bool {
    if unsafe unlinkat(descriptor.number, name, AT_REMOVEDIR) == 0 { return true }
    switch errno {
    case ENOENT: return true
    case ENOTEMPTY, EEXIST, ENOTDIR, EBUSY: return false
    default: throw .last("remove", self.name(name))
    }
  }

  /// Removes a file or a directory with all that is in it; links are not followed.
  ///
  /// - Parameter goesOn: Asked before each directory; `false` leaves the rest for later.
  /// - Returns: Whether all is gone.
  @discardableResult
  package func removeTree(
    _ name: String, while goesOn: () -> Bool = { true }
  ) throws(SystemError) -> Bool {
    guard let status = try status(of: name) else { return true }
    guard status.kind == .directory else { return try remove(name) }
    guard goesOn() else { return false }
    do {
      let directory = try directory(name)
      for entry in try directory.entries() {
        if entry.type == .directory || entry.type == .unknown {
          guard try directory.removeTree(entry.name, while: goesOn) else { return false }
        } else {
          try directory.remove(entry.name)
        }
      }
    }
    return try removeIfEmpty(name)
  }
}
