internal import Addresses
package import Commands
internal import FileSystem
internal import Publishing
internal import Topics

/// `digest diff`: what tells one published site from another.
package struct DiffCommand: CommandJob {
  var isJSON = false
  var sites: [String] = []

  package static func command(console: Console) -> Command {
    Command(
      "diff", summary: "Show which files differ between two published sites.",
      discussion: """
        OLD and NEW are output folders, or manifests (`.digest-manifest`) of such. Each file is a
        line: + only in NEW, - only in OLD, ~ in both, but not the same.
        """,
      job: DiffCommand(), options: [.json(sets: \.isJSON)],
      operands: Operands("OLD NEW", count: 2...2, sets: \.sites), console: console)
  }

  func run(on console: Console) async throws(CommandFailure) {
    let difference: Publishing.Difference
    do throws(SystemError) {
      difference = try Publishing.Difference(between: sites[0], and: sites[1])
    } catch {
      throw CommandFailure(reading: error)
    }
    guard !isJSON else { return console.output(difference.json.text) }
    console.output(difference.text)
    console.report(
      "\(difference.added.count) added, \(difference.changed.count) changed, "
        + "\(difference.removed.count) removed")
  }
}

extension Publishing.Difference {
  /// One line a file, in the order of the paths.
  var text: String {
    let lines =
      added.map { ($0, "+") } + changed.map { ($0, "~") } + removed.map { ($0, "-") }
    return lines.sorted { $0.0 < $1.0 }.map { "\($0.1) \($0.0)\n" }.joined()
  }

  fileprivate var json: JSON {
    let paths = { (list: [SitePath]) in JSON.array(list.map { .string($0.text) }) }
    return .object([
      ("added", paths(added)), ("changed", paths(changed)), ("removed", paths(removed)),
    ])
  }
}
