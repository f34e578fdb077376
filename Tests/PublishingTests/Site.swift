import Addresses
import FoundationEssentials
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

/// A site that is nothing but paths and contents, and the folder it is published into.
struct Site {
  let folder: String
  let output: String

  init(folder: String, output: String? = nil) {
    self.folder = folder
    self.output = output ?? folder + "/public"
  }

  /// It waits for a lock: a program that another test starts holds a copy of each lock of
  /// this process for a moment, until it becomes that program.
  func settings(waits: Bool = true) -> PublicationSettings {
    var settings = PublicationSettings(
      source: folder, output: output, inputs: ["content", "Templates"], home: nil)
    settings.waits = waits
    settings.isDurable = false
    return settings
  }

  /// Publishes files; what kind each is shows in its path.
  ///
  /// The lock is free again afterwards.
  @discardableResult
  func publish(
    _ files: [String: String], keeping kept: [String] = [], settings: PublicationSettings? = nil
  ) throws -> PublicationSummary {
    let publication = try Publication.begin(settings ?? self.settings())
    do {
      let work = try publication.write(files, keeping: kept)
      return try publication.commit(try publication.plan([work]))
    } catch {
      publication.abandon()
      throw error
    }
  }

  /// Begins a publication that is given up after `body`.
  func tryOut(_ body: (Publication) throws -> Void) throws {
    let publication = try Publication.begin(settings())
    defer { publication.abandon() }
    try body(publication)
  }

  /// All files of the output with their contents, but for the manifest.
  func published(includingManifest: Bool = false) throws -> [String: String] {
    try contents(of: output).filter { includingManifest || $0.key != Manifest.fileName }
  }

  /// All statuses in the output, folders included.
  func statuses() throws -> [String: FileStatus] {
    let directory = try Directory(opening: output)
    var statuses: [String: FileStatus] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: output) {
      statuses[path] = try directory.status(of: path)
    }
    return statuses
  }

  func edit(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: output + "/" + path))
  }
}

func contents(of folder: String) throws -> [String: String] {
  var contents: [String: String] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let url = URL(filePath: folder + "/" + path)
    let values = try FileManager.default.attributesOfItem(atPath: url.path)
    let type = values[.type] as? FileAttributeType
    if type == .typeDirectory { continue }
    if type == .typeSymbolicLink {
      contents[path] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: url.path))
      continue
    }
    contents[path] = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
  return contents
}

extension Publication {
  /// What all files of the tests are made from.
  static let origin: UInt64 = 7

  func untouchedFiles() -> UntouchedFiles {
    UntouchedFiles(flags: (0..<knownCount).map(isUntouched))
  }

  /// Gives files to one writer in the order of their paths.
  func write(_ files: [String: String], keeping kept: [String] = []) throws -> Writer.Work {
    var writer = writer(0)
    let untouched = untouchedFiles()
    for path in kept {
      let isKept = writer.keep(page: "/\(path)", madeFrom: Self.origin, of: untouched)
      #expect(isKept, "\(path) was not kept")
    }
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      try writer.write(
        try #require(SitePath(path)), Array(text.utf8), as: kind(of: path),
        madeFrom: Self.origin)
    }
    return writer.finish()
  }
}

func kind(of path: String) -> FileKind {
  if path.hasPrefix("assets/") { return .asset }
  if path.hasSuffix(".xml") { return .feed }
  return path.hasPrefix("2026/") ? .article : .list
}

func withSite(_ body: (Site) throws -> Void) throws {
  try withTemporaryFolder { folder in try body(Site(folder: folder)) }
}

extension Publication {
  /// Does what `commit` does up to the moment at which the journal is on the disk.
  func leaveJournal(of plan: PublicationPlan) throws {
    var steps = plan.stepsForUpdate()
    try stageManifests(plan, plan.manifestBytes(of: plan.parts), into: &steps)
    let status = try output.status()
    let journal = Journal(
      device: status.device, inode: status.inode, stage: stagePlace, steps: steps)
    try state.replace(Journal.fileName, holding: journal.bytes)
  }
}
