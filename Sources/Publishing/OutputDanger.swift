internal import FileSystem
internal import Glibc

/// What makes a folder one that a program must not publish into.
package enum OutputDanger: String, Equatable, Sendable, CustomStringConvertible {
  case root = "it is the root of the file system"
  case home = "it is your home folder"
  case source = "it is the site's own folder"
  case aboveSource = "the site lies in it"
  case input = "it lies in a folder that the site is made from"
  case notAFolder = "it is not a folder"
  case repository = "it holds a Git repository that digest did not publish into"
  case notEmpty = "it is not empty, and digest did not write it"
  case damagedManifest = "its .digest-manifest is damaged, so nobody knows what digest wrote"

  package var description: String { rawValue }

  var hint: String {
    switch self {
    case .root, .home, .source, .aboveSource, .input, .notAFolder:
      "give another folder with --output"
    case .repository, .notEmpty: "give an empty folder with --output, or empty this one"
    case .damagedManifest: "empty the folder, then build again"
    }
  }
}

extension OutputDanger {
  /// Finds what speaks against the place of an output, by what folders are, not by how
  /// they are spelt. The output may not exist yet.
  ///
  /// - Returns: `nil` if its place is no danger; its content is another question.
  static func ofPlace(
    in settings: PublicationSettings, source: borrowing Directory
  ) throws(SystemError) -> OutputDanger? {
    let (place, exists) = try nearestFolder(to: settings.output)
    guard let place else { return .notAFolder }
    let chain = try Directory(opening: place).ancestry()
    if exists, let own = chain.first {
      if chain.count == 1 { return .root }
      if let home = settings.home, let status = try? Directory(opening: home).status(),
        status.isSameFile(as: own)
      {
        return .home
      }
      let sourceChain = try source.ancestry()
      if let depth = sourceChain.firstIndex(where: { $0.isSameFile(as: own) }) {
        return depth == 0 ? .source : .aboveSource
      }
    }
    for input in settings.inputs + [Publication.stateFolder] {
      guard let status = try source.status(of: input) else { continue }
      if chain.contains(where: { $0.isSameFile(as: status) }) { return .input }
    }
    return nil
  }

  /// The folder itself, or the nearest one above it that exists.
  private static func nearestFolder(
    to path: String
  ) throws(SystemError) -> (place: String?, exists: Bool) {
    var path = path
    var exists = true
    while true {
      do throws(SystemError) {
        _ = try Directory(opening: path)
        return (path, exists)
      } catch {
        if error.code == ENOTDIR { return (nil, false) }
        guard error.code == ENOENT else { throw error }
      }
      exists = false
      let parent = path.splitPath.parent
      if path == "." || path == "/" { return (nil, false) }
      path = parent.map { $0.isEmpty ? "/" : $0 } ?? "."
    }
  }
}
