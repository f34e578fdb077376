internal import CSystem
internal import Glibc

extension Directory {
  /// The status of what is at `path`, or `nil` if nothing is. A link is not followed.
  ///
  /// One system call. Unlike all that opens or changes a file, this does not object to
  /// a symbolic link *on the way*: it may say something of a file that no other call
  /// of this type would open.
  package func status(of path: String) throws(SystemError) -> FileStatus? {
    let (status, code) = unsafe look(at: path)
    guard code == 0 else { throw SystemError("examine", name(path), code: code) }
    return status
  }

  /// The same for a path in UTF-8 without a NUL.
  package func status(of path: Span<UInt8>) throws(SystemError) -> FileStatus? {
    let (status, code) = unsafe path.withUnsafeBytes { path in
      unsafe withUnsafeTemporaryAllocation(byteCount: path.count + 1, alignment: 1) { text in
        unsafe text.copyMemory(from: path)
        unsafe text[path.count] = 0
        return unsafe look(at: text.assumingMemoryBound(to: CChar.self).baseAddress!)
      }
    }
    guard code == 0 else {
      let path = unsafe path.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
      throw SystemError("examine", name(path), code: code)
    }
    return status
  }

  /// - Returns: An `errno`, or 0 if something or nothing was found.
  private func look(at path: UnsafePointer<CChar>) -> (FileStatus?, code: Int32) {
    var status = stat()
    let result = unsafe fstatat(descriptor.number, path, &status, AT_SYMLINK_NOFOLLOW)
    if result == 0 { return (FileStatus(status), 0) }
    return (nil, errno == ENOENT || errno == ENOTDIR ? 0 : errno)
  }

  /// The status of this directory itself.
  package func status() throws(SystemError) -> FileStatus { try descriptor.status(path) }

  /// Where this directory is now, from the root; `path` if the system will not say.
  package var absolutePath: String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let link = "/proc/self/fd/\(descriptor.number)"
    let count = unsafe buffer.withUnsafeMutableBytes { memory in
      guard let start = memory.baseAddress else { return 0 }
      return unsafe readlink(link, start.assumingMemoryBound(to: CChar.self), memory.count)
    }
    guard count > 0, count < buffer.count else { return path }
    return String(validating: buffer[..<count], as: UTF8.self) ?? path
  }

  /// The statuses of this directory and of all above it, up to the root.
  package func ancestry() throws(SystemError) -> [FileStatus] {
    var chain = [try status()]
    var up = ".."
    // The root is its own parent. A path this long has more than a thousand folders.
    while up.utf8.count < 4000 {
      var status = stat()
      guard unsafe fstatat(descriptor.number, up, &status, 0) == 0 else {
        throw .last("examine", name(up))
      }
      let parent = FileStatus(status)
      if let last = chain.last, parent.isSameFile(as: last) { break }
      chain.append(parent)
      up += "/.."
    }
    return chain
  }

  /// Replaces what `buffer` holds by the content of a file; its memory is used again.
  ///
  /// Four system calls. A FIFO or a device is refused, not waited for.
  ///
  /// - Parameter limit: The most bytes to read; a longer file is `EFBIG`.
  /// - Returns: The status of the file that was read.
  @discardableResult
  package func read(
    _ path: String, into buffer: inout [UInt8], limit: Int = .max
  ) throws(SystemError) -> FileStatus {
    buffer.removeAll(keepingCapacity: true)
    let file = try openBeneath(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, "read")
    let status = try file.status(name(path))
    guard status.kind == .file else {
      throw SystemError("read", name(path), code: SystemError.notAFile)
    }
    guard status.size <= Int64(limit) else { throw SystemError("read", name(path), code: EFBIG) }
    try file.read(into: &buffer, expected: Int(status.size), limit: limit, name(path))
    return status
  }

  /// Reads a file as `read(_:into:limit:)` does, and tells whether it holds just `bytes`.
  ///
  /// - Returns: Its status, or `nil` if it holds something else.
  package func status(
    of path: String, ifHolding bytes: [UInt8], using buffer: inout [UInt8]
  ) throws(SystemError) -> FileStatus? {
    let status = try read(path, into: &buffer, limit: bytes.count)
    guard buffer.count == bytes.count else { return nil }
    let isSame = unsafe buffer.withUnsafeBytes { left in
      unsafe bytes.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return unsafe memcmp(left, right, bytes.count) == 0
      }
    }
    return isSame ? status : nil
  }

  /// Makes a file that must not exist yet, and fills it.
  ///
  /// Open, write, examine, close: nothing else. After an error a part of the file may
  /// be there.
  ///
  /// - Returns: The status of the file, as it stays until someone touches it.
  @discardableResult
  package func create(_ path: String, holding bytes: [UInt8]) throws(SystemError) -> FileStatus {
    let file = try openBeneath(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644, "create")
    try file.write(bytes.span, name(path))
    let status = try file.status(name(path))
    try file.close(name(path))
    return status
  }

  /// The same as `create(_:holding:)` for a directory that only this process writes:
  /// links on the way are not looked for, which saves a third of the time.
  @discardableResult
  package func createUnguarded(
    _ path: String, holding bytes: [UInt8]
  ) throws(SystemError) -> FileStatus {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let result = repeatingOnInterrupt {
      unsafe openat(descriptor.number, path, flags, 0o644)
    }
    let file = try FileDescriptor(result, "create", name(path))
    try file.write(bytes.span, name(path))
    let status = try file.status(name(path))
    try file.close(name(path))
    return status
  }

  /// Puts a file in the place of another in one step: whoever reads sees one or the other.
  ///
  /// - Parameter durable: Whether the new file must outlive a loss of power.
  package func replace(
    _ name: String, holding bytes: [UInt8], durable: Bool = false
  ) throws(SystemError) {
    try replace(name, durable: durable) { (write) throws(SystemError) in try write(bytes) }
  }

  /// The same for a file that is written part by part.
  ///
  /// - Parameter body: Calls what it is given with each part.
  package func replace(
    _ name: String, durable: Bool = false,
    _ body: (_ write: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) {
    let draft = name + ".new"
    try remove(draft)
    let file = try openBeneath(draft, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644, "create")
    try body { (part) throws(SystemError) in try file.write(part.span, self.name(draft)) }
    if durable { try file.sync(self.name(draft)) }
    try file.close(self.name(draft))
    try rename(draft, to: self, as: name)
    if durable { try sync() }
  }

  /// Waits until the content of one file is on the disk.
  package func sync(_ path: String) throws(SystemError) {
    try openBeneath(path, O_RDONLY, "sync").sync(name(path))
  }

  /// Waits until the names in this directory are on the disk.
  package func sync() throws(SystemError) { try descriptor.sync(path) }

  /// Waits until everything on this directory's file system is on the disk.
  package func syncFileSystem() throws(SystemError) {
    guard digest_sync_file_system(descriptor.number) == 0 else { throw .last("sync", path) }
  }
}
