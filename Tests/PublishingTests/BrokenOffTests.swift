import Addresses
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

/// Builds that are asked to stop, that meet, or that find what another has left.
@Suite struct BrokenOffTests {
  private func arguments(_ site: Site, _ options: String...) throws -> [String] {
    [try publishDriver(), site.folder, site.output, site.folder + "/new"] + options
  }

  private func waitForStage(_ site: Site) throws {
    for _ in 0..<2000 {
      let files =
        (try? FileManager.default.subpathsOfDirectory(atPath: site.folder + "/.digest")) ?? []
      if files.contains(where: { $0.hasPrefix("stage/tree/") || $0.hasPrefix("stage/files/0/") }) {
        return
      }
      usleep(5_000)
    }
    Issue.record("the driver has staged nothing")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `drops its stage when it is asked to stop`(_ signal: Int32) throws {
    try withSite { site in
      try write(["index.html": "1"], to: site.folder + "/new")
      let first = try Program(arguments(site, "--slow", "--wait"))
      try waitForStage(site)
      first.send(signal)
      #expect(first.wait() == .exit(130))
      #expect(!FileManager.default.fileExists(atPath: site.output))
      #expect(try contents(of: site.folder + "/.digest").keys.sorted() == ["lock"])

      #expect(try Program.run(arguments(site, "--wait")) == .exit(0))
      let before = try site.identities()
      try write(["index.html": "2", "new.html": "n"], to: site.folder + "/new")
      let second = try Program(arguments(site, "--slow", "--wait"))
      try waitForStage(site)
      second.send(signal)
      #expect(second.wait() == .exit(130))
      #expect(try site.identities() == before)
    }
  }

  @Test func `lets one build at a time work, and says which`() throws {
    try withSite { site in
      try write(["index.html": "1"], to: site.folder + "/new")
      let first = try Program(arguments(site, "--slow", "--wait"))
      try waitForStage(site)
      #expect(throws: PublishingError.locked(by: "process \(first.process)")) {
        try Publication.begin(site.settings(waits: false))
      }
      #expect(try Program.run(arguments(site)) == .exit(75))
      let waiting = try Program(arguments(site, "--wait"))
      let impatient = try Program(arguments(site, "--wait"))
      try impatient.waitUntilItHandles(SIGTERM)
      impatient.send(SIGTERM)
      #expect(impatient.wait() == .exit(130))
      first.send(SIGKILL)
      #expect(first.wait() == .signal(SIGKILL))
      #expect(waiting.wait() == .exit(0))
      #expect(try site.published() == ["index.html": "1"])
    }
  }

  @Test func `lets one site at a time publish into an output`() throws {
    try withTemporaryFolder { folder in
      let one = Site(folder: folder + "/one")
      try write(["one/new/index.html": "1", "two/a": ""], to: folder)
      let first = try Program(arguments(one, "--slow", "--wait"))
      try waitForStage(one)
      let settings = PublicationSettings(
        source: folder + "/two", output: one.output, inputs: [], home: nil)
      let error = #expect(throws: PublishingError.self) { try Publication.begin(settings) }
      #expect(error?.exitCode == 75)
      first.send(SIGKILL)
      _ = first.wait()
    }
  }

  @Test(arguments: [0, 1, 2])
  func `finishes the journal of its own output, and forgets another's`(_ fate: Int) throws {
    try withSite { site in
      try site.publish(["index.html": "1", "b.html": "b"])
      try leaveJournal(site, writing: ["index.html": "2", "c.html": "c"])
      switch fate {
      case 0:
        #expect(rename(site.output, site.folder + "/moved") == 0)
        var settings = site.settings()
        settings.output = site.folder + "/moved"
        try site.publish(["index.html": "2", "c.html": "c"], settings: settings)
        #expect(try contents(of: site.folder + "/moved")["index.html"] == "2")
      case 1:
        try FileManager.default.removeItem(atPath: site.output)
        try site.publish(["index.html": "3"])
        #expect(try site.published() == ["index.html": "3"])
      default:
        var settings = site.settings()
        settings.output = site.folder + "/other"
        try site.publish(["index.html": "4"], settings: settings)
        #expect(try contents(of: site.folder + "/other")["index.html"] == "4")
        // A journal may have come with somebody's repository: it moves nothing elsewhere.
        #expect(try site.published() == ["index.html": "1", "b.html": "b"])
        try site.publish(["index.html": "2", "c.html": "c"])
        #expect(try site.published() == ["index.html": "2", "c.html": "c"])
      }
      #expect(try contents(of: site.folder + "/.digest").keys.sorted() == ["lock", "stamps"])
    }
  }

  @Test func `does without a damaged journal or a damaged stage`() throws {
    try withSite { site in
      try site.publish(["index.html": "1", "b.html": "b"])
      for damage in ["journal", "stage/files/0/1", "stage/manifest"] {
        try leaveJournal(site, writing: ["index.html": "2", "c.html": "c"])
        let url = URL(filePath: site.folder + "/.digest/" + damage)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 4
        try bytes.write(to: url)
        try site.publish(["index.html": "3", "c.html": "c"])
        #expect(try site.published() == ["index.html": "3", "c.html": "c"])
        try site.publish(["index.html": "1", "b.html": "b"])
      }
    }
  }

  /// A new file that a crash left in the output stays ours, though `.digest` is gone.
  @Test func `knows its files after a crash without its state`() throws {
    try withSite { site in
      try site.publish(["index.html": "1", "b.html": "b"])
      try write(["index.html": "2", "c.html": "c"], to: site.folder + "/new")
      try withTemporaryFolder { folder in
        let library = try faultLibrary(in: folder)
        for call in 1... {
          let log = "\(folder)/log\(call)"
          let end = try Program.run(
            arguments(site, "--wait"),
            environment: [
              "LD_PRELOAD": library, "FAULT_KILL": "before", "FAULT_AT": "\(call)",
              "FAULT_LOG": log,
            ])
          try FileManager.default.removeItem(atPath: site.folder + "/.digest")
          try site.publish(["index.html": "1", "b.html": "b"])
          #expect(try site.published() == ["index.html": "1", "b.html": "b"], "call \(call)")
          if end == .exit(0) { break }
        }
      }
    }
  }

  /// Publishes as far as the last step before the journal would be removed, then dies.
  private func leaveJournal(_ site: Site, writing files: [String: String]) throws {
    let publication = try Publication.begin(site.settings())
    let plan = try publication.plan([try publication.write(files)])
    try publication.leaveJournal(of: plan)
  }
}
