internal import Diagnostics
internal import FileSystem
internal import Glibc

/// What a command reads when its file is named `-`, and files named by a person.
enum StandardInput {
  /// A file anywhere on the machine, or standard input for `-`.
  static func source(named name: String) throws(SystemError) -> SourceText {
    if name == "-" { return SourceText(path: "standard input", bytes: try readAll()) }
    let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(name[...$0]) } ?? "."
    let leaf = slash.map { String(name[name.utf8.index(after: $0)...]) } ?? name
    var bytes: [UInt8] = []
    _ = try Directory(opening: folder).read(leaf, into: &bytes, limit: 256 << 20)
    return SourceText(path: name, bytes: bytes)
  }

  private static func readAll() throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read", "standard input", code: errno) }
      if count == 0 { return all }
      all += buffer[..<count]
    }
  }
}
