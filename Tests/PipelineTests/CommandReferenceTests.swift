import FoundationEssentials
import TestSupport
import Testing

/// `docs/commands.md` is made of the help texts; `make golden` writes it anew.
@Suite struct CommandReferenceTests {
  static let file = testsFolder.deletingLastPathComponent().appending(path: "docs/commands.md")

  @Test func `the reference says what the help says`() throws {
    let help = try Self.help([])
    var text = """
      # Commands

      Each section is what `digest help COMMAND` prints.

      ```text
      \(help)```

      """
    for name in Self.names(in: help) {
      text += "\n## digest \(name)\n\n```text\n\(try Self.help(name.split(separator: " ")))```\n"
    }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: Self.file)
    }
    #expect(try Data(contentsOf: Self.file) == Data(text.utf8), "write it anew: make golden")
  }

  private static func help(_ words: [Substring]) throws -> String {
    let result = try runDigest(["help"] + words.map(String.init))
    #expect(result.status == 0)
    return String(decoding: result.output, as: UTF8.self)
  }

  /// The commands that the tool's own help lists.
  private static func names(in help: String) -> [String] {
    let rows = help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "COMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
    let names = rows.compactMap { row -> String? in
      guard let end = row.dropFirst(2).firstRange(of: "  ") else { return nil }
      return String(row.dropFirst(2)[..<end.lowerBound])
    }
    return names.filter { $0.first != "-" && !$0.contains("[") }
  }
}
