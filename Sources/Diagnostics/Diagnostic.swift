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

extension [Diagnostic] {
  /// At most `count` for each file, and one more that says how many there are besides.
  ///
  /// Nobody reads thousands, and to find the lines of so many takes as long as somebody
  /// who wants to stop a build could wish. `self` is in the order of `sortedForReading`.
  package func limited(perFile count: Int = 100) -> [Diagnostic] {
    var shown: [Diagnostic] = []
    var rest = self[...]
    while let path = rest.first?.source.path {
      let file = rest.prefix { $0.source.path == path }
      shown += file.prefix(count)
      if let next = file.dropFirst(count).first {
        shown.append(
          Diagnostic(
            next.severity, in: next.source, at: next.range,
            "\(file.count - count) more, from here on, are not shown"))
      }
      rest = rest[file.endIndex...]
    }
    return shown
  }
}
