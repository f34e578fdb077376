internal import Addresses
internal import FileSystem

/// Finds what digest did not write and would have to overwrite.
extension Publication {
  /// The paths in the output that are in the way of a plan, in the order of the plan.
  func obstacles(to plan: PublicationPlan) throws(SystemError) -> [String] {
    var obstacles: [String] = []
    for file in plan.files {
      switch file.target {
      case .absent, .ours: continue
      case .foreign: obstacles.append(file.path.text)
      case .folder: obstacles += try filesStaying(in: file.path.text, plan)
      case .blocked:
        if let blocker = try blocker(of: file.path, plan), blocker != obstacles.last {
          obstacles.append(blocker)
        }
      }
    }
    return obstacles
  }

  /// The files in a folder that the plan does not remove.
  private func filesStaying(
    in folder: String, _ plan: PublicationPlan
  ) throws(SystemError) -> [String] {
    var staying: [String] = []
    for entry in try output.directory(folder).entries() {
      let path = "\(folder)/\(entry.name)"
      if try output.status(of: path)?.kind == .directory {
        staying += try filesStaying(in: path, plan)
      } else if SitePath(path).map({ !plan.removes($0) }) ?? true {
        staying.append(path)
      }
    }
    return staying
  }

  /// The file or link that is where a path has a folder, unless the plan removes it.
  private func blocker(
    of path: SitePath, _ plan: PublicationPlan
  ) throws(SystemError) -> String? {
    for ancestor in path.ancestors {
      guard let status = try output.status(of: ancestor.text) else { return nil }
      if status.kind != .directory {
        let isRemoved = status.kind == .file && plan.removes(ancestor)
        return isRemoved ? nil : ancestor.text
      }
    }
    return nil
  }
}

extension PublicationPlan {
  fileprivate func removes(_ path: SitePath) -> Bool { removed.contains(path) }
}
