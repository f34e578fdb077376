import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

/// Lets each system call of a publication fail once, and kills it at each one once.
///
/// After each run the promises of docs/publishing.md are checked, then the build is
/// repeated and must give what a build without trouble gives. `DIGEST_TORTURE=1` tries
/// all errors and both kinds of death at each call; otherwise it is one of them in turn,
/// and at every third call only, but for the scenario with the most calls.
@Suite struct FaultTests {
  enum Fault: Sendable, CustomStringConvertible {
    case error(Int32)
    case kill(String)

    var environment: [String: String] {
      switch self {
      case .error(let code): ["FAULT_ERRNO": "\(code)"]
      case .kill(let moment): ["FAULT_KILL": moment]
      }
    }

    var description: String {
      switch self {
      case .error(let code): "error \(code)"
      case .kill(let moment): "kill \(moment)"
      }
    }
  }

  struct Scenario: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var old: [String: String]
    var new: [String: String]
    /// What the output holds in the end: `new`, and assets that stay once more.
    var result: [String: String]
    var isDurable = false
    /// Calls that the system does not have.
    var missing = ""
    /// Whether the output is on another file system than the site.
    var isElsewhere = false
  }

  static let old = [
    "index.html": "home", "2026/a/index.html": "A", "2026/b/index.html": "B", "x": "file",
    "tags/x/index.html": "X", "feed.xml": "<feed/>", "assets/style.1.css": "css",
  ]
  static let new = [
    "index.html": "home 2", "2026/a/index.html": "A", "2026/c/index.html": "C",
    "x/index.html": "folder", "tags/y/index.html": "Y", "feed.xml": "<feed>2</feed>",
    "assets/style.2.css": "css 2",
  ]
  static let scenarios = [
    Scenario(testDescription: "the first publication", old: [:], new: old, result: old),
    Scenario(
      testDescription: "a publication after another", old: old, new: new,
      result: new.merging(["assets/style.1.css": "css"]) { $1 }),
    Scenario(
      testDescription: "a publication that must outlive a loss of power", old: old, new: new,
      result: new.merging(["assets/style.1.css": "css"]) { $1 }, isDurable: true),
    Scenario(testDescription: "nothing new", old: old, new: old, result: old),
    Scenario(
      testDescription: "an old kernel, a simple file system", old: old, new: new,
      result: new.merging(["assets/style.1.css": "css"]) { $1 }, missing: "openat2 renameat2"),
    Scenario(
      testDescription: "an output on another file system", old: old, new: new,
      result: new.merging(["assets/style.1.css": "css"]) { $1 }, isElsewhere: true),
  ]

  static let isLong = getenv("DIGEST_TORTURE") != nil

  static func faults(at call: Int) -> [Fault] {
    let faults: [Fault] = [
      .kill("before"), .error(ENOSPC), .kill("after"), .error(EIO), .error(EMFILE),
    ]
    return isLong ? faults : [faults[call % faults.count]]
  }

  @Test(arguments: scenarios)
  func `survives a fault at each system call`(_ scenario: Scenario) throws {
    try withTemporaryFolder { folder in
      let library = try faultLibrary(in: folder)
      var call = 1
      var isReached = true
      while isReached {
        defer { call += Self.isLong || scenario.isDurable ? 1 : 3 }
        for fault in Self.faults(at: call) {
          let trial = Trial(scenario: scenario, library: library, folder: folder + "/site")
          isReached = try trial.run(fault, at: call)
        }
        try #require(call < 5000, "the program never comes to an end")
      }
      // Fewer would mean that the library saw nothing of the publication.
      #expect(call > 30)
    }
  }
}

/// Builds the library that makes calls fail.
func faultLibrary(in folder: String) throws -> String {
  let source = testsFolder.appending(path: "Faults/fault.c").path
  let library = folder + "/fault.so"
  let end = try Program.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"])
  try #require(end == .exit(0), "cannot compile \(source)")
  return library
}

/// One run with one fault in a fresh folder.
private struct Trial {
  let scenario: FaultTests.Scenario
  let library: String
  let folder: String

  /// - Returns: Whether the program made as many calls.
  func run(_ fault: FaultTests.Fault, at call: Int) throws -> Bool {
    let elsewhere = scenario.isElsewhere ? try otherFolder() : nil
    defer { if let elsewhere { try? FileManager.default.removeItem(atPath: elsewhere) } }
    let site = Site(folder: folder, output: elsewhere.map { $0 + "/public" })
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(scenario.new, to: folder + "/new")
    if !scenario.old.isEmpty { try site.publish(scenario.old) }
    let before = try site.identities()

    let log = folder + "/log"
    var environment = [
      "LD_PRELOAD": library, "FAULT_AT": "\(call)", "FAULT_LOG": log,
      "FAULT_MISSING": scenario.missing,
    ]
    environment.merge(fault.environment) { $1 }
    let end = try Program.run(arguments(site), environment: environment)
    let name = (try? contents(of: folder)["log"]) ?? ""
    try check(site, end: end, before: before, "\(fault) at call \(call) (\(name))")

    let repaired = try Program.run(
      arguments(site), environment: ["LD_PRELOAD": library, "FAULT_MISSING": scenario.missing])
    #expect(repaired == .exit(0), "after \(fault) at call \(call) (\(name))")
    #expect(try site.published() == scenario.result, "after \(fault) at call \(call) (\(name))")
    let state = try contents(of: folder + "/.digest").keys.sorted()
    #expect(state == ["lock", "stamps"], "after \(fault) at call \(call) (\(name))")
    return !name.isEmpty
  }

  /// A folder on a file system in memory, where the system has one.
  private func otherFolder() throws -> String {
    let memory = "/dev/shm"
    let parent = access(memory, W_OK) == 0 ? memory : folder
    let path = "\(parent)/digest-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func arguments(_ site: Site) throws -> [String] {
    [try publishDriver(), folder, site.output, folder + "/new", "--wait"]
      + (scenario.isDurable ? ["--durable"] : [])
  }

  private func check(
    _ site: Site, end: Program.End, before: [String: Identity], _ what: Comment
  ) throws {
    switch end {
    case .exit(0):
      #expect(try site.published() == scenario.result, what)
    case .exit(let code):
      #expect(code == 74, what)
      if scenario.missing.isEmpty {
        #expect(try site.identities() == before, what)
      } else {
        // Without exchanging files there is no way back, only the one forward.
        try checkHalfway(site, what)
      }
    case .signal(let signal):
      #expect(signal == SIGKILL, what)
      try checkHalfway(site, what)
    }
  }

  /// What a reader may find after a crash: each page old or new, none of both missing,
  /// and nothing else.
  private func checkHalfway(_ site: Site, _ what: Comment) throws {
    let published = FileManager.default.fileExists(atPath: site.output) ? try site.published() : [:]
    // A stage in the output is closed to all others, and goes with the next build.
    for (path, text) in published where !path.hasPrefix(StagePlace.output.name) {
      #expect(text == scenario.old[path] || text == scenario.new[path], "\(path), \(what)")
    }
    for path in scenario.old.keys where scenario.new[path] != nil {
      #expect(published[path] != nil, "\(path), \(what)")
    }
  }
}

/// What a failed build must leave as it was.
struct Identity: Equatable {
  var inode: UInt64
  var modified: Int64
  var text: String
}

extension Site {
  /// All files of the output, the manifest included.
  func identities() throws -> [String: Identity] {
    guard FileManager.default.fileExists(atPath: output) else { return [:] }
    let directory = try Directory(opening: output)
    var identities: [String: Identity] = [:]
    for (path, text) in try contents(of: output) {
      let status = try #require(try directory.status(of: path))
      identities[path] = Identity(inode: status.inode, modified: status.modified, text: text)
    }
    return identities
  }
}

func write(_ files: [String: String], to folder: String) throws {
  for (path, text) in files {
    let url = URL(filePath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
