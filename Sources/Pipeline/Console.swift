internal import Diagnostics
internal import Glibc

/// The two streams of the process, written without buffers of their own: what was said
/// before a crash has been said.
package struct Console: Sendable {
  package var isQuiet = false

  package init() {}

  /// For the result a person asked for.
  package func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  package func output(_ text: String) { output(Array(text.utf8)) }

  /// For what went wrong. Whatever a file or a person says in it, it cannot act on a terminal.
  package func error(_ text: String) {
    write(Array((text.printableLines + "\n").utf8), to: STDERR_FILENO)
  }

  /// For how it went; nothing if the person asked for quiet.
  package func report(_ text: String) {
    if !isQuiet { error(text) }
  }

  /// A reader that has gone away is no fault of ours, and there is nobody left to tell.
  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
