internal import Addresses
internal import Diagnostics
internal import FileSystem

/// A file of `content/static` that is published as it is.
struct StaticFile: Sendable {
  /// From the site root.
  var file: String
  /// From the output folder.
  var path: SitePath

  private static let folder = "content/static"

  /// The kinds of file that are published; anything else there is a mistake.
  private static let suffixes = [
    ".avif", ".css", ".csv", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".mp3", ".mp4",
    ".pdf", ".png", ".svg", ".txt", ".webm", ".webmanifest", ".webp", ".woff2", ".xml", ".zip",
  ]

  static func all(
    in site: SiteFolder, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> [StaticFile] {
    var files: [StaticFile] = []
    for file in try site.files(below: folder, &diagnostics) {
      let name = String(file.dropFirst(folder.utf8.count + 1))
      let place = SourceText(path: file, bytes: [])
      if !suffixes.contains(where: { name.hasBytes(suffix: $0) }) {
        diagnostics.append(
          Diagnostic(
            in: place, at: 0..<0, "this kind of file is not published",
            hint: "published are \(suffixes.joined(separator: " "))"))
      } else if let path = SitePath(name) {
        files.append(StaticFile(file: file, path: path))
      } else {
        diagnostics.append(
          Diagnostic(
            in: place, at: 0..<0, "a name that cannot be part of an address",
            hint: "name it with letters `a`–`z`, digits, hyphens and dots"))
      }
    }
    return files
  }
}

extension SiteFolder {
  /// The files below a folder whose names end in `.md`; any other is reported.
  func markdownFiles(
    below folder: String, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> [String] {
    var found: [String] = []
    for file in try files(below: folder, &diagnostics) {
      if file.hasBytes(suffix: ".md") {
        found.append(file)
      } else {
        diagnostics.append(
          Diagnostic(
            in: SourceText(path: file, bytes: []), at: 0..<0, "not an article",
            hint: "articles end in `.md`; images belong in content/static"))
      }
    }
    return found
  }
}
