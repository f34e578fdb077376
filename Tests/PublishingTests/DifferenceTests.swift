import Addresses
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

@Suite struct DifferenceTests {
  static let expected = Difference(
    added: ["2026/c/index.html", "z.html"].compactMap { SitePath($0) },
    changed: ["index.html"].compactMap { SitePath($0) },
    removed: ["2026/b/index.html"].compactMap { SitePath($0) })

  /// Two outputs in `folder`, of which the second has an asset that is about to go.
  private func publishTwo(in folder: String) throws -> (old: Site, new: Site) {
    let old = Site(folder: folder + "/old")
    let new = Site(folder: folder + "/new")
    try write(["old/a": "", "new/a": ""], to: folder)
    let files = ["index.html": "1", "2026/a/index.html": "a", "2026/b/index.html": "b"]
    try old.publish(files)
    try new.publish(["index.html": "0", "assets/x.css": "x"])
    try new.publish([
      "index.html": "2", "2026/a/index.html": "a", "2026/c/index.html": "c", "z.html": "z",
    ])
    return (old, new)
  }

  @Test(arguments: ["", "/.digest-manifest"], ["", "/.digest-manifest"])
  func `compares`(_ left: String, with right: String) throws {
    try withTemporaryFolder { folder in
      let (old, new) = try publishTwo(in: folder)
      #expect(
        try Difference(between: old.output + left, and: new.output + right) == Self.expected)
      #expect(try Difference(between: old.output + left, and: old.output + right).isEmpty)
    }
  }

  @Test func `sees what was changed by hand, and folders that have no manifest`() throws {
    try withTemporaryFolder { folder in
      let (old, _) = try publishTwo(in: folder)
      try FileManager.default.copyItem(atPath: old.output, toPath: folder + "/copy")
      try old.edit("index.html", "hand")
      let hand = Difference(changed: ["index.html"].compactMap { SitePath($0) })
      #expect(try Difference(between: folder + "/copy", and: old.output) == hand)
      #expect(
        try Difference(between: folder + "/copy/.digest-manifest", and: old.output) == hand)
      try FileManager.default.removeItem(atPath: folder + "/copy/.digest-manifest")
      #expect(try Difference(between: folder + "/copy", and: old.output) == hand)
      try FileManager.default.removeItem(atPath: old.output + "/index.html")
      let gone = Difference(removed: hand.changed)
      #expect(try Difference(between: folder + "/copy", and: old.output) == gone)
    }
  }

  /// Someone has put a file of 40 GiB, all zeros and none on the disk, in the place of a page.
  @Test func `compares files that are larger than memory`() throws {
    try withTemporaryFolder { folder in
      let (old, new) = try publishTwo(in: folder)
      for output in [old.output, new.output] {
        #expect(truncate(output + "/2026/a/index.html", 40 << 30) == 0)
      }
      #expect(truncate(new.output + "/2026/a/index.html", 41 << 30) == 0)
      var expected = Self.expected
      expected.changed = ["2026/a/index.html", "index.html"].compactMap { SitePath($0) }
      #expect(try Difference(between: old.output, and: new.output) == expected)
      let manifest = old.output + "/.digest-manifest"
      expected = Difference(changed: ["2026/a/index.html"].compactMap { SitePath($0) })
      #expect(try Difference(between: manifest, and: old.output) == expected)
    }
  }

  /// The first difference is in the second piece that is read.
  @Test func `compares large files to their ends`() throws {
    try withTemporaryFolder { folder in
      let (old, _) = try publishTwo(in: folder)
      try old.edit("index.html", String(repeating: "a", count: 3 << 20))
      try FileManager.default.copyItem(atPath: old.output, toPath: folder + "/copy")
      #expect(try Difference(between: old.output, and: folder + "/copy").isEmpty)
      try old.edit("index.html", String(repeating: "a", count: 3 << 20 - 1) + "b")
      let changed = Difference(changed: ["index.html"].compactMap { SitePath($0) })
      #expect(try Difference(between: old.output, and: folder + "/copy") == changed)
    }
  }

  @Test func `says what cannot be compared`() throws {
    try withTemporaryFolder { folder in
      try write(["a": "no manifest"], to: folder)
      let error = #expect(throws: SystemError.self) {
        try Difference(between: folder + "/a", and: folder)
      }
      #expect(
        error?.description == "cannot understand the manifest of `\(folder)/a`: it is damaged")
      #expect(throws: SystemError("open", folder + "/b", code: SystemError.absent)) {
        try Difference(between: folder, and: folder + "/b")
      }
    }
  }

  @Test func `cleans up after itself only`() throws {
    try withSite { site in
      #expect(try Cleaning.run(site.settings()) == 0)
      try site.publish(PublicationTests.small)
      try site.edit("CNAME", "mine")
      try site.edit("2026/a/own.txt", "mine")
      #expect(try Cleaning.run(site.settings()) == 6)
      #expect(
        try contents(of: site.folder) == ["public/CNAME": "mine", "public/2026/a/own.txt": "mine"])
      #expect(try Cleaning.run(site.settings()) == 0)
    }
  }

  @Test func `cleans nothing behind a link, and around a file in a folder's place`() throws {
    try withSite { site in
      try site.publish(PublicationTests.small)
      let elsewhere = site.folder + "/elsewhere"
      try FileManager.default.moveItem(atPath: site.output + "/2026", toPath: elsewhere)
      #expect(symlink(elsewhere, site.output + "/2026") == 0)
      let behind = try contents(of: elsewhere)
      #expect(try Cleaning.run(site.settings()) == PublicationTests.small.count - behind.count)
      #expect(try contents(of: elsewhere) == behind)
      #expect(try FileManager.default.contentsOfDirectory(atPath: site.output) == ["2026"])
    }
    try withSite { site in
      try site.publish(PublicationTests.small)
      try FileManager.default.removeItem(atPath: site.output + "/2026")
      try site.edit("2026", "mine")
      _ = try Cleaning.run(site.settings())
      #expect(try contents(of: site.output) == ["2026": "mine"])
    }
  }

  @Test func `cleans nothing on the word of a damaged manifest, or during a build`() throws {
    try withSite { site in
      try site.publish(PublicationTests.small)
      try site.tryOut { _ in
        #expect(throws: PublishingError.self) { try Cleaning.run(site.settings(waits: false)) }
      }
      try site.edit(".digest-manifest", "digest-manifest 1\n")
      let error = PublishingError.refused(output: site.output, because: .damagedManifest)
      #expect(throws: error) { try Cleaning.run(site.settings()) }
      #expect(try site.published() == PublicationTests.small)
    }
  }
}
