package import Diagnostics

/// Renders pages of one set of templates, one after the other, with buffers that are kept.
///
/// Each task of a build has its own.
package struct Renderer: ~Copyable {
  private var machine: Machine
  private let set: TemplateSet

  package init(_ set: TemplateSet) {
    self.set = set
    machine = Machine(set.assembly)
  }

  /// Writes one page.
  ///
  /// - Parameters:
  ///   - name: The name of the template.
  ///   - values: A map of what the template can name.
  ///   - page: What the filters and functions of the host are given.
  ///   - bytes: Where to append. On a throw it may end in a partial page, to be dropped.
  /// - Throws: A `Diagnostic` in the template, at the tag that could not be rendered, with notes
  ///   for the includes and calls that led there.
  /// - Complexity: O(*n*) in the bytes written; allocates nothing for literal text if `bytes`
  ///   has room for the page.
  package mutating func render(
    _ name: String, _ values: Value, page: HostPage? = nil, into bytes: inout [UInt8]
  ) throws(Diagnostic) {
    guard let (program, template) = set.program(named: name) else {
      let hint = set.assembly.hint(for: name)
      throw Diagnostic(
        in: SourceText(path: name, bytes: []), at: 0..<0, "no template `\(name)`", hint: hint)
    }
    guard case .map(let map) = values else {
      throw Diagnostic(
        in: set.assembly.templates[template].source, at: 0..<0, "a page needs a map of values")
    }
    machine.language = set.assembly.templates[template].language
    do throws(Fault) {
      try machine.render(program, map, page: page, into: &bytes)
    } catch {
      throw error.diagnostic(in: machine.assembly, entry: template)
    }
  }

  /// Measures from now on what each template costs.
  ///
  /// - Parameter clock: Gives the time in nanoseconds.
  package mutating func measure(clock: @escaping @Sendable () -> UInt64) {
    machine.profile = Profile(clock: clock)
  }

  /// What was measured, by the name of the template, the dearest first.
  package var costs: [Profile.Cost] {
    machine.profile?.costs(names: set.assembly.templates.map(\.name)) ?? []
  }
}

extension Fault {
  fileprivate func diagnostic(in assembly: Assembly, entry: Int) -> Diagnostic {
    if var diagnostic = details.diagnostic {
      diagnostic.notes += notes(in: assembly)
      return diagnostic
    }
    let place = details.place ?? Place(template: entry, range: 0..<0)
    return Diagnostic(
      in: assembly.templates[place.template].source, at: place.range, details.message,
      hint: details.hint, notes: notes(in: assembly))
  }

  private func notes(in assembly: Assembly) -> [Diagnostic.Note] {
    details.notes.map { place, message in
      .init(in: assembly.templates[place.template].source, at: place.range, message)
    }
  }
}
