internal import Diagnostics

/// The whole command line: a name, a version and the commands.
package struct Tool: Sendable {
  package let name: String
  package let version: String
  package let summary: String
  /// In the order the help lists them.
  package let commands: [Command]

  package init(name: String, version: String, summary: String, commands: [Command]) {
    self.name = name
    self.version = version
    self.summary = summary
    self.commands = commands
  }

  /// What a command line asks for.
  package enum Request: Sendable {
    /// Write this to standard output and succeed.
    case show(String)
    case run(@Sendable () async -> ExitCode)
  }

  /// Reads the arguments after the program's own name.
  package func request(_ arguments: [String]) throws(UsageError) -> Request {
    guard let first = arguments.first else {
      throw UsageError("no command", hint: "`\(name) help` lists the commands")
    }
    switch first {
    case "--version", "-V": return .show("\(name) \(version)\n")
    case "--help", "-h": return .show(help)
    case "help":
      return .show(arguments.count == 1 ? help : try command(in: arguments.dropFirst()).0.help)
    default:
      let (command, rest) = try command(in: arguments[...])
      let flags = rest.prefix { $0 != "--" }
      if flags.contains("--help") || flags.contains("-h") { return .show(command.help) }
      return .run(try command.prepare(Array(rest)))
    }
  }

  /// The command that the first one or two words name, and the words after it.
  private func command(
    in words: ArraySlice<String>
  ) throws(UsageError) -> (Command, ArraySlice<String>) {
    for length in [2, 1] where words.count >= length {
      let name = words.prefix(length).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) {
        try expectKnown(words.dropFirst(length).first, after: command)
        return (command, words.dropFirst(length))
      }
    }
    let name = words.first ?? ""
    let near = commands.map(\.name).closest(to: name)
    throw UsageError(
      "unknown command `\(name)`",
      hint: near.map { "did you mean `\($0)`?" } ?? "`\(self.name) help` lists the commands")
  }

  /// Refuses a word that can only be the misspelt second word of a command's name.
  private func expectKnown(_ word: String?, after command: Command) throws(UsageError) {
    guard let word, word.utf8.first != UInt8(ascii: "-"), !command.takesOperands else { return }
    let names = commands.map(\.name).filter { $0.utf8.starts(with: "\(command.name) ".utf8) }
    guard !names.isEmpty else { return }
    let name = "\(command.name) \(word)"
    throw UsageError(
      "unknown command `\(name)`",
      hint: names.closest(to: name).map { "did you mean `\($0)`?" }
        ?? "there are `\(names.joined(separator: "`, `"))`")
  }

  package var help: String {
    let flags = [
      ("help [COMMAND]", "Show the help of a command."), ("--version", "Show the version."),
    ]
    return """
      \(summary)

      USAGE: \(name) COMMAND [options]

      COMMANDS:
      \(table(commands.map { ($0.name, $0.summary) } + flags))

      `\(name) help COMMAND` shows the options of a command.

      """
  }
}
