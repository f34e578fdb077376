internal import CSystem
internal import Glibc

/// An open directory, through which everything beneath it is reached.
///
/// Paths are relative to it, have `/` between their segments, and can neither leave it
/// nor pass through a symbolic link, whoever puts one there and whenever. It keeps
/// meaning the same directory when that is renamed. Closed when it goes out of scope.
package struct Directory: ~Copyable, Sendable {
  let descriptor: FileDescriptor
  /// The path by which messages name it, from the folder a person named.
  package let path: String

  /// Opens a directory that a person named: symbolic links on the way are followed.
  package init(opening path: String) throws(SystemError) {
    let result = repeatingOnInterrupt {
      unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    self.init(try FileDescriptor(result, "open", path), path)
  }

  /// Opens a directory that a person named, and makes it first, with all above it, where
  /// it is missing.
  ///
  /// - Parameter created: Is told the path of each directory made, outermost first.
  package init(creating path: String, _ created: (String) -> Void) throws(SystemError) {
    var bare = path[...]
    while bare.utf8.count > 1, bare.utf8.last == UInt8(ascii: "/") { bare = bare.dropLast() }
    try Self.create(String(bare), created)
    try self.init(opening: path)
  }

  private static func create(
    _ path: String, _ created: (String) -> Void
  ) throws(SystemError) {
    if unsafe mkdir(path, 0o755) == 0 { return created(path) }
    if errno == EEXIST { return }
    guard errno == ENOENT, let parent = path.splitPath.parent, !parent.isEmpty else {
      throw .last("create", path)
    }
    try create(parent, created)
    guard unsafe mkdir(path, 0o755) != 0 else { return created(path) }
    guard errno == EEXIST else { throw .last("create", path) }
  }

  init(_ descriptor: consuming FileDescriptor, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a directory beneath this one.
  package func directory(_ path: String) throws(SystemError) -> Directory {
    let descriptor = try openBeneath(path, O_RDONLY | O_DIRECTORY, "open")
    return Directory(descriptor, name(path))
  }

  /// Opens a directory beneath this one, or `nil` if there is none of that name.
  package func directory(ifPresent path: String) throws(SystemError) -> Directory? {
    do throws(SystemError) {
      return try directory(path)
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
  }

  /// Opens a directory beneath this one and makes it first, with all above it, where
  /// it is missing.
  ///
  /// - Parameter created: Is told the path of each directory made, outermost first.
  package func directory(
    creating path: String, _ created: (String) -> Void = { _ in }
  ) throws(SystemError) -> Directory {
    if let present = try directory(ifPresent: path) { return present }
    let (parent, leaf) = path.splitPath
    if let parent {
      let parent = try directory(creating: parent, created)
      if try parent.createDirectory(leaf) { created(path) }
      return Directory(
        try parent.openBeneath(leaf, O_RDONLY | O_DIRECTORY, "open"), name(path))
    }
    if try createDirectory(leaf) { created(path) }
    return try directory(leaf)
  }

  /// Opens the directory that a file of this path lies in.
  ///
  /// - Parameter created: If given, what is missing is made, and its path told.
  /// - Returns: `nil` if it is missing.
  package func folder(
    of path: String, creating created: ((String) -> Void)? = nil
  ) throws(SystemError) -> Directory? {
    guard let parent = path.splitPath.parent else {
      return Directory(try openSelf(), self.path)
    }
    guard let created else { return try directory(ifPresent: parent) }
    return try directory(creating: parent, created)
  }

  /// Opens `path` beneath this directory.
  ///
  /// One segment needs no more than `O_NOFOLLOW`. Where the kernel has no `openat2`
  /// (before 5.6, or forbidden in a container), the segments are opened one by one.
  func openBeneath(
    _ path: String, _ flags: Int32, mode: mode_t = 0, _ step: String
  ) throws(SystemError) -> FileDescriptor {
    let flags = flags | O_CLOEXEC | O_NOFOLLOW
    guard path.isSafeToOpen else { throw SystemError(step, name(path), code: EXDEV) }
    if !path.utf8.contains(UInt8(ascii: "/")) {
      return try openSegment(path, flags, mode: mode, step)
    }
    let result = repeatingOnInterrupt {
      unsafe digest_open_beneath(descriptor.number, path, flags, mode)
    }
    if result < 0, errno == ENOSYS || errno == EPERM {
      return try openSegmentBySegment(path, flags, mode: mode, step)
    }
    return try FileDescriptor(result, step, name(path))
  }

  private func openSegment(
    _ segment: String, _ flags: Int32, mode: mode_t, _ step: String
  ) throws(SystemError) -> FileDescriptor {
    let result = repeatingOnInterrupt {
      unsafe openat(descriptor.number, segment, flags, mode)
    }
    // A link in the place of a directory is reported as "not a directory".
    if result < 0, errno == ENOTDIR, flags & O_DIRECTORY != 0 {
      let isLink = try status(of: segment)?.kind == .symbolicLink
      throw SystemError(step, name(segment), code: isLink ? ELOOP : ENOTDIR)
    }
    return try FileDescriptor(result, step, name(segment))
  }

  func openSegmentBySegment(
    _ path: String, _ flags: Int32, mode: mode_t, _ step: String
  ) throws(SystemError) -> FileDescriptor {
    let (parent, leaf) = path.splitPath
    guard let parent else { return try openSegment(leaf, flags, mode: mode, step) }
    let above = Directory(
      try openSegmentBySegment(
        parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, mode: 0, step),
      name(parent))
    return try above.openSegment(leaf, flags, mode: mode, step)
  }

  /// What messages call a path beneath this directory.
  func name(_ path: String) -> String {
    self.path == "." ? path : self.path + "/" + path
  }
}

extension String {
  /// The path of the directory a path lies in, if it names one, and its last segment.
  package var splitPath: (parent: String?, leaf: String) {
    let bytes = utf8Span.span
    var start = bytes.count
    while start > 0, bytes[start - 1] != UInt8(ascii: "/") { start -= 1 }
    guard start > 0 else { return (nil, self) }
    let leaf = utf8.index(startIndex, offsetBy: start)
    return (String(self[..<utf8.index(before: leaf)]), String(self[leaf...]))
  }

  /// Whether the path is relative, has no `..`, no empty segment and no NUL, at which C
  /// would end it.
  fileprivate var isSafeToOpen: Bool {
    let dot = UInt8(ascii: ".")
    let bytes = utf8Span.span
    var length = 0
    var dots = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0 { return false }
      if byte == UInt8(ascii: "/") {
        if length == 0 || (length == dots && dots <= 2) { return false }
        (length, dots) = (0, 0)
      } else {
        length += 1
        if byte == dot { dots += 1 }
      }
    }
    return length > 0 && !(length == dots && dots <= 2)
  }
}
