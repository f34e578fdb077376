package import Commands

/// `digest check`: a build up to the point where it would publish.
package enum CheckCommand {
  package static func command(defaults: BuildSettings, console: Console) -> Command {
    var defaults = defaults
    defaults.isRehearsal = true
    return Command(
      "check", summary: "Check everything that a build checks, and publish nothing.",
      discussion: """
        Reads and renders the whole site, runs the examples of the topics, and looks whether all
        of it could be published. Exit codes are those of `digest build`.
        """,
      defaults: defaults, options: BuildSettings.options,
      run: { settings in await BuildSettings.run(settings, console) })
  }
}
