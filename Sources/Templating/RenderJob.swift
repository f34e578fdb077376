package import Diagnostics

/// One template rendered alone, as `digest render` does: for theme authors, and for comparing
/// with other engines.
package struct RenderJob: Sendable {
  /// The template's name in its folder.
  package var template: String
  /// All files of the folder that are templates.
  package var sources: [(name: String, source: SourceText)]
  /// JSON; without it the template gets no values.
  package var data: SourceText?
  /// Overrides what the template's extension says.
  package var language: Language?
  package var host: Host

  package init(
    template: String, sources: [(name: String, source: SourceText)], data: SourceText? = nil,
    language: Language? = nil, host: Host = Host()
  ) {
    self.template = template
    self.sources = sources
    self.data = data
    self.language = language
    self.host = host
  }

  /// The page, or what is wrong; other templates count as far as this one uses them.
  package func run(page: HostPage? = nil) -> Checked<[UInt8]> {
    let checked = TemplateSet.compile(
      sources, host: host, entries: [template], language: language)
    guard let set = checked.value else {
      return Checked(value: nil, diagnostics: checked.diagnostics)
    }
    var bytes: [UInt8] = []
    do throws(Diagnostic) {
      let values = try data.map { data throws(Diagnostic) in try JSONReader.value(of: data) }
      try set.render(template, values ?? .map([]), page: page, into: &bytes)
      return Checked(value: bytes, diagnostics: checked.diagnostics)
    } catch {
      return Checked(value: nil, diagnostics: checked.diagnostics + [error])
    }
  }
}
