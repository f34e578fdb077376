internal import Addresses
internal import FileSystem

/// What an output holds, as far as digest knows.
struct KnownFiles {
  var manifest = Manifest.empty
  var stamps = Stamps.none
  /// Whether nothing at all is there.
  var isEmpty = false
  /// What in the folder speaks against publishing into it.
  var danger: OutputDanger?

  init(state: borrowing Directory, output: borrowing Directory) throws(PublishingError) {
    guard try checked(try output.status(of: Manifest.fileName)) != nil else {
      danger = try Self.danger(ofContent: output)
      isEmpty = danger == nil
      return
    }
    var bytes: [UInt8] = []
    try checked(try output.read(Manifest.fileName, into: &bytes))
    guard let manifest = Manifest(bytes: bytes) else {
      danger = .damagedManifest
      return
    }
    self.manifest = manifest
    let hash = ContentHash(of: bytes)
    let status = try checked(try output.status())
    guard try checked(try state.status(of: Stamps.fileName))?.kind == .file else { return }
    try checked(try state.read(Stamps.fileName, into: &bytes))
    stamps = Stamps(bytes: bytes, for: hash, in: status) ?? .none
  }

  /// What speaks against a folder without a manifest: that there is anything in it.
  private static func danger(
    ofContent output: borrowing Directory
  ) throws(PublishingError) -> OutputDanger? {
    var isEmpty = true
    for name in try checked(try output.names()) where name != StagePlace.output.name {
      if name == ".git" { return .repository }
      isEmpty = false
    }
    return isEmpty ? nil : .notEmpty
  }
}
