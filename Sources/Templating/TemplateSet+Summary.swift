extension TemplateSet {
  /// What one template has to do with the others and with the page.
  package struct Summary: Sendable {
    package var name: String
    /// The templates that it extends, includes or imports, sorted.
    package var uses: [String]
    /// The templates that use it, sorted.
    package var users: [String]
    /// The values that it reads, as paths such as `articles[].title`, sorted.
    package var needs: [String]
  }

  /// Every template, sorted by name.
  package var summaries: [Summary] {
    let known = Builtins.functions + assembly.host.functions.map(\.name)
    let all = assembly.templates.map { ($0.name, Needs(of: $0, known: known)) }
    return all.sorted { $0.0 < $1.0 }.map { name, needs in
      Summary(
        name: name, uses: needs.templates.sorted(),
        users: all.filter { $0.1.templates.contains(name) }.map(\.0).sorted(),
        needs: needs.paths.sorted())
    }
  }
}
