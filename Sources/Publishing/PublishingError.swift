package import Addresses
package import FileSystem
internal import Glibc

/// Why nothing was published, or why something was left for the next build to finish.
package enum PublishingError: Error, Equatable, Sendable {
  /// Publishing here could destroy something.
  case refused(output: String, because: OutputDanger)
  /// These files are where pages must go, and digest did not write them.
  case inTheWay([String])
  /// Another build is at work; the text says which, as far as is known.
  case locked(by: String)
  /// SIGINT or SIGTERM came before the point of no return.
  case interrupted
  /// Two pages were written to one path, which the planner must not let happen.
  case duplicate(SitePath)
  /// A system call failed. `isPending` says that some files are already in place and
  /// could not be taken back: the next build finishes the work.
  case system(SystemError, isPending: Bool = false)
}

extension PublishingError {
  /// What the process should exit with.
  package var exitCode: Int32 {
    switch self {
    case .refused, .inTheWay: 73
    case .locked: 75
    case .interrupted: 130
    case .duplicate: 70
    case .system(let error, _):
      [EACCES, EPERM, EROFS].contains(error.code) && error.step == "create" ? 73 : 74
    }
  }

  /// What to do about it, if there is one obvious thing to do.
  package var hint: String? {
    switch self {
    case .refused(_, let danger): danger.hint
    case .inTheWay: "move them away, or to content/static"
    case .locked: "wait for it, or use --wait"
    case .system(_, isPending: true): "build again to finish publishing"
    case .interrupted, .duplicate, .system: nil
    }
  }
}

extension PublishingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let output, let danger): "will not publish into `\(output)`: \(danger)"
    case .inTheWay(let paths):
      "not written by digest and in the way: \(paths.prefix(5).map { "`\($0)`" }.joined(separator: ", "))"
        + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    case .locked(let holder): "another build is running (\(holder))"
    case .interrupted: "interrupted; nothing was published"
    case .duplicate(let path): "two pages have the path `\(path)`"
    case .system(let error, let isPending):
      isPending ? "\(error); publishing stopped half-way" : "\(error)"
    }
  }
}
