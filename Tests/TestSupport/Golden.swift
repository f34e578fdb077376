package import FoundationEssentials
package import Testing

/// Compares text with a file under `Tests/Golden`.
///
/// `UPDATE_GOLDEN=1 swift test` writes the file instead; read the diff before
/// committing it. The file is found from this source's own path, not through a
/// bundle, so that an update lands in the working copy.
package func expectGolden(
  _ text: String, matches path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = goldenFolder.appending(path: path)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  } else {
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(
      Array(text.utf8) == Array(expected.utf8), "differs from Tests/Golden/\(path):\n\(text)",
      sourceLocation: sourceLocation)
  }
}

/// Belongs to no target, so SwiftPM neither copies it nor complains of it.
package let goldenFolder = testsFolder.appending(path: "Golden")

/// The folder `Tests` of this checkout.
package let testsFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent()
