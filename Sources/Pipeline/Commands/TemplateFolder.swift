internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site

/// A folder of templates without a site: what `digest render` finds in it.
struct TemplateFolder {
  /// By their paths in the folder.
  private(set) var templates: [(name: String, source: SourceText)] = []
  /// The interface strings of the language, if the folder has any.
  private(set) var strings: SourceText?
  /// From an asset's name to its address, which here does not tell its content.
  private(set) var assets: [String: Address] = [:]
  /// The folder's own place, from the root.
  private var place: String?

  /// Files that are larger are no templates.
  private static let limit = 1 << 20

  /// - Parameter path: `nil` if a template has to do without others.
  init(_ path: String?, language: String) throws(SystemError) {
    guard let path else { return }
    let folder = try Directory(opening: path)
    place = folder.absolutePath
    for entry in try folder.walk() where entry.kind == .file {
      let name = entry.path
      if name.hasBytes(prefix: "assets/") {
        let asset = name.droppingBytes("assets/".utf8.count)
        assets[asset] = Address("/" + name)
      } else if name == "i18n/\(language).yml" {
        strings = try Self.source(name, in: folder)
      } else if !name.hasBytes(prefix: "i18n/"),
        try folder.status(of: name).map({ $0.size <= Self.limit }) ?? true
      {
        templates.append((name, try Self.source(name, in: folder)))
      }
    }
  }

  private static func source(
    _ name: String, in folder: borrowing Directory
  ) throws(SystemError) -> SourceText {
    var bytes: [UInt8] = []
    try folder.read(name, into: &bytes)
    return SourceText(path: folder.path == "." ? name : "\(folder.path)/\(name)", bytes: bytes)
  }

  /// The name by which templates know the one that a person named.
  ///
  /// That is its path in the folder, if it lies there. If not, no file of the folder has
  /// the name, whatever the person called the template.
  func name(ofTemplate path: String) -> String {
    let (parent, leaf) = path.splitPath
    if let place, let own = try? Directory(opening: parent.map { $0 + "/" } ?? ".").absolutePath {
      if own == place { return leaf }
      if own.hasBytes(prefix: place + "/") {
        return own.droppingBytes(place.utf8.count + 1) + "/" + leaf
      }
    }
    var name = path
    while templates.contains(where: { $0.name == name }) { name = "./" + name }
    return name
  }
}

extension String {
  /// Without its first bytes, which are whole characters of UTF-8.
  fileprivate func droppingBytes(_ count: Int) -> String {
    String(decoding: utf8.dropFirst(count), as: UTF8.self)
  }
}
