internal import Commands

/// What a command does; its settings are the job's own properties.
protocol CommandJob: Sendable {
  /// Writes the result to standard output.
  ///
  /// - Throws: Why there is none.
  func run(on console: Console) async throws(CommandFailure)
}

extension Command {
  init<Job: CommandJob>(
    _ name: String, summary: String, discussion: String? = nil, job: Job,
    options: @escaping @autoclosure @Sendable () -> [Option<Job>],
    operands: @escaping @autoclosure @Sendable () -> Operands<Job>? = nil, console: Console
  ) {
    self.init(
      name, summary: summary, discussion: discussion, defaults: job, options: options(),
      operands: operands()
    ) { job in
      do throws(CommandFailure) {
        try await job.run(on: console)
        return .success
      } catch {
        if let message = error.message { console.error(message) }
        return error.exitCode
      }
    }
  }
}

extension Option {
  /// `--source DIR`, of every command that looks at a site.
  static func source(
    sets property: any WritableKeyPath<Settings, String> & Sendable
  ) -> Self {
    .value("source", short: "s", "DIR", sets: property, help: "The site's folder (default: .).") {
      $0.isEmpty ? nil : $0
    }
  }

  /// `--json`, of every command whose result a program may want.
  static func json(sets property: any WritableKeyPath<Settings, Bool> & Sendable) -> Self {
    .flag("json", sets: property, help: "Write JSON.")
  }

  /// `--topics FILE`, of every command that tags texts.
  static func topics(
    sets property: any WritableKeyPath<Settings, String?> & Sendable
  ) -> Self {
    .value(
      "topics", "FILE", sets: property,
      help: "Tag by this taxonomy, not by content/topics.yml of the site."
    ) { $0.isEmpty ? nil : $0 }
  }
}
