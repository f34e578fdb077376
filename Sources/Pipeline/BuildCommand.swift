package import Commands

extension BuildSettings {
  /// `digest build`.
  package static func command(defaults: BuildSettings, console: Console) -> Command {
    Command(
      "build", summary: "Build the site: content/ and Templates/ into public/.",
      discussion: """
        A build that finds a fault changes nothing in the output. Faults are shown with their
        place; the exit code is 1. Other codes: 64 usage, 66 no such site, 70 a defect of digest,
        73 the output cannot be used, 74 reading or writing failed, 75 another build is running,
        130 interrupted.
        """,
      defaults: defaults,
      options: options + [
        .flag(
          "check-reproducible", sets: \.checksReproducibility,
          help: "Build twice, publish nothing, and say which files differ.")
      ],
      run: { settings in await run(settings, console) })
  }

  /// Those of every command that builds.
  static var options: [Option<BuildSettings>] {
    [
      .source(sets: \.source), outputOption(sets: \.output),
      .value(
        "base-url", "URL", sets: \.baseURL, help: "Publish at this URL, not the one in site.yml."
      ) { $0 },
      .flag("drafts", sets: \.includesDrafts, help: "Include articles marked `draft: true`."),
      .flag("future", sets: \.includesFuture, help: "Include articles dated later than now."),
      .value(
        "now", "TIME", sets: \.now,
        help: "Build as if it were this time (2025-11-01, 2025-11-01T07:00+07:00)."
      ) { $0 },
      .value(
        "jobs", short: "j", "N", sets: \.jobs, help: "Threads (default: one a processor)."
      ) { (text) -> Int?? in
        guard let number = Int(text), (1...256).contains(number) else { return nil }
        return .some(number)
      },
      .flag("wait", sets: \.waits, help: "Wait while another build is running."),
      .flag("strict", sets: \.isStrict, help: "Let warnings fail the build."),
      .flag("quiet", short: "q", sets: \.isQuiet, help: "Show errors only."),
      .flag("timings", sets: \.showsTimings, help: "Show what each stage and template cost."),
      .flag("verbose", short: "v", sets: \.isVerbose, help: "Show notes, too."),
    ]
  }

  static func outputOption<Settings>(
    sets property: any WritableKeyPath<Settings, String?> & Sendable
  ) -> Option<Settings> {
    .value(
      "output", short: "o", "DIR", sets: property,
      help: "The published site (default: public in the site's folder)."
    ) { $0.isEmpty ? nil : $0 }
  }

  static func run(_ settings: BuildSettings, _ console: Console) async -> ExitCode {
    var console = console
    console.isQuiet = settings.isQuiet
    if settings.checksReproducibility {
      return await ReproducibilityCheck(settings: settings, console: console).run()
    }
    let build = Build(
      settings: settings, console: console,
      parallel: Parallel(width: settings.jobs ?? Processors.count))
    do throws(BuildFailure) {
      let report = try await build.run()
      console.report(
        settings.isRehearsal ? report.rehearsalLine : "\(report.line) → \(settings.outputFolder)")
      if settings.showsTimings { console.error(report.timings) }
      return .success
    } catch {
      if let message = error.message { console.error(message) }
      return error.exitCode
    }
  }
}
