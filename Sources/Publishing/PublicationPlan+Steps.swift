internal import Addresses

/// In which order files change, so that no page ever names one that is not there.
extension PublicationPlan {
  /// The steps for an output that is empty: the staged tree, folder by folder.
  ///
  /// What is named comes before what names it, as far as folders can be ordered: one of
  /// assets only, then those with articles, with lists, with feeds; at last the files at
  /// the top, among them the page that everybody comes to first.
  func stepsForFirst() -> [Step] {
    var ranks: [String: Int] = [:]
    for file in files where file.staged != nil {
      let top = file.path.topSegment
      let rank = Int(file.kind.rawValue) + (top == file.path.text ? 4 : 0)
      ranks[top] = max(ranks[top] ?? 0, rank)
    }
    let tops = ranks.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    return tops.compactMap { SitePath($0.key).map(Step.tree) }
  }

  /// The steps for an output that has files.
  ///
  /// 1. what must make room: a file where a folder will be, or the other way round
  /// 2. assets
  /// 3. files that are new, to which nothing leads yet: feeds, articles, lists
  /// 4. files that change, and may now lead to new ones: articles, lists, feeds
  /// 5. removals, to which nothing leads any more
  ///
  /// Someone who guesses the address of a new page may find it some milliseconds before
  /// another new page that it names; nobody who follows links does.
  func stepsForUpdate() -> [Step] {
    let mayCollide = files.contains { $0.target == .blocked || $0.target == .folder }
    var early: [Step] = []
    var late: [Step] = []
    for path in removed {
      if mayCollide, makesRoom(path) { early.append(.drop(path)) } else { late.append(.drop(path)) }
    }
    var puts: [(rank: Int, step: Step)] = []
    for file in files {
      guard let staged = file.staged else { continue }
      puts.append((file.rank, .put(staged, file.hash, file.path)))
    }
    // The sort is stable, so that equals stay in the order of their paths.
    puts.sort { $0.rank < $1.rank }
    return early + puts.map(\.step) + late
  }
}

extension PublishedFile {
  /// When this file is put in place, after all of a lower rank.
  fileprivate var rank: Int {
    switch (kind, target) {
    case (.asset, _): 0
    case (.feed, .ours): 6
    case (.list, .ours): 5
    case (.article, .ours): 4
    case (.feed, _): 1
    case (.article, _): 2
    case (.list, _): 3
    }
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
