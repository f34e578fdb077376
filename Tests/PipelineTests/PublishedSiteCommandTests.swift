import FoundationEssentials
import TestSupport
import Testing

/// Commands that look at a published site, or would publish one.
@Suite struct PublishedSiteCommandTests {
  @Test func `compares two sites`() throws {
    let folder = try BuildTests.site("small")
    #expect(try BuildTests.build(folder).status == 0)
    #expect(try BuildTests.build(folder, ["--output", folder.path + "/same"]).status == 0)
    let same = try runDigest(["diff", "public", "same"], in: folder.path)
    #expect(same.status == 0)
    #expect(same.output == [])
    #expect(same.error == "0 added, 0 changed, 0 removed\n")
    #expect(
      try BuildTests.build(folder, ["--output", folder.path + "/more", "--drafts"]).status == 0)
    for old in ["public", "public/.digest-manifest"] {
      let more = try runDigest(["diff", old, "more"], in: folder.path)
      let lines = String(decoding: more.output, as: UTF8.self).split(separator: "\n")
      #expect(lines.contains("+ 2025/10/ban-nhap/index.html"))
      #expect(lines.contains("~ index.html"))
      #expect(!lines.contains { $0.first == "-" })
      let paths = lines.map { $0.dropFirst(2) }
      #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
    let json = try runDigest(["diff", "--json", "more", "public"], in: folder.path)
    let text = String(decoding: json.output, as: UTF8.self)
    #expect(text.contains("\"removed\": [\n    \"2025/10/ban-nhap/index.html\""))
  }

  @Test func `cleans up and leaves what is not its own`() throws {
    let folder = try BuildTests.site("small")
    #expect(try BuildTests.build(folder).status == 0)
    try folder.write("mine", to: "public/CNAME")
    let count = try folder.tree(below: "public").count - 2
    let result = try runDigest(["clean"], in: folder.path)
    #expect(result.status == 0)
    #expect(result.error == "\(count) files removed from public\n")
    #expect(try folder.tree(below: "public").keys.sorted() == ["CNAME"])
    let again = try runDigest(["clean"], in: folder.path)
    #expect(again.error == "0 files removed from public\n")
  }

  @Test func `checks a site and publishes nothing`() throws {
    let folder = try BuildTests.site("small")
    let first = try runDigest(["check", "--now", "2026-01-01"], in: folder.path)
    #expect(first.status == 0, "\(first.error)")
    #expect(first.error.contains(" pages checked; a build would write "))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/public"))
    #expect(try BuildTests.build(folder).status == 0)
    // The lock names the last process that held it.
    let before = try folder.tree().filter { $0.key != ".digest/lock" }
    let second = try runDigest(["check", "--now", "2026-01-01"], in: folder.path)
    #expect(second.error.contains("a build would write 0 files and remove 0"))
    #expect(try folder.tree().filter { $0.key != ".digest/lock" } == before)
  }

  @Test func `checks as a build does`() throws {
    let folder = try BuildTests.site("broken")
    let check = try runDigest(["check", "--now", "2026-01-01"], in: folder.path)
    let build = try runDigest(["build", "--now", "2026-01-01"], in: folder.path)
    #expect(check.status == 1)
    #expect(check.error == build.error)
  }

  @Test func `builds twice and compares`() throws {
    let folder = try BuildTests.site("small")
    let arguments = ["build", "--check-reproducible", "--now", "2026-01-01"]
    let before = try folder.tree().keys.sorted()
    let result = try runDigest(arguments, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains(" built twice: the same bytes; nothing was published"))
    let after = try folder.tree().keys.filter { !$0.utf8.starts(with: ".digest/".utf8) }
    #expect(after.sorted() == before)
    // What is there already was not made by the check, and is not removed by it.
    try folder.write("mine", to: "public.check-2/a.txt")
    let refusal = try runDigest(arguments, in: folder.path)
    #expect(refusal.status == 64)
    #expect(refusal.error.contains("`public.check-2` is in the way"))
    #expect(try folder.read("public.check-2/a.txt") == Array("mine".utf8))
  }

  @Test func `lists templates and finds those that nothing uses`() throws {
    let folder = try BuildTests.site("small")
    try folder.write("{% include 'partials/older.html' %}", to: "Templates/old.html")
    try folder.write("{{ article.title }}", to: "Templates/partials/older.html")
    let result = try runDigest(["templates"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(text.contains("\nold.html  (unused)\n  uses: partials/older.html\n"))
    #expect(
      text.contains(
        "partials/older.html  (unused)\n  used by: old.html\n  needs: article.title\n"))
    #expect(text.contains("\nbase.html  (part of others)\n"))
    #expect(text.contains("\narticle.html\n  uses: "))
    let unused = text.split(separator: "\n").filter { $0.contains("(unused)") }
    #expect(unused == ["old.html  (unused)", "partials/older.html  (unused)"])
    try folder.write("{% if %}", to: "Templates/old.html")
    #expect(try runDigest(["templates"], in: folder.path).status == 1)
  }
}
