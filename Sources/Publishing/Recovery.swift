internal import Addresses
internal import FileSystem

/// Finishes a publication that was broken off after its journal had been written.
///
/// Any number of its steps may have been done, and after a loss of power not even in
/// order. A step moves a file only if the stage still has that very content; otherwise
/// it has been done, or the build that follows does it by comparing contents.
enum Recovery {
  /// Rolls a journal forward, if there is one, and removes it.
  ///
  /// - Parameter output: The output that is to be published into now. A journal of another
  ///   folder is forgotten: it may have come with somebody's repository, and the manifest
  ///   in that output names its files anyway.
  static func run(
    state: borrowing Directory, output: borrowing Directory
  ) throws(SystemError) {
    var bytes: [UInt8] = []
    guard try state.status(of: Journal.fileName) != nil else { return }
    try state.read(Journal.fileName, into: &bytes)
    // A journal is put in place whole. One that is damaged tells nothing, and the
    // manifest in the output still names all files that may be ours.
    if let journal = Journal(bytes: bytes), try journal.isOf(output) {
      try rollForward(journal, state: state, output: output)
    }
    try state.remove(Journal.fileName)
  }

  private static func rollForward(
    _ journal: Journal, state: borrowing Directory, output: borrowing Directory
  ) throws(SystemError) {
    guard let stage = try Stage.left(journal.stage, state: state, output: output) else { return }
    for (number, step) in journal.steps.enumerated() {
      if case .drop = step {
        try drop(step.path, output: output)
      } else {
        try put(step, number: number, stage: stage, output: output)
      }
    }
    try output.sync()
    if journal.stage == .output { try output.removeTree(StagePlace.output.name) }
  }

  private static func drop(
    _ path: String, output: borrowing Directory
  ) throws(SystemError) {
    // A folder at the path, or a file above it, is what a later step has put there.
    let status = try output.status(of: path)
    guard let status, status.kind != .directory else { return }
    try output.folder(of: path)?.remove(path.splitPath.leaf)
    try output.prune(above: path)
  }

  private static func put(
    _ step: Step, number: Int, stage: borrowing Directory, output: borrowing Directory
  ) throws(SystemError) {
    let staged = step.staged(number: number)
    guard let status = try stage.status(of: staged) else { return }
    if let hash = step.hash {
      var bytes: [UInt8] = []
      guard status.kind == .file else { return }
      try stage.read(staged, into: &bytes)
      guard ContentHash(of: bytes) == hash else { return }
    }
    let leaf = step.path.splitPath.leaf
    guard let folder = try output.folder(of: step.path, creating: { _ in }) else { return }
    let target = try folder.status(of: leaf)
    // A folder of the tree that someone has put there since is not ours to replace.
    if case .tree = step, target != nil { return }
    guard target?.kind != .directory else { return }
    try stage.rename(staged, to: folder, as: leaf)
  }
}

extension Journal {
  fileprivate func isOf(_ directory: borrowing Directory) throws(SystemError) -> Bool {
    let status = try directory.status()
    return status.inode == inode && status.device == device
  }
}
