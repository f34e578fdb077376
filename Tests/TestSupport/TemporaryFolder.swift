internal import FoundationEssentials

/// Runs `body` with the path of a fresh, empty folder, which is gone afterwards.
package func withTemporaryFolder<Result>(
  _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "digest-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path(percentEncoded: false).droppingSlash)
}

extension String {
  fileprivate var droppingSlash: String {
    utf8.last == UInt8(ascii: "/") ? String(dropLast()) : self
  }
}
