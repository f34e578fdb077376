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
    let strings = folder.strings.map { InterfaceStrings.parse($0) }
    let page = PageContext(
      settings: .standalone(language: language), language: language,
      strings: strings?.value ?? .none, assets: folder.assets)
    let name = folder.name(ofTemplate: files[0])
    let others = folder.templates.filter { $0.name != name }
    let job = RenderJob(
      template: name, sources: others + [(name, template)], data: data, language: format,
      host: .digest)
    try console.report((strings?.diagnostics ?? []) + faults(data))
    let rendered = job.run(page: page)
    try console.report(rendered.diagnostics, withWarnings: true)
    guard let bytes = rendered.value else { throw .faults }
    return bytes
  }

  /// JSON that is no object names no values.
  private func faults(_ data: SourceText?) -> [Diagnostic] {
    guard let data, let first = data.bytes.firstIndex(where: { $0 > 0x20 }),
      data.bytes[first] != UInt8(ascii: "{")
    else { return [] }
    return [
      Diagnostic(
        in: data, at: first..<first + 1, "the values of a template are a JSON object",
        hint: "write `{\"title\": …}`")
    ]
  }
}
