package import Addresses
package import FileSystem

/// What tells one published site from another: `digest diff OLD NEW`.
///
/// Each path list is in the order of the paths' bytes.
package struct Difference: Equatable, Sendable {
  package var added: [SitePath] = []
  package var changed: [SitePath] = []
  package var removed: [SitePath] = []

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

extension Difference {
  /// Compares two sites, each an output folder or the manifest of one.
  ///
  /// Of a folder, the files are read, whatever its manifest says of them; two folders are
  /// compared byte by byte. Assets that stay for one more publication are not compared.
  ///
  /// - Throws: The system call that failed; for a damaged manifest, that it cannot be
  ///   understood.
  package init(between old: String, and new: String) throws(SystemError) {
    let left = try PublishedSite.read(old)
    let right = try PublishedSite.read(new)
    var rest = left.paths[...]
    for path in right.paths {
      while let first = rest.first, first < path { removed.append(rest.removeFirst()) }
      if rest.first != path {
        added.append(path)
      } else {
        rest.removeFirst()
        let isSame = try left.hasSameFile(path, as: right)
        if !isSame { changed.append(path) }
      }
    }
    removed.append(contentsOf: rest)
  }
}

/// A published site: its folder, or no more than its manifest.
private struct PublishedSite: ~Copyable {
  /// In the order of their bytes.
  let paths: [SitePath]
  private let manifest: Manifest
  /// `nil` if there is only the manifest.
  private let folder: Directory?

  private init(_ manifest: Manifest, _ paths: [SitePath], _ folder: consuming Directory?) {
    self.manifest = manifest
    self.paths = paths
    self.folder = folder
  }

  static func read(_ path: String) throws(SystemError) -> PublishedSite {
    var bytes: [UInt8] = []
    let (parent, leaf) = path.splitPath
    if let above = try? Directory(opening: parent.map { $0.isEmpty ? "/" : $0 } ?? "."),
      (try? above.read(leaf, into: &bytes)) != nil
    {
      let manifest = try manifest(bytes, path)
      return PublishedSite(manifest, manifest.livePaths, nil)
    }
    let folder = try Directory(opening: path)
    guard try folder.status(of: Manifest.fileName) != nil else {
      let files = try folder.walk().compactMap { $0.kind == .file ? SitePath($0.path) : nil }
      return PublishedSite(.empty, files, consume folder)
    }
    try folder.read(Manifest.fileName, into: &bytes)
    let manifest = try manifest(bytes, path)
    var present: [SitePath] = []
    for path in manifest.livePaths where try folder.status(of: path.text)?.kind == .file {
      present.append(path)
    }
    return PublishedSite(manifest, present, consume folder)
  }

  private static func manifest(_ bytes: [UInt8], _ path: String) throws(SystemError) -> Manifest {
    guard let manifest = Manifest(bytes: bytes) else {
      throw SystemError("understand the manifest of", path, code: SystemError.damaged)
    }
    return manifest
  }

  func hasSameFile(
    _ path: SitePath, as other: borrowing PublishedSite
  ) throws(SystemError) -> Bool {
    if let own = try file(path), let theirs = try other.file(path) {
      return try own.holdsSame(as: theirs)
    }
    return try hash(path) == other.hash(path)
  }

  /// `nil` if there is no folder to read it from.
  private func file(_ path: SitePath) throws(SystemError) -> OpenFile? {
    switch folder {
    case .some(let folder): try OpenFile(path.text, in: folder)
    case .none: nil
    }
  }

  /// - Returns: `nil` for a file that is too large to have been published.
  private func hash(_ path: SitePath) throws(SystemError) -> ContentHash? {
    guard let file = try file(path) else {
      return manifest.index(of: path).map { manifest.entries[$0].hash }
    }
    return file.size <= Self.limit ? ContentHash(of: try file.read(0..<file.size)) : nil
  }

  /// In bytes. What a site is made from has a quarter of it at most.
  private static let limit = 1 << 30
}

extension Manifest {
  /// What the site consists of, without assets that are about to go.
  fileprivate var livePaths: [SitePath] { entries.filter { !$0.isRetired }.map(\.path) }
}
