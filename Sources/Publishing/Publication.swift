internal import Addresses
internal import FileSystem

/// One build's hold on an output: from the lock to the last rename.
///
///     let publication = try Publication.begin(settings)
///     var writer = publication.writer(0)          // one for each worker
///     try writer.write(path, bytes, as: .article)
///     let plan = try publication.plan([writer.finish()])
///     // check links against plan.contains(_:), then
///     let summary = try publication.commit(plan)
///
/// Until `commit` no file of the output is touched; whoever gives up before calls
/// `abandon`, which a `commit` that fails does by itself. After either a publication
/// is of no more use.
package final class Publication: Sendable {
  /// Whether the output has no files yet.
  package let isFirst: Bool

  let settings: PublicationSettings
  let state: Directory
  let output: Directory
  let stage: Directory
  let stagePlace: StagePlace
  let manifest: Manifest
  /// The paths of the manifest, index for index.
  let places: TextTable
  let stamps: Stamps
  /// Folders that were made for the output, outermost first.
  let createdFolders: [String]
  private let lock: FileLock
  private let outputLock: FileLock?

  /// Takes the lock, finishes what an earlier build left half done, and makes a stage.
  ///
  /// From here on SIGINT and SIGTERM are noted instead of ending the process: writers
  /// and `commit` throw `.interrupted`; a long computation in between should look at
  /// `Interruption.isRequested`. The umask becomes 022, so that a site is the same, and
  /// readable by a web server, whoever builds it.
  package static func begin(
    _ settings: PublicationSettings
  ) throws(PublishingError) -> Publication {
    Interruption.note()
    useCommonCreationMask()
    let source = try checked(try Directory(opening: settings.source))
    if let danger = try checked(try OutputDanger.ofPlace(in: settings, source: source)) {
      throw .refused(output: settings.output, because: danger)
    }
    let state = try checked(try source.directory(creating: stateFolder))
    let lock = try BuildLock.onSite(state, waits: settings.waits)

    var created: [String] = []
    do throws(PublishingError) {
      let output = try checked(
        try Directory(creating: settings.output, { created.append($0) }))
      let outputLock = try BuildLock.onOutput(output, waits: settings.waits)
      try checked(try Recovery.run(state: state, output: output))
      return try Publication(
        settings, state: state, output: output, created: created, lock: lock,
        outputLock: outputLock)
    } catch {
      removeFolders(created)
      throw error
    }
  }

  /// The folder in which a site keeps what belongs to no output.
  package static let stateFolder = ".digest"

  private init(
    _ settings: PublicationSettings, state: consuming Directory, output: consuming Directory,
    created: [String], lock: consuming FileLock, outputLock: consuming FileLock?
  ) throws(PublishingError) {
    let known = try KnownFiles(state: state, output: output)
    if let danger = known.danger {
      throw .refused(output: settings.output, because: danger)
    }
    stagePlace = try checked(try StagePlace(state: state, output: output))
    stage = try checked(try Stage.make(stagePlace, state: state, output: output))
    manifest = known.manifest
    let entries = known.manifest.entries
    places = TextTable(entries.bytes, entries.indices.map(entries.pathRange))
    stamps = known.stamps
    isFirst = known.isEmpty
    self.settings = settings
    self.state = state
    self.output = output
    createdFolders = created
    self.lock = lock
    self.outputLock = outputLock
  }

  /// A writer for one worker.
  ///
  /// - Parameter number: A different one for each writer of this publication.
  package func writer(_ number: UInt32) -> Writer { Writer(self, number: number) }

  /// Gives up: the stage goes, and so does an output folder that was made for it.
  ///
  /// After an interruption this takes at most half a second; what is left of the stage
  /// then, the next build removes.
  package func abandon() {
    // A publication that stopped half-way is finished from its stage by the next build.
    guard (try? state.status(of: Journal.fileName)) == .some(nil) else { return }
    let deadline = ContinuousClock.now + .milliseconds(500)
    let hasTime = { !Interruption.isRequested || ContinuousClock.now < deadline }
    // The next build removes what could not be removed now.
    try? Stage.remove(state: state, output: output, while: hasTime)
    removeFolders(createdFolders)
  }
}

/// Removes folders that were made for an output, as far as they are empty.
private func removeFolders(_ paths: [String]) {
  for path in paths.reversed() {
    let (parent, leaf) = path.splitPath
    let folder = parent.map { $0.isEmpty ? "/" : $0 } ?? "."
    _ = try? Directory(opening: folder).removeIfEmpty(leaf)
  }
}

/// Lets a system call that failed be the reason why nothing is published.
@discardableResult
func checked<Result: ~Copyable>(
  _ call: @autoclosure () throws(SystemError) -> Result
) throws(PublishingError) -> Result {
  do throws(SystemError) {
    return try call()
  } catch {
    throw .system(error)
  }
}
