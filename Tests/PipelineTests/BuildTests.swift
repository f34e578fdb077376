import FoundationEssentials
import TestSupport
import Testing

@Suite struct BuildTests {
  /// A copy of a site of `Tests/Sites` with the default theme, in a folder of its own.
  static func site(_ name: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let files = FileManager.default
    try files.copyItem(
      at: testsFolder.appending(path: "Sites/\(name)/content"),
      to: folder.url.appending(path: "content"))
    try files.copyItem(
      at: testsFolder.deletingLastPathComponent().appending(path: "Templates"),
      to: folder.url.appending(path: "Templates"))
    return folder
  }

  static func build(_ folder: ScratchFolder, _ options: [String] = []) throws -> ProcessResult {
    try runDigest(
      ["build", "--source", folder.path, "--now", "2026-01-01"] + options,
      environment: ["LC_ALL": "C"])
  }

  @Test(arguments: ["broken", "broken-settings"])
  func `explains every fault of every file and touches nothing`(_ site: String) throws {
    let good = try Self.site("small")
    #expect(try Self.build(good).status == 0)
    let before = try good.tree(below: "public")
    let broken = try Self.site(site)
    let result = try Self.build(broken, ["--output", good.path + "/public"])
    #expect(result.status == 1)
    try expectGolden(result.error, matches: "Site/\(site).txt")
    #expect(try good.tree(below: "public") == before)
  }

  @Test(
    arguments: [
      ["--jobs", "1"], ["--jobs", "8"], ["--verbose"],
    ] as [[String]], [["TZ": "America/New_York"], ["LC_ALL": "vi_VN.UTF-8", "LANG": "tr_TR"]])
  func `gives the same bytes every time`(
    _ options: [String], _ environment: [String: String]
  ) throws {
    let folder = try Self.site("small")
    #expect(try Self.build(folder).status == 0)
    let again = ["--output", folder.path + "/again"] + options
    let result = try runDigest(
      ["build", "--source", folder.path, "--now", "2026-01-01"] + again, environment: environment)
    #expect(result.status == 0, "\(result.error)")
    #expect(try folder.tree(below: "public") == folder.tree(below: "again"))
  }

  @Test func `holds a file once for all that is wrong in it`() throws {
    let folder = try Self.site("small")
    let start = "date: 2025-10-25\naliases: ["
    let aliases = (0..<500).map { "/x/\($0)/" }.joined(separator: ", ")
    for name in ["a", "b"] {
      let text =
        "---\ntitle: \(name)\n" + start + aliases + "]\n---\n"
        + String(repeating: "[x](y.md)\n\n", count: 30_000)
      try folder.write(text, to: "content/articles/\(name).md")
    }
    let result = try runDigest(
      ["build", "--source", folder.path, "--now", "2026-01-01"], addressSpace: 1 << 20)
    #expect(result.status == 1)
    // 30,000 links of each, and 500 addresses of the second.
    #expect(result.error.hasSuffix("60500 errors, 0 warnings; nothing was published\n"))
  }

  @Test func `says how it went in one line`() throws {
    let folder = try Self.site("small")
    let line = try Self.build(folder).error
    #expect(line.contains(" pages, "))
    #expect(line.contains("held back: 1 draft, 1 expired, 1 scheduled (the next on 2031-05-06)"))
    #expect(line.split(separator: "\n").count == 1)
    #expect(try Self.build(folder, ["--quiet"]).error == "")
  }

  @Test func `shows images of hosts that the site names`() throws {
    let folder = try Self.site("small")
    let settings = String(decoding: try folder.read("content/site.yml"), as: UTF8.self)
    try folder.write(settings + "image_hosts: [cdn.example]\n", to: "content/site.yml")
    try folder.write(
      """
      ---
      title: A
      date: 2025-11-01
      image: {src: "https://cdn.example/a.png", alt: B}
      ---
      Text.
      """, to: "content/articles/a.md")
    let result = try Self.build(folder)
    #expect(result.status == 0, "\(result.error)")
    let page = String(decoding: try folder.read("public/2025/11/a/index.html"), as: UTF8.self)
    #expect(page.contains("<img src=\"https://cdn.example/a.png\" alt=\"B\">"))
    #expect(page.contains("\"og:image\" content=\"https://cdn.example/a.png\""))
  }

  @Test func `gives no id twice to what an article has`() throws {
    let folder = try Self.site("small")
    try folder.write(
      "topics: [{id: a, label: {vi: Chuyện hay, en: Good stories}, scope: {vi: A, en: A}}]",
      to: "content/topics.yml")
    let templates = try folder.tree(below: "Templates").filter { $0.key.hasSuffix(".html") }
    let used = Set(templates.values.flatMap { Self.ids(in: String(decoding: $0, as: UTF8.self)) })
    let headings = used.sorted().map { "## \($0)\n\nText.\n\n" }.joined()
    for day in 1...3 {
      try folder.write(
        """
        ---
        title: "\(day)"
        date: 2025-11-0\(day)
        topics: {pin: [a]}
        tags: [b]
        sources: [{title: C, url: "https://example.com/"}]
        events: [{date: 2025, title: D}]
        ---
        \(headings)
        """, to: "content/articles/\(day).md")
    }
    let result = try Self.build(folder)
    #expect(result.status == 0, "\(result.error)")
    let page = String(decoding: try folder.read("public/2025/11/2/index.html"), as: UTF8.self)
    let ids = Self.ids(in: page)
    #expect(
      Set(["terms", "in-topics", "related", "topics", "events", "sources"]).isSubset(of: ids))
    #expect(Set(ids).count == ids.count, "\(ids)")
  }

  private static func ids(in html: String) -> [String] {
    html.matches(of: /\sid="([^"{]+)"/).map { String($0.1) }
  }

  @Test func `leads from a footnote in a feed to the article`() throws {
    let folder = try Self.site("small")
    #expect(try Self.build(folder).status == 0)
    let feed = String(decoding: try folder.read("public/feed.xml"), as: UTF8.self)
    let page = "https://example.org/sub/2025/10/bai-mot/"
    #expect(feed.contains("&lt;a href=&#34;\(page)#fn:1&#34;"))
    #expect(feed.contains("&lt;a href=&#34;\(page)#fnref:1&#34;"))
    #expect(!feed.contains("href=&#34;#"))
  }

  /// What programs and other systems make of `bài hai.md`: an escaped name, or a decomposed one.
  @Test(
    arguments: [
      "<bài hai.md>", "<ba\u{300}i hai.md>", "b%C3%A0i%20hai.md", "ba%cc%80i%20hai.md#muc",
      "%2e%2e/2025/b%C3%A0i%20hai.md", "/articles/2025/b%C3%A0i%20hai.md",
    ], ["bài hai.md", "ba\u{300}i hai.md"])
  func `follows a link however a name is written`(_ link: String, _ name: String) throws {
    let folder = try Self.site("small")
    let front = "---\ntitle: T\ndate: 2025-10-25\n"
    try folder.write(front + "slug: dich\n---\n## Mục\n", to: "content/articles/2025/\(name)")
    try folder.write(front + "slug: tu\n---\n[x](\(link))\n", to: "content/articles/2025/tu.md")
    let result = try Self.build(folder)
    #expect(result.status == 0, "\(result.error)")
    let page = String(decoding: try folder.read("public/2025/10/tu/index.html"), as: UTF8.self)
    let fragment = link.hasSuffix("#muc") ? "#muc" : ""
    #expect(page.contains("<a href=\"/sub/2025/10/dich/\(fragment)\">x</a>"))
  }

  @Test(
    arguments: [
      "..%2F2025/bai-ba.md", "bai-ba.md%00", "bai-ba%0A.md", "bai-ba%1B.md", "bai-ba%F.md",
      "bai-ba%", "bai%FFba.md", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/bai-ba.md", "bai%252Dba.md",
    ])
  func `follows no link with what no name has`(_ link: String) throws {
    let folder = try Self.site("small")
    try folder.write(
      "---\ntitle: T\ndate: 2025-10-25\n---\n[x](\(link))\n", to: "content/articles/2025/tu.md")
    let result = try Self.build(folder)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("content/articles/2025/tu.md:5:5: error: "), "\(result.error)")
  }

  @Test func `holds back what is not due`() throws {
    let folder = try Self.site("small")
    #expect(try Self.build(folder).status == 0)
    let files = try folder.tree(below: "public").keys
    #expect(files.contains("2025/10/bai-mot/index.html"))
    #expect(!files.contains("2025/10/ban-nhap/index.html"))
    #expect(!files.contains("2031/05/tuong-lai/index.html"))
    #expect(!files.contains("2024/01/het-han/index.html"))
    #expect(try Self.build(folder, ["--drafts", "--future"]).status == 0)
    let all = try folder.tree(below: "public").keys
    #expect(all.contains("2025/10/ban-nhap/index.html"))
    #expect(all.contains("2031/05/tuong-lai/index.html"))
  }

  @Test(
    arguments: [
      (["build", "--source", "/nonexistent"], 66), (["build", "--jobs", "0"], 64),
      (["build", "--now", "yesterday"], 64), (["nothing"], 64), ([], 64), (["--version"], 0),
      (["help", "build"], 0), (["markdown", "/nonexistent/file.md"], 66),
    ] as [([String], Int32)])
  func `ends with the right code`(_ arguments: [String], _ status: Int32) throws {
    let folder = try Self.site("small")
    let isInSite = arguments.contains("yesterday")
    #expect(
      try runDigest(arguments + (isInSite ? ["--source", folder.path] : [])).status == status)
  }

  @Test func `says what is wrong with what is around it`() throws {
    let folder = try Self.site("small")
    let result = try runDigest(
      ["build", "--source", folder.path], environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(result.status == 64)
    #expect(result.error.contains("not a time: `SOURCE_DATE_EPOCH=soon`"))
    #expect(try runDigest(["build", "a\u{1B}[31m"]).error.contains("`a\u{241B}[31m`"))
  }

  @Test func `fails on warnings if asked to`() throws {
    let folder = try Self.site("small")
    try folder.write(
      "---\ntitle: Cảnh báo\ndate: 2025-01-01\n---\n<b>HTML</b>\n",
      to: "content/articles/canh-bao.md")
    #expect(try Self.build(folder).status == 0)
    #expect(try Self.build(folder, ["--quiet"]).error == "")
    for options in [["--strict"], ["--strict", "--quiet"]] {
      let strict = try Self.build(folder, options)
      #expect(strict.status == 1)
      #expect(strict.error.contains("canh-bao.md:5:1: warning: "))
    }
  }
}
