internal import Diagnostics
internal import FileSystem
internal import Glibc

/// What a command reads when its file is named `-`, and files named by a person.
enum StandardInput {
  /// In bytes: the largest file that is read.
  private static let limit = 256 << 20

  /// A file anywhere on the machine, or standard input for `-`.
  ///
  /// Symbolic links are followed, and a pipe is read to its end: the person named it.
  static func source(named name: String) throws(SystemError) -> SourceText {
    if name == "-" {
      return SourceText(
        path: "standard input", bytes: try readAll(STDIN_FILENO, "standard input"))
    }
    guard !name.utf8.contains(0) else { throw SystemError("read", name, code: ENOENT) }
    let descriptor = open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError("read", name, code: errno) }
    defer { close(descriptor) }
    return SourceText(path: name, bytes: try readAll(descriptor, name))
  }

  private static func readAll(
    _ descriptor: Int32, _ name: String
  ) throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read", name, code: errno) }
      if count == 0 { return all }
      guard all.count + count <= limit else {
        throw SystemError("read", name, code: SystemError.tooLarge)
      }
      all += buffer[..<count]
    }
  }
}
