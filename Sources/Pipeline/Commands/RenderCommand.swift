package import Commands
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating

/// `digest render`: one template alone, without a site around it.
package struct RenderCommand: CommandJob {
  var data: String?
  var templates: String?
  /// How output is escaped; as the template's extension says if `nil`.
  var format: Language?
  var language = "vi"
  var files: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "render", summary: "Render one template to standard output.",
      discussion: """
        The template gets the keys of FILE.json as its values. It may use the other files of DIR
        by their paths in DIR, and digest's own filters and functions as far as they need no
        site: `t` reads DIR/i18n/LANG.yml, `asset` finds the files of DIR/assets. A template
        with a fault gives no output; exit code 1.
        """,
      job: RenderCommand(),
      options: [
        .value(
          "data", "FILE.json", sets: \.data,
          help: "The values, as a JSON object (-: standard input)."
        ) { $0.isEmpty ? nil : $0 },
        .value(
          "templates", "DIR", sets: \.templates, help: "The folder of the templates that it uses."
        ) { $0.isEmpty ? nil : $0 },
        .value(
          "format", "FORMAT", sets: \.format,
          help: "How output is escaped: html, xml or text (default: by the extension)."
        ) { (text) -> Language?? in Language(rawValue: text).map { .some($0) } },
        .value(
          "lang", "LANG", sets: \.language, help: "The language of dates and words: vi or en."
        ) { SiteSettings.supportedLanguages.contains($0) ? $0 : nil },
      ],
      operands: Operands("TEMPLATE", count: 1...1, sets: \.files), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let folder: TemplateFolder
    let template: SourceText
    let data: SourceText?
    do throws(SystemError) {
      template = try StandardInput.source(named: files[0])
      data = try self.data.map { name throws(SystemError) in
        try StandardInput.source(named: name)
      }
      folder = try TemplateFolder(templates, language: language)
    } catch {
      throw CommandFailure(reading: error)
    }
    console.output(try render(template, data, folder, console))
  }

  private func render(
    _ template: SourceText, _ data: SourceText?, _ folder: TemplateFolder, _ console: Console
  ) throws(CommandFailure) -> [UInt8] {
    let name = folder.name(ofTemplate: files[0])
    let others = folder.templates.filter { $0.name != name }
    let checked = TemplateSet.compile(
      others + [(name, template)], host: .digest, entries: [name], language: format)
    let strings = folder.strings.map { InterfaceStrings.parse($0) }
    try console.report(
      checked.diagnostics + (strings?.diagnostics ?? []), withWarnings: true)
    guard let set = checked.value else { throw .faults }
    let page = PageContext(
      settings: .standalone(language: language), language: language,
      strings: strings?.value ?? .none, assets: folder.assets)
    do throws(Diagnostic) {
      var bytes: [UInt8] = []
      try set.render(name, try values(data), page: page, into: &bytes)
      return bytes
    } catch {
      try console.report([error])
      throw .faults
    }
  }

  private func values(_ data: SourceText?) throws(Diagnostic) -> Value {
    guard let data else { return .map([]) }
    let values = try JSONReader.value(of: data)
    guard case .map = values else {
      throw Diagnostic(
        in: data, at: 0..<0, "the values of a template are a JSON object",
        hint: "write `{\"name\": …}`")
    }
    return values
  }
}
