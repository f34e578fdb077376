internal import CSystem
internal import Glibc

/// One name in a directory.
package struct DirectoryEntry: Sendable {
  /// What the directory says of the file, which may be nothing.
  package enum Kind: UInt8, Sendable {
    case unknown = 0
    case fifo = 1
    case characterDevice = 2
    case directory = 4
    case blockDevice = 6
    case file = 8
    case symbolicLink = 10
    case socket = 12
  }

  package var name: String
  package var type: Kind
}

extension Directory {
  /// The names in this directory but `.` and `..`, in no order.
  ///
  /// - Throws: `EILSEQ` for a name that is not UTF-8: whoever wants to go on in spite
  ///   of one, walks.
  package func entries() throws(SystemError) -> [DirectoryEntry] {
    var entries: [DirectoryEntry] = []
    var isValid = true
    try reopened().forEachEntry { name, type in
      if let name = String(validating: name, as: UTF8.self) {
        entries.append(DirectoryEntry(name: name, type: type))
      } else {
        isValid = false
      }
    }
    guard isValid else { throw SystemError("read", path, code: EILSEQ) }
    return entries
  }

  /// The names in this directory but `.` and `..`, in no order; what is not UTF-8 in
  /// them is repaired, so they are for showing and comparing only.
  package func names() throws(SystemError) -> [String] {
    var names: [String] = []
    try reopened().forEachEntry { name, _ in names.append(String(decoding: name, as: UTF8.self)) }
    return names
  }

  /// Calls `body` with each name but `.` and `..`, from where this directory was read to
  /// last: once for each time it is opened.
  func forEachEntry(
    _ body: (ArraySlice<UInt8>, DirectoryEntry.Kind) -> Void
  ) throws(SystemError) {
    var buffer: [UInt8] = []
    try forEachEntry(using: &buffer, body)
  }

  /// The same with memory that can be used again.
  func forEachEntry(
    using buffer: inout [UInt8], _ body: (ArraySlice<UInt8>, DirectoryEntry.Kind) -> Void
  ) throws(SystemError) {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 32_768) }
    while true {
      let size = unsafe buffer.withUnsafeMutableBytes { memory in
        unsafe digest_read_directory(descriptor.number, memory.baseAddress, memory.count)
      }
      guard size >= 0 else { throw .last("read", path) }
      guard size > 0 else { return }
      // struct linux_dirent64: inode 8, offset 8, length 2, type 1, name, NUL, padding.
      var start = 0
      while start + 19 < size {
        let length = Int(buffer[start + 16]) | Int(buffer[start + 17]) << 8
        let limit = min(start + max(length, 20), size)
        var end = start + 19
        while end < limit, buffer[end] != 0 { end += 1 }
        let name = buffer[(start + 19)..<end]
        if !name.isEmpty, !name.isDotOrDotDot {
          body(name, DirectoryEntry.Kind(rawValue: buffer[start + 18]) ?? .unknown)
        }
        start += max(length, 20)
      }
    }
  }

  /// This directory once more, with a reading position of its own.
  func reopened() throws(SystemError) -> Directory { Directory(try openSelf(), path) }

  func openSelf() throws(SystemError) -> FileDescriptor {
    let result = repeatingOnInterrupt {
      unsafe openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    return try FileDescriptor(result, "open", path)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var isDotOrDotDot: Bool {
    let dot = UInt8(ascii: ".")
    return (count == 1 && first == dot) || (count == 2 && first == dot && last == dot)
  }
}
