/// What a stage made of its input, and what it has to say about it.
///
/// A stage that can go on reports here; one that cannot throws a single
/// `Diagnostic`. `value` is `nil` only after an error.
package struct Checked<Value: Sendable>: Sendable {
  package var value: Value?
  package var diagnostics: [Diagnostic]

  package init(value: Value?, diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Runs one stage on one file, turning a throw into a reported error.
  package init(_ stage: (inout [Diagnostic]) throws(Diagnostic) -> Value) {
    var diagnostics: [Diagnostic] = []
    do throws(Diagnostic) {
      let value = try stage(&diagnostics)
      self.init(value: value, diagnostics: diagnostics)
    } catch {
      self.init(value: nil, diagnostics: diagnostics + [error])
    }
  }
}
