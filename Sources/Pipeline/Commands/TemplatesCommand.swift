package import Commands
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating
internal import Topics

/// `digest templates`: what the templates of a site have to do with each other.
package struct TemplatesCommand: CommandJob {
  var source = "."
  var isJSON = false

  package static func command(console: Console) -> Command {
    Command(
      "templates", summary: "List the templates: what each uses, who uses it, what it needs.",
      discussion: """
        A template is used by others that extend, include or import it, and by the pages that
        digest renders with it. Values are paths: `articles[].title` is the title of each
        article.
        """,
      job: TemplatesCommand(),
      options: [.source(sets: \.source), .json(sets: \.isJSON)], console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    var diagnostics: [Diagnostic] = []
    let theme: Theme?
    do throws(SystemError) {
      theme = try SiteFolder(opening: source).map { folder throws(SystemError) in
        try Theme(in: folder, languages: [], &diagnostics)
      }
    } catch {
      throw CommandFailure(reading: error)
    }
    guard let theme else { throw CommandFailure(BuildFailure.noSite(source)) }
    let templates = theme.compiled(&diagnostics)
    try console.report(diagnostics, withWarnings: true)
    guard let templates else { throw .faults }
    let uses = templates.summaries.map { TemplateUse($0, all: templates.summaries) }
    console.output(isJSON ? JSON.array(uses.map(\.json)).text : uses.map(\.text).joined())
  }
}

/// A template and whether anything is rendered with it.
private struct TemplateUse {
  let summary: TemplateSet.Summary
  let isPage: Bool
  let isUsed: Bool

  init(_ summary: TemplateSet.Summary, all: [TemplateSet.Summary]) {
    self.summary = summary
    isPage = Page.templates.contains(summary.name)
    // A template that only unused ones use is as unused as they.
    var users: Set<String> = [summary.name]
    var pending = [summary.name]
    while let name = pending.popLast() {
      for user in all where user.uses.contains(name) && users.insert(user.name).inserted {
        pending.append(user.name)
      }
    }
    isUsed = Page.templates.contains { users.contains($0) }
  }

  var text: String {
    let state = isUsed ? isPage ? "" : "  (part of others)" : "  (unused)"
    return "\(summary.name)\(state)\n" + line("uses", summary.uses)
      + line("used by", summary.users) + line("needs", summary.needs)
  }

  private func line(_ title: String, _ names: [String]) -> String {
    names.isEmpty ? "" : "  \(title): \(names.map(\.printable).joined(separator: ", "))\n"
  }

  var json: JSON {
    let list = { (names: [String]) in JSON.array(names.map(JSON.string)) }
    return .object([
      ("template", .string(summary.name)), ("page", .bool(isPage)), ("used", .bool(isUsed)),
      ("uses", list(summary.uses)), ("users", list(summary.users)),
      ("needs", list(summary.needs)),
    ])
  }
}
