internal import Commands
internal import Glibc
internal import Pipeline

@main
enum Digest {
  static func main() async {
    let console = Console()
    let tool = Tool(
      name: "digest", version: version,
      summary: "Builds a cybercrime-news digest as a static site.",
      commands: [
        BuildSettings.command(
          defaults: BuildSettings(
            now: Environment.now, home: Environment["HOME"], program: Environment.program),
          console: console),
        MarkdownCommand.command(console: console),
      ])
    do throws(UsageError) {
      switch try tool.request(Array(CommandLine.arguments.dropFirst())) {
      case .show(let text): console.output(text)
      case .run(let run): exit(await run().rawValue)
      }
    } catch {
      console.error("error: \(error.message)")
      if let hint = error.hint { console.error("  = hint: \(hint)") }
      exit(ExitCode.usage.rawValue)
    }
  }
}
