internal import Diagnostics

/// Collects what is wrong with a body.
struct Report {
  /// A hostile article has a fault in every byte; an editor reads the first hundred.
  private static let limit = 100

  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  private(set) var isRefused = false

  init(source: SourceText) {
    self.source = source
  }

  mutating func warn(
    at range: Range<Int>, _ message: @autoclosure () -> String, hint: String? = nil
  ) {
    guard diagnostics.count < Self.limit else { return }
    diagnostics.append(Diagnostic(.warning, in: source, at: range, message(), hint: hint))
  }

  /// Notes why the body is not shown at all.
  mutating func refuse(at range: Range<Int>, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(in: source, at: range, message, hint: hint))
    isRefused = true
  }

  /// Text in backquotes, on one line and not too long.
  static func quote(_ text: some Collection<UInt8>) -> String {
    var shown = text.prefix(60).map { $0.isLineEnding ? UInt8(ascii: " ") : $0 }
    while shown.last == UInt8(ascii: " ") { shown.removeLast() }
    return "`\(String(decoding: shown, as: UTF8.self))\(text.count > 60 ? "…" : "")`"
  }
}
