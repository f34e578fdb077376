import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

/// Folders that must never be published into; in each, nothing may change.
@Suite struct OutputDangerTests {
  struct Place: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The output, seen from the site's folder.
    var output: String
    var danger: OutputDanger
  }

  static let places = [
    Place(testDescription: "the site", output: ".", danger: .source),
    Place(testDescription: "the site, spelt differently", output: "content/..", danger: .source),
    Place(testDescription: "above the site", output: "..", danger: .aboveSource),
    Place(testDescription: "far above the site", output: "../..", danger: .aboveSource),
    Place(testDescription: "the articles", output: "content", danger: .input),
    Place(testDescription: "below the articles", output: "content/new/one", danger: .input),
    Place(testDescription: "the templates", output: "Templates", danger: .input),
    Place(testDescription: "our own state", output: ".digest", danger: .input),
    Place(testDescription: "a link to the articles", output: "link", danger: .input),
    Place(testDescription: "a folder with files", output: "full", danger: .notEmpty),
    Place(testDescription: "a folder with a dot-file", output: "dot", danger: .notEmpty),
    Place(testDescription: "a repository", output: "repository", danger: .repository),
    Place(testDescription: "a file", output: "file", danger: .notAFolder),
    Place(testDescription: "below a file", output: "file/public", danger: .notAFolder),
    Place(testDescription: "home", output: "../home", danger: .home),
    Place(testDescription: "a manifest that is none", output: "damaged", danger: .damagedManifest),
  ]

  @Test(arguments: places)
  func `refuses`(_ place: Place) throws {
    try withTemporaryFolder { folder in
      let site = folder + "/above/site"
      try write(
        [
          "content/a.md": "a", "Templates/t": "t", ".digest/lock": "", "full/a": "a", "dot/.a": "a",
          "repository/.git/config": "", "file": "", "../home/b": "b",
          "damaged/.digest-manifest": "digest-manifest 1\n",
        ], to: site)
      #expect(symlink("content", site + "/link") == 0)
      let before = try contents(of: folder)
      var settings = PublicationSettings(
        source: site, output: site + "/" + place.output, inputs: ["content", "Templates"],
        home: site + "/../home")
      settings.isDurable = false
      let error = PublishingError.refused(output: settings.output, because: place.danger)
      #expect(throws: error) { try Publication.begin(settings) }
      #expect(error.exitCode == 73)
      var after = try contents(of: folder)
      after["above/site/.digest/lock"] = ""
      #expect(after == before)
    }
  }

  @Test func `refuses the root`() throws {
    try withTemporaryFolder { folder in
      let settings = PublicationSettings(source: folder, output: "/", inputs: [], home: nil)
      #expect(throws: PublishingError.refused(output: "/", because: .root)) {
        try Publication.begin(settings)
      }
    }
  }

  @Test func `follows a link to an output, but no link to its state`() throws {
    try withTemporaryFolder { folder in
      let site = Site(folder: folder + "/site")
      try write(["site/content/a.md": "a", "real/x/y": "", "state/stage/z": "z"], to: folder)
      try FileManager.default.removeItem(atPath: folder + "/real/x/y")
      #expect(symlink(folder + "/real/x", site.output) == 0)
      try site.publish(["index.html": "1"])
      #expect(try contents(of: folder + "/real/x")["index.html"] == "1")
      try FileManager.default.removeItem(atPath: site.folder + "/.digest")
      #expect(symlink(folder + "/state", site.folder + "/.digest") == 0)
      #expect(throws: PublishingError.self) { try site.publish(["index.html": "2"]) }
      #expect(try contents(of: folder + "/state") == ["stage/z": "z"])
    }
  }
}
