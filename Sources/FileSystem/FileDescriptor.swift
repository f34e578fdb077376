internal import Glibc

/// The one owner of an open file; it is closed when this goes out of scope.
struct FileDescriptor: ~Copyable, Sendable {
  let number: Int32

  /// Takes over what `open` returned.
  ///
  /// - Throws: The error in `errno`, if that was no descriptor.
  init(_ result: Int32, _ step: String, _ path: @autoclosure () -> String) throws(SystemError) {
    guard result >= 0 else { throw .last(step, path()) }
    number = result
  }

  deinit {
    _ = Glibc.close(number)
  }

  /// Closes the file and reports what a write behind the scenes may have met.
  ///
  /// Linux frees the descriptor even when it reports `EINTR`, so this never retries.
  consuming func close(_ path: @autoclosure () -> String) throws(SystemError) {
    let result = Glibc.close(number)
    discard self
    if result != 0, errno != EINTR { throw .last("close", path()) }
  }

  borrowing func status(_ path: @autoclosure () -> String) throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .last("examine", path()) }
    return FileStatus(status)
  }

  /// Writes all of `bytes`, in as many calls as the system wants.
  borrowing func write(
    _ bytes: Span<UInt8>, _ path: @autoclosure () -> String
  ) throws(SystemError) {
    try unsafe bytes.withUnsafeBytes { (bytes) throws(SystemError) in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let run = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let written = repeatingOnInterrupt {
          unsafe Glibc.write(number, run.baseAddress, run.count)
        }
        guard written >= 0 else { throw .last("write", path()) }
        guard written > 0 else { throw SystemError("write", path(), code: EIO) }
        unsafe rest = rest.dropFirst(written)
      }
    }
  }

  /// Appends the rest of the file to `buffer`.
  ///
  /// - Parameters:
  ///   - expected: How many bytes are likely to come; a right guess saves calls.
  ///   - limit: How many bytes `buffer` may hold in the end; more is `EFBIG`.
  borrowing func read(
    into buffer: inout [UInt8], expected: Int, limit: Int, _ path: @autoclosure () -> String
  ) throws(SystemError) {
    // One byte more than expected, so that the first read also finds the end.
    var room = max(expected, 0) + 1
    while true {
      var count = 0
      let size = room
      buffer.append(addingCapacity: size) { output in
        unsafe output.withUnsafeMutableBufferPointer { memory, initialized in
          count = repeatingOnInterrupt {
            unsafe Glibc.read(number, memory.baseAddress, size)
          }
          initialized = max(count, 0)
        }
      }
      guard count >= 0 else { throw .last("read", path()) }
      guard buffer.count <= limit else { throw SystemError("read", path(), code: EFBIG) }
      // A regular file gives less than was asked for only at its end.
      if count < size { return }
      room = 65_536
    }
  }

  /// The bytes of a range, from wherever the file is read to otherwise.
  ///
  /// - Throws: `EIO` if the file ends before the range does.
  borrowing func read(
    _ range: Range<Int>, _ step: String, _ path: @autoclosure () -> String
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, done in
      while done < range.count, failure == nil {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[done..<range.count])
        let count = repeatingOnInterrupt {
          unsafe pread(number, rest.baseAddress, rest.count, off_t(range.lowerBound + done))
        }
        if count <= 0 { failure = count < 0 ? errno : EIO }
        done += max(0, count)
      }
    }
    if let failure { throw SystemError(step, path(), code: failure) }
    return bytes
  }

  /// Waits until the file's content is on the disk. Never repeated after a failure:
  /// the kernel reports a lost write only once.
  borrowing func sync(_ path: @autoclosure () -> String) throws(SystemError) {
    guard fsync(number) == 0 else { throw .last("sync", path()) }
  }
}

/// Repeats a call for as long as a signal cuts it short.
func repeatingOnInterrupt<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
