internal import FileSystem

/// Where the stage lies: on the output's own file system, or files could not be moved.
enum StagePlace: String, CaseIterable, Sendable {
  /// `.digest/stage`: no reader can see it.
  case state
  /// `.digest-stage` in the output, for an output that is a mount of its own. Closed to
  /// all other users, so that a web server cannot serve it.
  case output

  /// The place from which files can be moved into `output`.
  init(state: borrowing Directory, output: borrowing Directory) throws(SystemError) {
    self = try state.canRename(to: output) ? .state : .output
  }

  var name: String {
    switch self {
    case .state: "stage"
    case .output: ".digest-stage"
    }
  }
}

/// The folder a publication gathers its files in.
///
///     tree/…        the whole site, for an output that is empty
///     files/3/17    the 17th file of the third writer, for one that is not
///     old/…         what was replaced or removed, until there is no way back
///
/// Nobody else writes here, so paths of several segments are safe.
enum Stage {
  static let tree = "tree"
  static let files = "files"
  static let old = "old"

  /// Removes what earlier builds left behind and makes an empty stage.
  static func make(
    _ place: StagePlace, state: borrowing Directory, output: borrowing Directory
  ) throws(SystemError) -> Directory {
    try remove(state: state, output: output)
    let stage: Directory
    switch place {
    case .state:
      try state.createDirectory(place.name, mode: 0o700)
      stage = try state.directory(place.name)
    case .output:
      try output.createDirectory(place.name, mode: 0o700)
      stage = try output.directory(place.name)
    }
    for name in [tree, files, old] { try stage.createDirectory(name) }
    return stage
  }

  /// Opens the stage of a publication that was broken off, if it is still there.
  static func left(
    _ place: StagePlace, state: borrowing Directory, output: borrowing Directory
  ) throws(SystemError) -> Directory? {
    switch place {
    case .state: try state.directory(ifPresent: place.name)
    case .output: try output.directory(ifPresent: place.name)
    }
  }

  /// Removes the stage wherever it is, as far as `goesOn` gives time for it.
  static func remove(
    state: borrowing Directory, output: borrowing Directory, while goesOn: () -> Bool = { true }
  ) throws(SystemError) {
    try state.removeTree(StagePlace.state.name, while: goesOn)
    try output.removeTree(StagePlace.output.name, while: goesOn)
  }
}
