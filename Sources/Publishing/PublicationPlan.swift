package import Addresses

/// What a publication will change, before anything has been changed.
package struct PublicationPlan: Sendable {
  /// All files of the site, in the order of their paths.
  let files: [PublishedFile]
  /// Assets that the site no longer has and that stay this once.
  private(set) var retired: [Manifest.Entry] = []
  /// What will be removed, in the order of the paths.
  package private(set) var removed: [SitePath] = []

  /// How many files stay untouched.
  package var unchangedCount: Int { files.count { $0.staged == nil } }

  /// Files that were not there, in the order of their paths.
  package var added: [SitePath] {
    files.filter { $0.staged != nil && $0.target != .ours }.map(\.path)
  }

  /// Files whose content changes, in the order of their paths.
  package var changed: [SitePath] {
    files.filter { $0.staged != nil && $0.target == .ours }.map(\.path)
  }

  /// Whether the site will have a file at a path.
  ///
  /// - Complexity: O(log *n*).
  package func contains(_ path: SitePath) -> Bool {
    let index = firstIndex(notBefore: path)
    return index < files.count && files[index].path == path
  }

  /// Whether the site will have a file anywhere beneath a folder.
  func containsFiles(beneath folder: String) -> Bool {
    guard let first = SitePath(folder + "/+") else { return false }
    let prefix = Array((folder + "/").utf8)
    var index = firstIndex(notBefore: first)
    // `+` is the lowest byte a path may have.
    while index < files.count, files[index].path.text.utf8.starts(with: prefix) {
      if files[index].path.text.utf8.count > prefix.count { return true }
      index += 1
    }
    return false
  }

  /// Whether a file lies where the site will have a folder, or in the place of a file.
  func makesRoom(_ path: SitePath) -> Bool {
    containsFiles(beneath: path.text) || path.ancestors.contains { contains($0) }
  }

  private func firstIndex(notBefore path: SitePath) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension PublicationPlan {
  private init(files: [PublishedFile]) { self.files = files }

  /// Puts what the writers did beside what the last publication left.
  init(_ works: [Writer.Work], after manifest: Manifest) throws(PublishingError) {
    let (files, gone) = try Self.merge(works, with: manifest)
    // An asset ages only when something is published: a build that changes nothing
    // leaves everything as it is.
    let changesSomething = files.contains { $0.staged != nil } || gone.contains { !$0.isRetired }
    self.init(files: files)
    for var entry in gone {
      let mayStay = entry.kind == .asset && (!entry.isRetired || !changesSomething)
      if mayStay, !makesRoom(entry.path) {
        entry.isRetired = true
        retired.append(entry)
      } else {
        removed.append(entry.path)
      }
    }
  }

  /// Brings all files into the order of their paths.
  ///
  /// Those that were there before have a place in that order already, so that only the
  /// new ones are sorted.
  ///
  /// - Returns: The files, and the entries of the manifest that none of them has.
  private static func merge(
    _ works: [Writer.Work], with manifest: Manifest
  ) throws(PublishingError) -> (files: [PublishedFile], gone: [Manifest.Entry]) {
    var new: [PublishedFile] = []
    var places = [(work: Int32, file: Int32)?](repeating: nil, count: manifest.entries.count)
    for (work, files) in works.map(\.files).enumerated() {
      for (index, file) in files.enumerated() {
        guard let known = file.known else {
          new.append(file)
          continue
        }
        guard places[known] == nil else { throw .duplicate(file.path) }
        places[known] = (Int32(work), Int32(index))
      }
    }
    // Numbers are moved about at less cost than files.
    let paths = new.map(\.path)
    new = new.indices.sorted { paths[$0] < paths[$1] }.map { new[$0] }
    var files: [PublishedFile] = []
    files.reserveCapacity(works.reduce(0) { $0 + $1.files.count })
    var gone: [Manifest.Entry] = []
    var rest = new[...]
    for (entry, place) in zip(manifest.entries, places) {
      guard let place else {
        gone.append(entry)
        continue
      }
      while let file = rest.first, file.path < entry.path { files.append(rest.removeFirst()) }
      files.append(works[Int(place.work)].files[Int(place.file)])
    }
    files.append(contentsOf: rest)
    for index in new.indices.dropFirst() where new[index].path == new[index - 1].path {
      throw .duplicate(new[index].path)
    }
    return (files, gone)
  }

  /// What digest will have written once the plan is carried out.
  var manifest: Manifest {
    let entries = files.map { Manifest.Entry(path: $0.path, kind: $0.kind, hash: $0.hash) }
    return Manifest(entries: entries.merged(with: retired))
  }

  /// What digest may have written while the plan is being carried out, or `nil` if the
  /// old manifest names all of it.
  func pendingManifest(after old: Manifest) -> Manifest? {
    let new = files.filter { $0.known == nil }
    guard !new.isEmpty else { return nil }
    let entries = new.map { Manifest.Entry(path: $0.path, kind: $0.kind, hash: $0.hash) }
    return Manifest(entries: old.entries.merged(with: entries))
  }
}

extension [Manifest.Entry] {
  /// Both in the order of their paths; they have no path in common.
  fileprivate func merged(with others: [Manifest.Entry]) -> [Manifest.Entry] {
    others.isEmpty ? self : (self + others).sorted { $0.path < $1.path }
  }
}
