internal import Commands
internal import FileSystem
internal import Publishing

/// `digest build --check-reproducible`: builds the site twice, each time from nothing and with
/// another number of threads, and compares the two.
struct ReproducibilityCheck {
  let settings: BuildSettings
  let console: Console

  /// The folders that the two builds publish into, beside the output.
  private var outputs: [String] {
    var output = settings.outputFolder
    while output.utf8.count > 1, output.utf8.last == UInt8(ascii: "/") { output.removeLast() }
    return ["\(output).check-1", "\(output).check-2"]
  }

  func run() async -> ExitCode {
    do throws(BuildFailure) {
      try expectRoom()
      let report = try await build(into: outputs[0], jobs: 1, isQuiet: false)
      defer { remove(outputs[0]) }
      let jobs = max(2, settings.jobs ?? Processors.count)
      _ = try await build(into: outputs[1], jobs: jobs, isQuiet: true)
      defer { remove(outputs[1]) }
      return try compare(report)
    } catch {
      if let message = error.message { console.error(message) }
      return error.exitCode
    }
  }

  /// What is removed afterwards must have been made by this check.
  private func expectRoom() throws(BuildFailure) {
    for output in outputs {
      let (parent, leaf) = output.splitPath
      guard let folder = try? Directory(opening: parent.map { $0 + "/" } ?? "."),
        case .some(.some) = try? folder.status(of: leaf)
      else { continue }
      throw .usage("`\(output)` is in the way", hint: "remove it, or give another `--output`")
    }
  }

  private func build(
    into output: String, jobs: Int, isQuiet: Bool
  ) async throws(BuildFailure) -> BuildReport {
    var settings = settings
    settings.output = output
    settings.isQuiet = settings.isQuiet || isQuiet
    return try await Build(settings: settings, console: console, parallel: Parallel(width: jobs))
      .run()
  }

  private func compare(_ report: BuildReport) throws(BuildFailure) -> ExitCode {
    let difference: Difference
    do throws(SystemError) {
      difference = try Difference(between: outputs[0], and: outputs[1])
    } catch {
      throw .system(error)
    }
    guard difference.isEmpty else {
      console.error("error: two builds of the same site differ:\n\(difference.text)")
      return .defect
    }
    console.report(
      "\(counted(report.pages, "page")) built twice: the same bytes; nothing was published")
    return .success
  }

  /// A failure leaves a folder that the next check names.
  private func remove(_ output: String) {
    let (parent, leaf) = output.splitPath
    _ = try? Directory(opening: parent.map { $0 + "/" } ?? ".").removeTree(leaf)
  }
}
