internal import CSystem

/// Whether someone has asked the process to stop with SIGINT or SIGTERM.
///
/// A signal belongs to the whole process, so this has no instances: it is the only
/// thing in the program that is not a value.
package enum Interruption {
  /// From now on both signals are only noted, for `isRequested`.
  package static func note() { digest_note_interruptions() }

  /// Gives both signals back their usual effect, and forgets one that came.
  package static func forget() { digest_forget_interruptions() }

  /// Whether one has come since `note()`. Costs a load from memory.
  package static var isRequested: Bool { digest_was_interrupted() }
}
