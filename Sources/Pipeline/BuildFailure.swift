package import Commands
package import FileSystem
package import Publishing

/// Why a build ended without publishing anything.
package enum BuildFailure: Error {
  /// The site's own files are at fault; this and all else has been reported.
  case faults
  case noSite(String)
  case usage(String, hint: String)
  case system(SystemError)
  case publishing(PublishingError)
  case interrupted

  package var exitCode: ExitCode {
    switch self {
    case .faults: .faults
    case .noSite: .noInput
    case .usage: .usage
    case .system: .cannotWrite
    case .publishing(let error): ExitCode(rawValue: error.exitCode) ?? .defect
    case .interrupted: .interrupted
    }
  }

  /// What to tell the person, if it has not been told.
  package var message: String? {
    switch self {
    case .faults: nil
    case .noSite(let folder):
      """
      error: no site in `\(folder)`: there is no content/site.yml
        = hint: run digest in the folder of the site, or name it with `--source`
      """
    case .usage(let message, let hint): "error: \(message)\n  = hint: \(hint)"
    case .system(let error): "error: \(error)"
    case .publishing(let error):
      "error: \(error)" + (error.hint.map { "\n  = hint: \($0)" } ?? "")
    case .interrupted: "interrupted; nothing was published"
    }
  }
}
