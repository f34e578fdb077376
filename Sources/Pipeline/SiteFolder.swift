package import Diagnostics
package import FileSystem
internal import Publishing

/// The folder a site is made from, held open, and what may be read in it.
package final class SiteFolder: Sendable {
  package let root: Directory
  /// Where builds keep what belongs to no output.
  let state: Directory

  /// - Returns: `nil` if the folder has no `content/site.yml`; nothing is made in it then.
  /// - Throws: If there is no such folder.
  package init?(opening path: String) throws(SystemError) {
    root = try Directory(opening: path)
    guard try root.status(of: "content/site.yml") != nil else { return nil }
    state = try root.directory(creating: Publication.stateFolder)
  }

  /// In bytes: the largest file that is read.
  static let limit = 256 << 20

  /// A file, named from the site root.
  package func requiredSource(_ path: String) throws(SystemError) -> SourceText {
    var bytes: [UInt8] = []
    _ = try root.read(path, into: &bytes, limit: Self.limit)
    return SourceText(path: path, bytes: bytes)
  }

  /// A file, named from the site root; `nil` if there is none.
  package func source(_ path: String) throws(SystemError) -> SourceText? {
    do throws(SystemError) {
      return try requiredSource(path)
    } catch {
      guard error.code == SystemError.absent else { throw error }
      return nil
    }
  }

  /// A file for the place in a message; empty if it cannot be read any more.
  func sourceForMessages(_ path: String) -> SourceText {
    (try? requiredSource(path)) ?? SourceText(path: path, bytes: [])
  }

  /// The files below a folder of the site, by path; none if there is no such folder.
  ///
  /// - Parameter diagnostics: Receives an error for each entry that no site may hold, such
  ///   as a symbolic link.
  package func files(
    below folder: String, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> [String] {
    guard let directory = try root.directory(ifPresent: folder) else { return [] }
    var files: [String] = []
    for entry in try directory.walk(prefix: "\(folder)/") {
      switch entry.kind {
      case .file: files.append(entry.path)
      case .refused(let reason):
        diagnostics.append(
          Diagnostic(
            in: SourceText(path: entry.path, bytes: []), at: 0..<0,
            "\(reason.rawValue) in the site",
            hint: "put the file itself there, or move it out of `\(folder)`"))
      }
    }
    return files
  }
}
