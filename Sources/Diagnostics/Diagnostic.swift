/// One thing an author should know about one place in one file.
///
/// A stage that can go on returns diagnostics beside its result; a stage that
/// cannot go on throws one. Either way the build shows them all, sorted by path
/// and offset, before it exits.
package struct Diagnostic: Error, Equatable, Sendable {
  package enum Severity: String, Sendable { case note, warning, error }

  /// A second place that explains the first, such as the line that includes a partial.
  package struct Note: Equatable, Sendable {
    package var source: SourceText
    package var range: Range<Int>
    /// What to see there: the same grammar as `Diagnostic.message`.
    package var message: String

    package init(in source: SourceText, at range: Range<Int>, _ message: String) {
      self.source = source
      self.range = range
      self.message = message
    }
  }

  package var severity: Severity
  /// The file that is at fault, which is the author's and never ours.
  package var source: SourceText
  /// The bytes to underline; empty to point between two characters.
  package var range: Range<Int>
  /// What is wrong: lower case, no full stop, values in backquotes.
  package var message: String
  /// What to do about it, if there is one obvious thing to do.
  package var hint: String?
  package var notes: [Note]

  package init(
    _ severity: Severity = .error, in source: SourceText, at range: Range<Int>,
    _ message: String, hint: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.source = source
    self.range = range
    self.message = message
    self.hint = hint
    self.notes = notes
  }
}

extension Sequence<Diagnostic> {
  /// In the order a person reads them: by path, then by place, then by text.
  package func sortedForReading() -> [Diagnostic] {
    sorted {
      ($0.source.path, $0.range.lowerBound, $0.range.upperBound, $0.message)
        < ($1.source.path, $1.range.lowerBound, $1.range.upperBound, $1.message)
    }
  }
}
