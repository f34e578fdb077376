internal import Addresses
internal import FileSystem

/// The files of the last publication that nobody has touched since.
package struct UntouchedFiles: Sendable {
  /// For each entry of the manifest, index for index.
  private let flags: [Bool]

  fileprivate init(flags: [Bool]) { self.flags = flags }

  func contains(_ index: Int) -> Bool { flags[index] }
}

extension Publication {
  /// Looks at every file of the last publication: one system call a file.
  ///
  /// It needs nothing that a build finds out, so it can be done meanwhile. A file that cannot
  /// be looked at counts as touched: whoever writes it is told why.
  package func untouchedFiles() -> UntouchedFiles {
    let flags = manifest.entries.enumerated().map { index, entry in
      guard !entry.isRetired, !Interruption.isRequested, let stamp = stamps[index]?.stamp,
        let status = try? output.status(of: entry.path.text)
      else { return false }
      return status.kind == .file && FileStamp(status) == stamp
    }
    return UntouchedFiles(flags: flags)
  }
}
