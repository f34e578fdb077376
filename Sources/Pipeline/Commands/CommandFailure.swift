internal import Commands
internal import Diagnostics
internal import FileSystem
internal import Publishing

/// Why a command ended without a result.
struct CommandFailure: Error {
  var exitCode: ExitCode
  /// What to tell the person, if it has not been told.
  var message: String?

  /// What is wrong with the files has been shown.
  static let faults = CommandFailure(.faults)

  /// - Parameter message: Lower case, no full stop, values in backquotes.
  init(_ exitCode: ExitCode, _ message: String? = nil, hint: String? = nil) {
    self.exitCode = exitCode
    self.message = message.map { message in
      "error: \(message)" + (hint.map { "\n  = hint: \($0)" } ?? "")
    }
  }

  /// A file or folder that a person named cannot be read.
  init(reading error: SystemError, hint: String? = nil) {
    self.init(.noInput, "\(error)", hint: hint)
  }

  init(_ failure: BuildFailure) {
    exitCode = failure.exitCode
    message = failure.message
  }

  init(_ error: PublishingError) {
    self.init(ExitCode(rawValue: error.exitCode) ?? .defect, "\(error)", hint: error.hint)
  }
}

extension Console {
  /// Shows what is wrong; the command ends here if any of it is an error.
  ///
  /// - Parameter withWarnings: Whether warnings concern the person, too.
  func report(
    _ diagnostics: [Diagnostic], withWarnings: Bool = false
  ) throws(CommandFailure) {
    let shown = diagnostics.filter {
      $0.severity == .error || withWarnings && $0.severity == .warning
    }
    for diagnostic in shown.sortedForReading().limited() { error("\(diagnostic)\n") }
    if diagnostics.contains(where: { $0.severity == .error }) { throw .faults }
  }
}
