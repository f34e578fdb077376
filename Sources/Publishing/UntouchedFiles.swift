internal import Addresses
internal import FileSystem

/// The files of the last publication that nobody has touched since.
package struct UntouchedFiles: Sendable {
  /// For each file of the last publication, index for index.
  private let flags: [Bool]

  /// - Parameter flags: What `Publication.isUntouched(_:)` says of each.
  package init(flags: [Bool]) { self.flags = flags }

  func contains(_ index: Int) -> Bool { flags[index] }
}

extension Publication {
  /// How many files the last publication left.
  package var knownCount: Int { manifest.entries.count }

  /// Looks at a file of the last publication: one system call.
  ///
  /// It needs nothing that a build finds out, so it can be done meanwhile. A file that cannot
  /// be looked at counts as touched: whoever writes it is told why.
  ///
  /// - Parameter index: Below `knownCount`.
  package func isUntouched(_ index: Int) -> Bool {
    let entries = manifest.entries
    guard !entries.isRetired(index), !Interruption.isRequested, let stamp = stamps[index]?.stamp,
      let status = try? output.status(
        of: manifest.bytes.span.extracting(entries.pathRange(index)))
    else { return false }
    return status.kind == .file && FileStamp(status) == stamp
  }
}
