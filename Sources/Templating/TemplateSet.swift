package import Diagnostics

/// The templates of a site, compiled.
///
/// Immutable and `Sendable`: one set serves all tasks of a build, each with its own `Renderer`.
package struct TemplateSet: Sendable {
  let assembly: Assembly
  /// By name: the program of the template as a page of its own.
  fileprivate let entries: [String: Int]

  /// Compiles templates.
  ///
  /// - Parameters:
  ///   - sources: The files, with the names by which they include each other: the path below
  ///     the template folder. The extension of a name decides how output is escaped.
  ///   - host: The filters and functions that they may use.
  ///   - entries: The names of those that are rendered; the others count only as far as these
  ///     use them. `nil` means all.
  ///   - language: Overrides what the extensions say.
  /// - Returns: Every fault of every template; no set if one of them is an error.
  package static func compile(
    _ sources: [(name: String, source: SourceText)], host: Host = Host(),
    entries: [String]? = nil, language: Language? = nil
  ) -> Checked<TemplateSet> {
    let templates = sources.map { name, source in
      Parser.template(
        name: name, source: source, language: language ?? Language(ofFile: name))
    }
    var compiler = Compiler(assembly: Assembly(templates: templates, host: host))
    var programs: [String: Int] = [:]
    var diagnostics = entries == nil ? templates.flatMap(\.diagnostics) : []
    for name in entries ?? templates.map(\.name) {
      guard let index = compiler.assembly.indices[name] else { continue }
      if entries == nil, !templates[index].diagnostics.isEmpty { continue }
      programs[name] = compiler.program(ofTemplate: index, .start(of: templates[index].language))
    }
    compiler.compilePending()
    compiler.reportIncludeCycles(from: Array(programs.keys).sorted())
    diagnostics += compiler.diagnostics.filter { !diagnostics.contains($0) }
    diagnostics = diagnostics.sortedForReading()
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Checked(value: nil, diagnostics: diagnostics)
    }
    let set = TemplateSet(assembly: compiler.assembly, entries: programs)
    return Checked(value: set, diagnostics: diagnostics)
  }

  /// Whether there is a template of this name.
  package func contains(_ name: String) -> Bool { entries[name] != nil }

  func program(named name: String) -> (index: Int, template: Int)? {
    guard let index = entries[name], let template = assembly.indices[name] else { return nil }
    return (index, template)
  }

  /// Renders one page; see `Renderer.render`, which keeps its buffers for the next.
  package func render(
    _ name: String, _ values: Value, page: HostPage? = nil, into bytes: inout [UInt8]
  ) throws(Diagnostic) {
    var renderer = Renderer(self)
    try renderer.render(name, values, page: page, into: &bytes)
  }
}
