internal import Addresses
internal import FileSystem

/// Removes what digest has made: `digest clean`.
package enum Cleaning {
  /// Removes the files that digest published into an output, then its `.digest`.
  ///
  /// What the output's manifest does not name stays, and so do the folders it lies in.
  /// An output without a manifest, or that is not there, is left as it is.
  ///
  /// - Returns: How many published files were removed.
  /// - Throws: `.locked` while a build is running; `.refused` for a damaged manifest; the
  ///   system call that failed.
  package static func run(_ settings: PublicationSettings) throws(PublishingError) -> Int {
    let source = try checked(try Directory(opening: settings.source))
    guard try checked(try source.status(of: Publication.stateFolder)) != nil else {
      return try removePublished(settings)
    }
    let state = try checked(try source.directory(Publication.stateFolder))
    let lock = try BuildLock.onSite(state, waits: settings.waits)
    let count = try removePublished(settings)
    try checked(try source.removeTree(Publication.stateFolder))
    _ = consume lock
    return count
  }

  private static func removePublished(
    _ settings: PublicationSettings
  ) throws(PublishingError) -> Int {
    guard try checked(try holdsManifest(settings.output)) else { return 0 }
    let output = try checked(try Directory(opening: settings.output))
    let lock = try BuildLock.onOutput(output, waits: settings.waits)
    var bytes: [UInt8] = []
    try checked(try output.read(Manifest.fileName, into: &bytes))
    guard let manifest = Manifest(bytes: bytes) else {
      throw .refused(output: settings.output, because: .damagedManifest)
    }
    let count = try checked(try remove(manifest, from: output))
    _ = consume lock
    return count
  }

  private static func holdsManifest(_ output: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      return try Directory(opening: output).status(of: Manifest.fileName) != nil
    } catch {
      guard error.code == SystemError.absent else { throw error }
      return false
    }
  }

  /// The manifest goes last: until then all that is left is known to be ours.
  private static func remove(
    _ manifest: Manifest, from output: borrowing Directory
  ) throws(SystemError) -> Int {
    var count = 0
    for path in manifest.entries.map(\.path.text) {
      guard let folder = try folder(of: path, in: output) else { continue }
      let leaf = path.splitPath.leaf
      guard let status = try folder.status(of: leaf), status.kind != .directory else { continue }
      try folder.remove(leaf)
      try output.prune(above: path)
      count += 1
    }
    try output.removeTree(StagePlace.output.name)
    try output.remove(Manifest.fileName)
    return count
  }

  /// The folder of a published file, if it is there: where someone has put a file or a link
  /// in its place, what lies behind is not ours.
  private static func folder(
    of path: String, in output: borrowing Directory
  ) throws(SystemError) -> Directory? {
    do throws(SystemError) {
      return try output.folder(of: path)
    } catch {
      let isReplaced =
        error.code == SystemError.isBehindALink || error.code == SystemError.isBehindAFile
      guard isReplaced else { throw error }
      return nil
    }
  }
}
