package import Commands
internal import FileSystem
internal import Publishing

/// `digest clean`: takes away what digest has made.
package struct CleanCommand: CommandJob {
  var build: BuildSettings

  package static func command(defaults: BuildSettings, console: Console) -> Command {
    Command(
      "clean", summary: "Remove the published site and what builds remember.",
      discussion: """
        Removes the files that digest published into the output, and the folder .digest of the
        site. Whatever else lies in the output stays.
        """,
      job: CleanCommand(build: defaults),
      options: [
        .source(sets: \.build.source), BuildSettings.outputOption(sets: \.build.output),
        .flag("wait", sets: \.build.waits, help: "Wait while a build is running."),
      ],
      console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    do throws(SystemError) {
      _ = try Directory(opening: build.source)
    } catch {
      throw CommandFailure(reading: error)
    }
    do throws(PublishingError) {
      let count = try Cleaning.run(build.publication)
      console.report("\(counted(count, "file")) removed from \(build.outputFolder)")
    } catch {
      throw CommandFailure(error)
    }
  }
}
