/// What the process tells its caller; the numbers from 64 on are those of `sysexits.h`.
package enum ExitCode: Int32, Sendable {
  case success = 0
  /// The command ran and found faults in the site.
  case faults = 1
  /// The command line made no sense (`EX_USAGE`).
  case usage = 64
  /// There is no such site or file (`EX_NOINPUT`).
  case noInput = 66
  /// A defect of digest itself (`EX_SOFTWARE`).
  case defect = 70
  /// The output cannot be created, or must not be (`EX_CANTCREAT`).
  case cannotCreate = 73
  /// Reading or writing failed half-way (`EX_IOERR`).
  case cannotWrite = 74
  /// Another build holds the lock (`EX_TEMPFAIL`).
  case locked = 75
  /// Stopped by a signal.
  case interrupted = 130
}
