internal import Addresses

/// In which order files change, so that no page ever names one that is not there.
extension PublicationPlan {
  /// The steps for an output that is empty: the staged tree, folder by folder.
  ///
  /// What is named comes before what names it, as far as folders can be ordered: one
  /// with assets only before articles, before lists, before feeds.
  func stepsForFirst() -> [Step] {
    var kinds: [String: FileKind] = [:]
    for file in files where file.staged != nil {
      let top = file.path.topSegment
      kinds[top] = max(kinds[top] ?? .asset, file.kind)
    }
    let tops = kinds.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    return tops.compactMap { SitePath($0.key).map(Step.tree) }
  }

  /// The steps for an output that has files.
  ///
  /// 1. what must make room: a file where a folder will be, or the other way round
  /// 2. assets
  /// 3. pages that are new, to which nothing leads yet
  /// 4. pages that change, and may now lead to new ones
  /// 5. removals, to which nothing leads any more
  ///
  /// Within each, articles come before lists and lists before feeds.
  func stepsForUpdate() -> [Step] {
    let mayCollide = files.contains { $0.target == .blocked || $0.target == .folder }
    var early: [Step] = []
    var late: [Step] = []
    for path in removed {
      if mayCollide, makesRoom(path) { early.append(.drop(path)) } else { late.append(.drop(path)) }
    }
    var puts: [(phase: Int, kind: FileKind, step: Step)] = []
    for file in files {
      guard let staged = file.staged else { continue }
      let phase = file.kind == .asset ? 0 : file.target == .ours ? 2 : 1
      puts.append((phase, file.kind, .put(staged, file.hash, file.path)))
    }
    // The sort is stable, so that equals stay in the order of their paths.
    puts.sort { ($0.phase, $0.kind) < ($1.phase, $1.kind) }
    return early + puts.map(\.step) + late
  }

  /// Whether a file that goes lies where a folder will be, or in the place of a file.
  private func makesRoom(_ path: SitePath) -> Bool {
    if containsFiles(beneath: path.text) { return true }
    return path.ancestors.contains { contains($0) }
  }
}

extension SitePath {
  /// The first segment.
  fileprivate var topSegment: String {
    String(decoding: text.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }

  /// The folders this path lies in, outermost first.
  var ancestors: [SitePath] {
    let text = Array(self.text.utf8)
    return text.indices.compactMap { index in
      text[index] == UInt8(ascii: "/") ? SitePath(bytes: text[..<index]) : nil
    }
  }
}
