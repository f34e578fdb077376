internal import Commands
internal import FileSystem
internal import Glibc
internal import Pipeline

@main
enum Digest {
  static func main() async {
    FreedMemory.keep()
    let console = Console()
    let build = BuildSettings(
      now: Environment.now, home: Environment["HOME"], program: Environment.program)
    let tool = Tool(
      name: "digest", version: version,
      summary: "Builds a cybercrime-news digest as a static site.",
      commands: [
        BuildSettings.command(defaults: build, console: console),
        CheckCommand.command(defaults: build, console: console),
        CleanCommand.command(defaults: build, console: console),
        DiffCommand.command(console: console),
        ExplainCommand.command(console: console),
        TopicsCommand.command(console: console),
        TopicsDiffCommand.command(console: console),
        TopicsEvalCommand.command(console: console),
        TopicsTagCommand.command(console: console),
        MarkdownCommand.command(console: console),
        RenderCommand.command(console: console),
        TemplatesCommand.command(console: console),
      ])
    do throws(UsageError) {
      switch try tool.request(Array(CommandLine.arguments.dropFirst())) {
      case .show(let text): console.output(text)
      case .run(let run): await finish(run)
      }
    } catch {
      console.error("error: \(error.message)")
      if let hint = error.hint { console.error("  = hint: \(hint)") }
      exit(ExitCode.usage.rawValue)
    }
  }

  /// Exits where the command ended: on the way back to the main actor lies a new thread.
  nonisolated private static func finish(_ run: @Sendable () async -> ExitCode) async -> Never {
    exit(await run().rawValue)
  }
}
