import FoundationEssentials
import TestSupport
import Testing

/// Whatever makes a build fail, the published site stays what it was, file by file.
@Suite struct FailingBuildTests {
  /// One thing that is wrong with a site that was published before.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: Change
    var options: [String] = []
    var status: Int32

    init(_ description: String, _ change: Change, status: Int32 = 1) {
      testDescription = description
      self.change = change
      self.status = status
    }

    init(_ description: String, options: [String], status: Int32) {
      testDescription = description
      change = .none
      self.options = options
      self.status = status
    }
  }

  enum Change: Sendable {
    case none
    case write(String, String)
    case append(String, String)
    case replace(String, String, String)
    case remove(String)
    case link(String, to: String)
    /// One of the articles of `Tests/Sites/broken`, alone.
    case article(String)
  }

  /// The articles that are broken by themselves; others are by each other, `-a` and `-b`.
  static let articles: [Mistake] = {
    let folder = testsFolder.appending(path: "Sites/broken/content/articles").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.contains("-a.") && !$0.contains("-b.") }
      .sorted().map { Mistake($0, .article($0)) }
  }()

  static let others = [
    Mistake("a statement is not closed", .append("Templates/article.html", "{% if page %}")),
    Mistake("an unknown statement", .append("Templates/home.html", "{% loop %}")),
    Mistake("an unknown filter", .replace("Templates/base.html", "<body", "{{ 1|shiny }}<body")),
    Mistake("an unknown value", .replace("Templates/base.html", "<body", "{{ no.such }}<body")),
    Mistake("a tag is not closed", .replace("Templates/base.html", "<body", "{{ page <body")),
    Mistake(
      "a value in a script",
      .replace("Templates/base.html", "<body", "<script>{{ page.title }}</script><body")),
    Mistake(
      "an attribute without quotes",
      .replace("Templates/base.html", "<body", "<body id={{ page.title }}")),
    Mistake("a template is missing", .remove("Templates/article.html")),
    Mistake("a layout is missing", .remove("Templates/base.html")),
    Mistake(
      "a template includes itself",
      .append("Templates/home.html", "{% block x %}{% include \"home.html\" %}{% endblock %}")),
    Mistake("the text of the theme is no YAML", .write("Templates/i18n/vi.yml", "a: [")),
    Mistake("the settings are missing", .remove("content/site.yml"), status: 66),
    Mistake("the settings are empty", .write("content/site.yml", "")),
    Mistake("an unknown setting", .append("content/site.yml", "pagesize: 3\n")),
    Mistake(
      "a setting of the wrong type", .replace("content/site.yml", "page_size: 2", "page_size: two")),
    Mistake(
      "a site without an address",
      .replace("content/site.yml", "base_url: https:", "base_url: gopher:")),
    Mistake("a menu with a missing page", .replace("content/site.yml", "gioi-thieu]", "lien-he]")),
    Mistake("topics that are no YAML", .write("content/topics.yml", "topics: [")),
    Mistake("topics of the wrong type", .write("content/topics.yml", "topics: 3\n")),
    Mistake("an unknown key in topics", .write("content/topics.yml", "topic: []\n")),
    Mistake("a page without front matter", .write("content/pages/gioi-thieu.md", "Xin chào.\n")),
    Mistake("a file where a page will be", .write("content/static/index.html", "mine")),
    Mistake("a link out of the site", .link("content/static/passwd", to: "/etc/passwd")),
    Mistake(
      "two articles with one address",
      .write(
        "content/articles/them.md",
        "---\ntitle: Bài một\ndate: 2025-10-25\nslug: bai-mot\n---\nHai.\n")),
    Mistake(
      "an old address in a file",
      .replace(
        "content/articles/2025/bai-ba.md", "\n---\n", "\naliases: [/feed.xml/]\n---\n")),
    Mistake(
      "two words with one address",
      .replace("content/articles/2025/bai-ba.md", "[Chữ ký]", "[Chú kỳ]")),
    Mistake(
      "one article in one language twice by its front matter",
      .replace("content/articles/2025/bai-mot.en.md", "\n---\n", "\nlang: vi\n---\n")),
    Mistake(
      "one article in one language twice",
      .write(
        "content/articles/2025/bai-ba.vi.md",
        "---\ntitle: Bài một\ndate: 2025-10-26\nslug: khac\n---\nHai.\n")),
    Mistake("an image that is gone", .remove("content/static/images/a.svg")),
    Mistake("no such option", options: ["--fast"], status: 64),
    Mistake("no jobs", options: ["--jobs", "0"], status: 64),
    Mistake("no such day", options: ["--now", "2026-02-30"], status: 64),
    Mistake("no web address", options: ["--base-url", "ftp://a"], status: 64),
  ]

  @Test(arguments: articles + others)
  func `leaves the published site alone`(_ mistake: Mistake) throws {
    let site = try BuildTests.site("small")
    #expect(try BuildTests.build(site).status == 0)
    let before = try site.stamps(below: "public")
    try Self.apply(mistake.change, to: site)
    let result = try BuildTests.build(site, mistake.options)
    #expect(result.status == mistake.status, "\(result.error)")
    #expect(result.error.contains("error: "), "\(result.error)")
    #expect(try site.stamps(below: "public") == before)
  }

  private static func apply(_ change: Change, to site: ScratchFolder) throws {
    let files = FileManager.default
    func text(_ path: String) throws -> String {
      String(decoding: try site.read(path), as: UTF8.self)
    }
    switch change {
    case .none: break
    case .write(let path, let new): try site.write(new, to: path)
    case .append(let path, let more): try site.write(try text(path) + more, to: path)
    case .replace(let path, let old, let new):
      let edited = try text(path).replacing(old, with: new)
      try #require(edited != (try text(path)))
      try site.write(edited, to: path)
    case .remove(let path): try files.removeItem(at: site.url.appending(path: path))
    case .link(let path, let target):
      try files.createSymbolicLink(
        atPath: site.url.appending(path: path).path, withDestinationPath: target)
    case .article(let name):
      try files.copyItem(
        at: testsFolder.appending(path: "Sites/broken/content/articles/" + name),
        to: site.url.appending(path: "content/articles/" + name))
    }
  }
}
