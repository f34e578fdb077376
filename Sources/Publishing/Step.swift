internal import Addresses

/// One change to the output, which readers see all at once or not at all.
enum Step: Equatable, Sendable {
  /// Move a file of the stage to where the output keeps its manifest.
  case manifest(StagedManifest, ContentHash)
  /// Move a whole folder, or a file, of the staged tree to the top of the output.
  case tree(SitePath)
  /// Move a staged file to its place, where an old one may be.
  case put(StagedName, ContentHash, SitePath)
  /// Move a file from its place into the stage, and remove folders it leaves empty.
  case drop(SitePath)
}

extension Step {
  /// The path in the output.
  var path: String {
    switch self {
    case .manifest: Manifest.fileName
    case .tree(let path), .put(_, _, let path), .drop(let path): path.text
    }
  }

  /// The path in the stage; what is dropped goes to the place its number gives it.
  func staged(number: Int) -> String {
    switch self {
    case .manifest(let manifest, _): manifest.rawValue
    case .tree(let path): "\(Stage.tree)/\(path.text)"
    case .put(let name, _, _): "\(Stage.files)/\(name.writer)/\(name.number)"
    case .drop: "\(Stage.old)/\(number)"
    }
  }

  /// The hash of the file that is to be moved, if it is one.
  var hash: ContentHash? {
    switch self {
    case .manifest(_, let hash), .put(_, let hash, _): hash
    case .tree, .drop: nil
    }
  }
}

/// The two manifests a publication writes.
enum StagedManifest: String, Sendable {
  /// Names the files before and after, so that whatever happens in between, a file of
  /// ours is known to be ours.
  case pending = "manifest-pending"
  case final = "manifest"
}

/// What a publication was about to do, kept so that the next build can finish it.
struct Journal: Sendable {
  static let fileName = "journal"
  private static let heading: StaticString = "digest-journal 1\n"

  /// The folder that the output was.
  var device: UInt64
  var inode: UInt64
  var stage: StagePlace
  var steps: [Step]
}

extension Journal {
  var bytes: [UInt8] {
    var encoder = ByteEncoder(Self.heading)
    encoder.append(device)
    encoder.append(inode)
    encoder.append(stage.rawValue)
    for step in steps {
      switch step {
      case .manifest(let manifest, let hash):
        encoder.append(0)
        encoder.append(hash.value)
        encoder.append(manifest.rawValue)
      case .tree(let path):
        encoder.append(1)
        encoder.append(path.text)
      case .put(let name, let hash, let path):
        encoder.append(2)
        encoder.append(UInt64(name.writer) << 32 | UInt64(name.number))
        encoder.append(hash.value)
        encoder.append(path.text)
      case .drop(let path):
        encoder.append(3)
        encoder.append(path.text)
      }
    }
    return encoder.finish()
  }

  /// Reads a journal, or refuses all of it.
  init?(bytes: [UInt8]) {
    guard var decoder = ByteDecoder(Self.heading, bytes), let device = decoder.number(),
      let inode = decoder.number(),
      let stage = decoder.text().flatMap(StagePlace.init)
    else { return nil }
    self.init(device: device, inode: inode, stage: stage, steps: [])
    while !decoder.isAtEnd {
      guard let step = decoder.step() else { return nil }
      steps.append(step)
    }
  }
}

extension ByteDecoder {
  fileprivate mutating func step() -> Step? {
    switch number() {
    case 0: manifest()
    case 1: path().map(Step.tree)
    case 2: put()
    case 3: path().map(Step.drop)
    default: nil
    }
  }

  private mutating func manifest() -> Step? {
    guard let hash = number(), let manifest = text().flatMap(StagedManifest.init) else {
      return nil
    }
    return .manifest(manifest, ContentHash(value: hash))
  }

  private mutating func put() -> Step? {
    guard let name = number(), let hash = number(), let path = path() else { return nil }
    let staged = StagedName(
      writer: UInt32(truncatingIfNeeded: name >> 32), number: UInt32(truncatingIfNeeded: name))
    return .put(staged, ContentHash(value: hash), path)
  }

  private mutating func path() -> SitePath? { text().flatMap { SitePath($0) } }
}
