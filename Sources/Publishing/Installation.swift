internal import FileSystem

/// Carries out the steps of a publication, and can take all of them back.
///
/// What a step replaces is exchanged into the stage, what it removes is moved there. So
/// going back needs neither space nor new content, only renames.
struct Installation {
  private let publication: Publication
  /// How to take back each change that was made, in the order they were made.
  private var changes: [Change] = []
  /// Whether the file system could exchange files, so that all old ones are still there.
  private var canUndo = true

  private enum Change {
    case createdFolder(path: String)
    case added(path: String, staged: String)
    case exchanged(path: String, staged: String)
    case dropped(path: String, staged: String)
  }

  init(_ publication: Publication) { self.publication = publication }

  /// Does all steps. After an error those before it are done, and `undo` is called for.
  mutating func perform(_ steps: [Step]) throws(SystemError) {
    for (number, step) in steps.enumerated() {
      let staged = step.staged(number: number)
      switch step {
      case .drop: try drop(step.path, into: staged)
      case .tree: try add(staged, at: step.path, in: publication.output)
      case .put, .manifest: try put(staged, at: step.path)
      }
    }
  }

  private mutating func put(_ staged: String, at path: String) throws(SystemError) {
    guard let folder = try createdFolder(of: path) else { return }
    let leaf = path.splitPath.leaf
    switch try publication.stage.exchange(staged, with: folder, leaf) {
    case .done: changes.append(.exchanged(path: path, staged: staged))
    case .absent: try add(staged, at: path, in: folder)
    case .unsupported where try folder.status(of: leaf) == nil:
      try add(staged, at: path, in: folder)
    case .unsupported:
      try publication.stage.rename(staged, to: folder, as: leaf)
      canUndo = false
    }
  }

  private mutating func add(
    _ staged: String, at path: String, in folder: borrowing Directory
  ) throws(SystemError) {
    try publication.stage.rename(staged, to: folder, as: path.splitPath.leaf)
    changes.append(.added(path: path, staged: staged))
  }

  private mutating func createdFolder(of path: String) throws(SystemError) -> Directory? {
    var created: [String] = []
    defer { changes += created.map { .createdFolder(path: $0) } }
    return try publication.output.folder(of: path, creating: { created.append($0) })
  }

  private mutating func drop(_ path: String, into staged: String) throws(SystemError) {
    guard let folder = try publication.output.folder(of: path) else { return }
    let leaf = path.splitPath.leaf
    guard try folder.status(of: leaf) != nil else { return }
    try folder.rename(leaf, to: publication.stage, as: staged)
    changes.append(.dropped(path: path, staged: staged))
    try publication.output.prune(above: path)
  }

  /// Takes back all changes, the last one first.
  ///
  /// - Returns: Whether the output is again as it was.
  mutating func undo() -> Bool {
    // Old and new mixed is no better than going on: the order of the steps keeps links whole.
    guard canUndo else { return false }
    var isComplete = true
    for change in changes.reversed() {
      do throws(SystemError) {
        isComplete = try undo(change) && isComplete
      } catch {
        isComplete = false
      }
    }
    return isComplete
  }

  private func undo(_ change: Change) throws(SystemError) -> Bool {
    switch change {
    case .createdFolder(let path):
      try publication.output.folder(of: path)?.removeIfEmpty(path.splitPath.leaf)
      return true
    case .added(let path, let staged):
      guard let folder = try publication.output.folder(of: path) else { return false }
      try folder.rename(path.splitPath.leaf, to: publication.stage, as: staged)
      return true
    case .exchanged(let path, let staged):
      guard let folder = try publication.output.folder(of: path) else { return false }
      return try publication.stage.exchange(staged, with: folder, path.splitPath.leaf) == .done
    case .dropped(let path, let staged):
      guard let folder = try publication.output.folder(of: path, creating: { _ in }) else {
        return false
      }
      try publication.stage.rename(staged, to: folder, as: path.splitPath.leaf)
      return true
    }
  }
}

extension Directory {
  /// Removes the folder a file was in, and those above it, as far as they are empty.
  func prune(above path: String) throws(SystemError) {
    var path = path
    while let parent = path.splitPath.parent {
      guard let folder = try folder(of: parent),
        try folder.removeIfEmpty(parent.splitPath.leaf)
      else { return }
      path = parent
    }
  }
}
