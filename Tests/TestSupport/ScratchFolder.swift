package import FoundationEssentials

/// A folder of a test's own that goes away with it.
package final class ScratchFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "digest-test-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package var path: String { url.path }

  package func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  package func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  package func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appending(path: path)))
  }

  /// Every file below the folder with its bytes, by path.
  package func tree(below path: String = "") throws -> [String: [UInt8]] {
    let root = url.appending(path: path)
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      var isFolder = false
      let file = root.appending(path: name)
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder
      else { continue }
      files[name] = Array(try Data(contentsOf: file))
    }
    return files
  }

  /// Inode, size and time of everything below the folder, by path.
  package func stamps(below path: String) throws -> [String: String] {
    let root = url.appending(path: path)
    var stamps: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: root.appending(path: name).path)
      let values = [.systemFileNumber, .size, .modificationDate].map { attributes[$0] ?? 0 }
      stamps[name] = "\(values)"
    }
    return stamps
  }
}
