import Addresses
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

@Suite(.serialized) struct PublicationTests {
  static let small = [
    "index.html": "home", "2026/a/index.html": "A", "2026/b/index.html": "B",
    "tags/x/index.html": "X", "feed.xml": "<feed/>", "assets/style.1.css": "css",
  ]

  @Test func `publishes into an output that is not there yet`() throws {
    try withSite { site in
      let summary = try site.publish(Self.small)
      #expect(summary == PublicationSummary(written: 6, unchanged: 0, removed: 0))
      #expect(try site.published() == Self.small)
      #expect(try contents(of: site.folder + "/.digest").keys.sorted() == ["lock", "stamps"])
    }
  }

  @Test func `touches nothing when nothing has changed`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let before = try site.statuses()
      let summary = try site.publish(Self.small)
      #expect(summary == PublicationSummary(written: 0, unchanged: 6, removed: 0))
      #expect(try site.statuses() == before)
      try site.publish([:], keeping: Array(Self.small.keys))
      #expect(try site.statuses() == before)
      #expect(before[Manifest.fileName] != nil)
    }
  }

  @Test func `changes what has changed and nothing else`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let before = try site.statuses()
      var files = Self.small
      files["2026/a/index.html"] = "A2"
      files["2026/c/index.html"] = "C"
      files["2026/b/index.html"] = nil
      let summary = try site.publish(files)
      #expect(summary == PublicationSummary(written: 2, unchanged: 4, removed: 1))
      #expect(try site.published() == files)
      let after = try site.statuses()
      for path in ["index.html", "tags/x/index.html", "feed.xml", "assets/style.1.css"] {
        #expect(after[path] == before[path])
      }
      #expect(after["2026/b"] == nil)
      #expect(try contents(of: site.folder + "/.digest").keys.sorted() == ["lock", "stamps"])
    }
  }

  @Test func `writes the manifest of a clean build`() throws {
    try withSite { site in
      try site.publish(["index.html": "1", "2026/x/index.html": "x"])
      try site.publish(Self.small)
      let grown = try site.published(includingManifest: true)
      try withSite { clean in
        try clean.publish(Self.small)
        #expect(try clean.published(includingManifest: true) == grown)
      }
    }
  }

  @Test func `puts back a page that someone has edited, replaced or removed`() throws {
    try withSite { site in
      try site.publish(Self.small)
      try site.edit("index.html", "hand")
      try site.edit("2026/a/index.html", "Z")
      try FileManager.default.removeItem(atPath: site.output + "/2026/b")
      try FileManager.default.removeItem(atPath: site.output + "/feed.xml")
      #expect(symlink("/etc/hostname", site.output + "/feed.xml") == 0)
      try site.tryOut { publication in
        var writer = publication.writer(0)
        let untouched = publication.untouchedFiles()
        for path in ["index.html", "2026/a/index.html", "2026/b/index.html", "feed.xml"] {
          let isKept = writer.keep(
            page: "/\(path)", madeFrom: Publication.origin, of: untouched)
          #expect(!isKept, "\(path)")
        }
        let isKept = writer.keep(
          page: "/tags/x/", madeFrom: Publication.origin, of: untouched)
        #expect(isKept)
        for origin in [0, Publication.origin + 1] {
          let isKept = writer.keep(page: "/tags/x/", madeFrom: origin, of: untouched)
          #expect(!isKept, "made from something else")
        }
      }
      #expect(try site.publish(Self.small).written == 4)
      #expect(try site.published() == Self.small)
      #expect(try FileManager.default.attributesOfItem(atPath: "/etc/hostname").isEmpty == false)
    }
  }

  @Test func `leaves alone what it did not write`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let foreign = ["CNAME", ".nojekyll", ".git/config", "2026/b/notes.txt", "own/index.html"]
      for path in foreign {
        let url = URL(filePath: site.output + "/" + path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(path.utf8).write(to: url)
      }
      let before = try site.statuses()
      try site.publish(["index.html": "other"])
      let after = try site.statuses()
      for path in foreign { #expect(after[path] == before[path], "\(path)") }
      #expect(after["2026/b/index.html"] == nil)
      #expect(after["tags"] == nil)
    }
  }

  @Test func `will not overwrite what it did not write`() throws {
    try withSite { site in
      try site.publish(Self.small)
      try site.edit("robots.txt", "mine")
      let before = try site.statuses()
      var files = Self.small
      files["robots.txt"] = "ours"
      files["index.html"] = "2"
      #expect(throws: PublishingError.inTheWay(["robots.txt"])) { try site.publish(files) }
      #expect(try site.statuses() == before)
      files["robots.txt"] = "mine"
      #expect(try site.publish(files).written == 1)
      #expect(try site.statuses()["robots.txt"] == before["robots.txt"])
      files["robots.txt"] = "ours"
      try site.publish(files)
      #expect(try site.published() == files)
    }
  }

  @Test func `lets files and folders take each other's place`() throws {
    try withSite { site in
      try site.publish(["a": "file", "b/index.html": "B", "b/c/d.html": "D", "z.html": "z"])
      try site.publish(["a/index.html": "A", "a-b": "1", "b": "file", "z.html": "z"])
      #expect(
        try site.published()
          == ["a/index.html": "A", "a-b": "1", "b": "file", "z.html": "z"])
      try site.publish(["a": "file", "b/index.html": "B", "b/c/d.html": "D", "z.html": "z"])
      #expect(
        try site.published()
          == ["a": "file", "b/index.html": "B", "b/c/d.html": "D", "z.html": "z"])
      try site.edit("b/c/own", "own")
      #expect(throws: PublishingError.inTheWay(["b/c/own"])) {
        try site.publish(["a": "file", "b": "B"])
      }
      try FileManager.default.removeItem(atPath: site.output + "/a")
      try site.edit("a", "foreign, but at our path")
      try site.publish(["a/index.html": "A", "b/index.html": "B"])
      #expect(try site.published() == ["a/index.html": "A", "b/index.html": "B", "b/c/own": "own"])
    }
  }

  @Test func `passes no link in the output`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let elsewhere = site.folder + "/elsewhere"
      try FileManager.default.createDirectory(
        atPath: elsewhere + "/a", withIntermediateDirectories: true)
      try Data("A".utf8).write(to: URL(filePath: elsewhere + "/a/index.html"))
      try FileManager.default.removeItem(atPath: site.output + "/2026")
      #expect(symlink(elsewhere, site.output + "/2026") == 0)
      var files = Self.small
      files["2026/a/index.html"] = "changed"
      #expect(throws: PublishingError.self) { try site.publish(files) }
      files["2026/new/index.html"] = "new"
      #expect(throws: PublishingError.inTheWay(["2026"])) { try site.publish(files) }
      files["2026/new/index.html"] = nil
      files["2026/a/index.html"] = nil
      files["2026/b/index.html"] = nil
      #expect(throws: PublishingError.self) { try site.publish(files) }
      #expect(try contents(of: elsewhere) == ["a/index.html": "A"])
      #expect(try site.published()["index.html"] == "home")
    }
  }

  @Test func `keeps an asset for one more publication`() throws {
    try withSite { site in
      try site.publish(Self.small)
      var files = Self.small
      files["assets/style.1.css"] = nil
      files["assets/style.2.css"] = "css2"
      files["index.html"] = "home 2"
      #expect(try site.publish(files).removed == 0)
      #expect(try site.published()["assets/style.1.css"] == "css")
      let before = try site.statuses()
      #expect(try site.publish(files) == PublicationSummary(written: 0, unchanged: 6, removed: 0))
      #expect(try site.statuses() == before)
      files["index.html"] = "home 3"
      #expect(try site.publish(files).removed == 1)
      #expect(try site.published() == files)
    }
  }

  @Test func `takes up an asset again that it was about to drop`() throws {
    try withSite { site in
      try site.publish(["index.html": "1", "assets/a.css": "a"])
      try site.publish(["index.html": "2", "assets/b.css": "b"])
      let before = try site.statuses()
      try site.publish(["index.html": "1", "assets/a.css": "a"])
      #expect(try site.statuses()["assets/a.css"] == before["assets/a.css"])
      try site.publish(["index.html": "3", "assets/a.css": "a"])
      #expect(try site.published() == ["index.html": "3", "assets/a.css": "a"])
    }
  }

  @Test func `changes nothing when given up`() throws {
    try withSite { site in
      try site.tryOut { _ = try $0.write(Self.small) }
      #expect(!FileManager.default.fileExists(atPath: site.output))
      try site.publish(Self.small)
      let before = try site.statuses()
      try site.tryOut { _ = try $0.write(["index.html": "2", "new.html": "n"]) }
      #expect(try site.statuses() == before)
      #expect(try contents(of: site.folder + "/.digest").keys.sorted() == ["lock", "stamps"])
    }
  }

  @Test(arguments: ["out", "out/", "out/of/here", "out/of/here//"])
  func `leaves no empty folder behind when given up`(_ output: String) throws {
    try withSite { site in
      var settings = site.settings()
      settings.output = site.folder + "/" + output
      let publication = try Publication.begin(settings)
      #expect(FileManager.default.fileExists(atPath: settings.output))
      publication.abandon()
      #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder) == [".digest"])
    }
  }

  @Test func `refuses two pages with one path`() throws {
    try withSite { site in
      let publication = try Publication.begin(site.settings())
      let path = try #require(SitePath("a.html"))
      var first = publication.writer(0)
      try first.write(path, [1], as: .list)
      let work = first.finish()
      #expect(throws: PublishingError.duplicate(path)) { try publication.plan([work, work]) }
      publication.abandon()
    }
  }

  @Test func `works without its stamps, and with damaged ones`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let before = try site.statuses()
      try FileManager.default.removeItem(atPath: site.folder + "/.digest")
      try site.publish(Self.small)
      #expect(try site.statuses() == before)
      try site.publish([:], keeping: Array(Self.small.keys))
      let stamps = URL(filePath: site.folder + "/.digest/stamps")
      var bytes = try Data(contentsOf: stamps)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: stamps)
      try site.tryOut { publication in
        var writer = publication.writer(0)
        let untouched = publication.untouchedFiles()
        let isKept = writer.keep(
          page: "/index.html", madeFrom: Publication.origin, of: untouched)
        #expect(!isKept)
      }
    }
  }

  @Test func `plans what it does`() throws {
    try withSite { site in
      try site.publish(Self.small)
      let publication = try Publication.begin(site.settings())
      var files = Self.small
      files["index.html"] = "2"
      files["2026/b/index.html"] = nil
      files["new.html"] = "new"
      let plan = try publication.plan([try publication.write(files)])
      #expect(plan.added.map(\.text) == ["new.html"])
      #expect(plan.changed.map(\.text) == ["index.html"])
      #expect(plan.removed.map(\.text) == ["2026/b/index.html"])
      #expect(plan.unchangedCount == 4)
      #expect(plan.contains(try #require(SitePath("new.html"))))
      #expect(!plan.contains(try #require(SitePath("2026/b/index.html"))))
      #expect(!plan.contains(try #require(SitePath("2026/b"))))
      publication.abandon()
    }
  }
}
