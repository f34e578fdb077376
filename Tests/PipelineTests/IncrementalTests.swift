import FoundationEssentials
import TestSupport
import Testing

/// Whatever happens between two builds, the second leaves what a clean build would.
@Suite struct IncrementalTests {
  /// One thing an editor, a theme author or bad luck does to a site.
  enum Step: String, CaseIterable {
    case nothing, editBody, editTitle, editSummary, addArticle, deleteArticle, renameFile, retag
    case editTemplate, editString, editTopics, editSettings, editImage, touch, flipBit, truncate
    case deleteCache, editPage, undoTime
    case addEvent, addAlias, addImage, addLink, moveDate, declareUpdate, expire, translate
    case renameTopic, addStatic
  }

  /// Each is a dozen steps; `DIGEST_TORTURE=1` takes 960 steps, one in ten of which damages the cache.
  static let seeds: ClosedRange<UInt64> =
    1...(ProcessInfo.processInfo.environment["DIGEST_TORTURE"] == nil ? 3 : 80)

  @Test(arguments: seeds)
  func `equals a clean build after random edits`(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let site = try BuildTests.site("small")
    #expect(try BuildTests.build(site).status == 0)
    for number in 1...12 {
      let step = Step.allCases.randomElement(using: &random) ?? .nothing
      let label = "seed \(seed), step \(number), \(step)"
      let content = try site.tree(below: "content")
      let published = try site.tree(below: "public")
      try Self.apply(step, number, to: site, using: &random)
      let again = try BuildTests.build(site)
      let clean = try Self.cleanBuild(of: site)
      #expect(again.status == clean.status, "\(label): \(again.error)")
      let tree = try site.tree(below: "public")
      if clean.status == 0 {
        let same = Self.withoutRetired(tree) == clean.tree
        #expect(same, "\(label): \(Self.difference(tree, clean.tree))")
        guard same else { return }
      } else {
        // The step made a fault of the site: both say the same, and nothing has changed.
        #expect(again.error == clean.error, "\(label)")
        #expect(tree == published, "\(label)")
        try FileManager.default.removeItem(at: site.url.appending(path: "content"))
        for (path, bytes) in content { try site.write(bytes, to: "content/" + path) }
      }
    }
  }

  @Test func `touches nothing when nothing has changed`() throws {
    let site = try BuildTests.site("small")
    #expect(try BuildTests.build(site).status == 0)
    let before = try site.stamps(below: "public")
    #expect(try BuildTests.build(site).status == 0)
    #expect(try site.stamps(below: "public") == before)
  }

  @Test func `rewrites few pages after one edit`() throws {
    let site = try BuildTests.site("small")
    for number in 1...60 {
      try site.write(
        "---\ntitle: Bài số \(number)\ndate: 2023-01-0\(number % 9 + 1)\n---\nVăn bản.\n",
        to: "content/articles/\(number).md")
    }
    #expect(try BuildTests.build(site).status == 0)
    try site.write(
      "---\ntitle: Bài số 30, sửa\ndate: 2023-01-04\nslug: bai-so-30\n---\nVăn bản khác.\n",
      to: "content/articles/30.md")
    let line = try BuildTests.build(site).error
    let written = line.split(separator: " ").dropFirst(2).first.flatMap { Int($0) }
    #expect(try #require(written) <= 40, "\(line)")
  }

  // MARK: - Steps

  private static func apply(
    _ step: Step, _ number: Int, to site: ScratchFolder, using random: inout SplitMix64
  ) throws {
    let articles = try site.tree(below: "content/articles").keys.sorted()
      .map { "content/articles/" + $0 }
    let article = try #require(articles.randomElement(using: &random))
    func replace(_ path: String, _ old: String, _ new: String) throws {
      let text = String(decoding: try site.read(path), as: UTF8.self)
      try site.write(text.replacing(old, with: new), to: path)
    }
    switch step {
    case .nothing: break
    case .editBody: try replace(article, "\n---\n", "\n---\nĐoạn mới \(number).\n\n")
    case .editTitle: try replace(article, "\ndate:", " \(number)\ndate:")
    case .editSummary: try replace(article, "\ndate:", "\nsummary: Tóm tắt \(number)\ndate:")
    case .addArticle:
      try site.write(
        "---\ntitle: Bài mới \(number)\ndate: 2025-0\(number % 9 + 1)-11\ntags: [Chữ ký]\n---\nMới.\n",
        to: "content/articles/moi-\(number).md")
    case .deleteArticle where !article.contains("bai-"), .renameFile where article.contains("bai-"):
      break
    case .deleteArticle: try FileManager.default.removeItem(at: site.url.appending(path: article))
    case .renameFile:
      try FileManager.default.moveItem(
        at: site.url.appending(path: article),
        to: site.url.appending(path: "content/articles/ten-\(number).md"))
    case .retag: try replace(article, "tags: [", "tags: [Thẻ \(number), ")
    case .editTemplate: try replace("Templates/base.html", "<body", "<body data-n=\"\(number)\"")
    case .editString: try replace("Templates/i18n/vi.yml", "newer: \"", "newer: \"\(number) ")
    case .editTopics: try site.write(topics(number), to: "content/topics.yml")
    case .editSettings: try replace("content/site.yml", "Bản tin nhỏ", "Bản tin nhỏ \(number)")
    case .editImage: try replace("content/static/images/a.svg", "<rect", "<rect x=\"\(number)\"")
    case .editPage: try replace("content/pages/gioi-thieu.md", "Xem", "Xem \(number)")
    case .addEvent:
      try replace(
        article, "\ndate:",
        "\nevents: [{date: \"202\(number % 6)-0\(number % 9 + 1)\", title: Việc \(number)}]\ndate:")
    case .addAlias: try replace(article, "\ndate:", "\naliases: [/cu/\(number)/]\ndate:")
    case .addImage:
      try replace(
        article, "\ndate:", "\nimage: {src: /images/a.svg, alt: Hình \(number)}\ndate:")
    case .addLink:
      try replace(article, "\n---\n", "\n---\nXem [bài](/\(number)/), [thẻ](/tags/).\n\n")
    case .moveDate: try replace(article, "\ndate: 2025-", "\ndate: 202\(number % 5)-")
    case .declareUpdate:
      try replace(article, "\ndate:", "\nupdated: 2025-10-0\(number % 9 + 1)\ndate:")
    case .expire: try replace(article, "\ndate:", "\nexpires: 2024-01-01\ndate:")
    case .translate:
      let translation = article.replacing(".en.md", with: ".md").replacing(".md", with: ".en.md")
      try site.write(try site.read(article), to: translation)
    case .renameTopic:
      try replace("content/topics.yml", "vi: \"", "vi: \"Mới \(number) ")
    case .addStatic:
      try site.write(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: "content/static/images/\(number).svg")
    case .touch:
      try site.write(try site.read(article), to: article)
    case .undoTime:
      // The same size and the same modification time, but other bytes.
      let path = site.url.appending(path: article).path
      let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
      var bytes = try site.read(article)
      guard let last = bytes.lastIndex(of: UInt8(ascii: ".")) else { return }
      bytes[last] = UInt8(ascii: "!")
      try site.write(bytes, to: article)
      try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
    case .flipBit:
      var bytes = try site.read(".digest/cache")
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try site.write(bytes, to: ".digest/cache")
    case .truncate:
      let bytes = try site.read(".digest/cache")
      try site.write(
        Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))), to: ".digest/cache")
    case .deleteCache:
      try? FileManager.default.removeItem(at: site.url.appending(path: ".digest/cache"))
    }
  }

  private static func topics(_ number: Int) -> String {
    """
    topics:
      - id: moi-\(number)
        label: {vi: "Chủ đề mới", en: "New topic"}
        scope: {vi: "Mọi bài mới, không gồm bài cũ", en: "All new articles, not old ones"}
        evidence: {strong: {vi: ["văn bản"], en: ["text in english"]}}
        examples: {yes: ["Một văn bản."], no: ["Không có gì."]}

    """
  }

  // MARK: - Comparing

  /// What a build without a past makes of the same folder.
  private static func cleanBuild(
    of site: ScratchFolder
  ) throws -> (status: Int32, error: String, tree: [String: [UInt8]]) {
    let copy = try ScratchFolder()
    for name in ["content", "Templates"] {
      try FileManager.default.copyItem(
        at: site.url.appending(path: name), to: copy.url.appending(path: name))
    }
    let result = try BuildTests.build(copy)
    let tree = result.status == 0 ? withoutRetired(try copy.tree(below: "public")) : [:]
    return (result.status, result.error, tree)
  }

  /// Without the manifest, and without the files that stay for one more generation.
  private static func withoutRetired(_ tree: [String: [UInt8]]) -> [String: [UInt8]] {
    var tree = tree
    let manifest = String(
      decoding: tree.removeValue(forKey: ".digest-manifest") ?? [], as: UTF8.self)
    for line in manifest.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count == 3, fields[1] == "r" { tree[String(fields[2])] = nil }
    }
    return tree
  }

  private static func difference(_ a: [String: [UInt8]], _ b: [String: [UInt8]]) -> String {
    let names = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
    return names.prefix(5).joined(separator: ", ")
  }
}
