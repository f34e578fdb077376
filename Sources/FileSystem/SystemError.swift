internal import CSystem
internal import Glibc

/// A system call that failed: which step, on which path, and why.
///
/// Shown as ``cannot write `public/index.html`: No space left on device``.
package struct SystemError: Error, Equatable, Sendable {
  /// What was attempted, as a verb: `open`, `write`, `rename`.
  package var step: String
  /// The path as a person knows it, from the folder they named.
  package var path: String
  /// The `errno`, such as `ENOSPC`.
  package var code: Int32

  package init(_ step: String, _ path: String, code: Int32) {
    self.step = step
    self.path = path
    self.code = code
  }

  /// The error that the last call of this thread left in `errno`.
  static func last(_ step: String, _ path: String) -> SystemError {
    SystemError(step, path, code: errno)
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String { "cannot \(step) `\(path)`: \(reason)" }

  private var reason: String {
    switch code {
    case ELOOP: "it is, or lies behind, a symbolic link"
    case EXDEV: "it lies outside, or on another file system"
    case SystemError.notAFile: "not a regular file"
    case SystemError.damaged: "it is damaged"
    default: unsafe String(cString: digest_describe_error(code))
    }
  }

  /// The code of "this is not a regular file", for which Linux has none of its own.
  package static let notAFile: Int32 = -1
  package static let damaged: Int32 = -2
  package static let absent = ENOENT
  package static let tooLarge = EFBIG
  /// The file is another than it was a moment ago.
  package static let changedMeanwhile = ESTALE
  /// A file, or a link, is where the path has a folder.
  package static let isBehindAFile = ENOTDIR
  package static let isBehindALink = ELOOP
}
