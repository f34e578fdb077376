package import Addresses

/// What a publication will change, before anything has been changed.
package struct PublicationPlan: Sendable {
  /// The site's files that were written or compared, in the order of their paths.
  let files: [PublishedFile]
  /// What the last publication left, and of which entries the files stay as they stand, index
  /// for index.
  let last: Manifest
  let isKept: [Bool]
  let keptCount: Int
  /// Assets that the site no longer has and that stay this once.
  private(set) var retired: [Manifest.Entry] = []
  /// What will be removed, in the order of the paths.
  package private(set) var removed: [SitePath] = []

  /// How many files are new or have new content.
  var writtenCount: Int { files.count { $0.staged != nil } }

  /// How many files stay untouched.
  package var unchangedCount: Int { keptCount + files.count - writtenCount }

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
      || last.index(of: path).map { isKept[$0] } ?? false
  }

  /// Whether the site will have a file anywhere beneath a folder.
  func containsFiles(beneath folder: String) -> Bool {
    // `+` is the lowest byte a path may have.
    guard let first = SitePath(folder + "/+") else { return false }
    let prefix = folder + "/"
    func isBeneath(_ path: SitePath) -> Bool {
      path.text.hasBytes(prefix: prefix) && path.text.utf8.count > prefix.utf8.count
    }
    let index = firstIndex(notBefore: first)
    if index < files.count, isBeneath(files[index].path) { return true }
    var known = last.entries.firstIndex(notBefore: first)
    while known < last.entries.count, isBeneath(last.entries[known].path) {
      if isKept[known] { return true }
      known += 1
    }
    return false
  }

  /// Whether a file lies where the site will have a folder, or in the place of a file.
  func makesRoom(_ path: SitePath) -> Bool {
    containsFiles(beneath: path.text) || path.ancestors.contains { contains($0) }
  }

  private func firstIndex(notBefore path: SitePath) -> Int {
    files.indices.partitioningIndex { files[$0].path >= path }
  }
}

extension PublicationPlan {
  /// Puts what the writers did beside what the last publication left.
  init(_ works: [Writer.Work], after last: Manifest) throws(PublishingError) {
    self.last = last
    files = try Self.inOrder(works)
    var isKept = [Bool](repeating: false, count: last.entries.count)
    for work in works {
      for index in work.kept {
        if isKept[index] { throw .duplicate(last.entries[index].path) }
        isKept[index] = true
      }
    }
    var isGone = isKept.map { !$0 }
    for file in files {
      guard let known = file.known else { continue }
      if isKept[known] { throw .duplicate(file.path) }
      isGone[known] = false
    }
    self.isKept = isKept
    keptCount = works.reduce(0) { $0 + $1.kept.count }
    leave(isGone.indices.filter { isGone[$0] }.map { last.entries[$0] })
  }

  /// Decides what becomes of files that the site no longer has.
  private mutating func leave(_ gone: [Manifest.Entry]) {
    // An asset ages only when something is published: a build that changes nothing
    // leaves everything as it is.
    let changesSomething = writtenCount > 0 || gone.contains { !$0.isRetired }
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

  /// All that was written or compared, in the order of the paths.
  private static func inOrder(
    _ works: [Writer.Work]
  ) throws(PublishingError) -> [PublishedFile] {
    let files = works.flatMap(\.files)
    // Each path lies somewhere else in memory; side by side they are compared at less cost.
    var text: [UInt8] = []
    let ranges = files.map { file in
      let start = text.count
      text.append(contentsOf: file.path.text.utf8)
      return start..<text.count
    }
    let order = files.indices.sorted {
      text.span.extracting(ranges[$0]).precedes(text.span.extracting(ranges[$1]))
    }
    for (place, next) in zip(order, order.dropFirst())
    where text.span.extracting(ranges[place]).isEqual(to: text.span.extracting(ranges[next])) {
      throw .duplicate(files[next].path)
    }
    return order.map { files[$0] }
  }

  /// Something that the output will hold.
  enum Part {
    /// Neighbours in the last manifest, by their indices there.
    case kept(Range<Int>)
    /// By its place in `files`.
    case file(Int)
    /// By its place in `retired`.
    case retired(Int)
  }

  /// All that the output will hold, in the order of the paths.
  var parts: [Part] {
    let others =
      files.indices.map { (files[$0].path, Part.file($0)) }
      + retired.indices.map { (retired[$0].path, Part.retired($0)) }
    var parts: [Part] = []
    var start = 0
    func keep(before end: Int) {
      while let first = isKept[start..<end].firstIndex(of: true) {
        start = isKept[first..<end].firstIndex(of: false) ?? end
        parts.append(.kept(first..<start))
      }
      start = end
    }
    for (path, part) in others.sorted(by: { $0.0 < $1.0 }) {
      keep(before: last.entries.firstIndex(notBefore: path))
      parts.append(part)
    }
    keep(before: last.entries.count)
    return parts
  }

  /// The manifest of what digest will have written once the plan is carried out.
  ///
  /// - Parameter parts: Those of this plan.
  func manifestBytes(of parts: [Part]) -> [UInt8] {
    var text = ManifestText(lines: files.count + retired.count, copying: last.bytes.count)
    for part in parts {
      switch part {
      case .kept(let range): text.append(lines: last.lines(range))
      case .file(let place):
        let file = files[place]
        text.append(Manifest.Entry(path: file.path, kind: file.kind, hash: file.hash))
      case .retired(let place): text.append(retired[place])
      }
    }
    return text.finish()
  }

  /// What digest may have written while the plan is being carried out, or `nil` if the
  /// old manifest names all of it.
  var pendingManifest: Manifest? {
    let new = files.filter { $0.known == nil }
    guard !new.isEmpty else { return nil }
    let entries = new.map { Manifest.Entry(path: $0.path, kind: $0.kind, hash: $0.hash) }
    return Manifest(entries: (Array(last.entries) + entries).sorted { $0.path < $1.path })
  }
}
