internal import Diagnostics

/// One command of the tool: a name, a table of options, and what to do.
package struct Command: Sendable {
  /// One or two words, such as `build` or `topics eval`.
  package let name: String
  package let summary: String
  private let makeHelp: @Sendable () -> String
  private let hasOperands: @Sendable () -> Bool
  /// Reads the arguments that follow the name; the result runs the command.
  let prepare: @Sendable ([String]) throws(UsageError) -> @Sendable () async -> ExitCode

  /// Options and operands are made when they are asked for: key paths are dear, and a program
  /// that starts needs those of one command at most.
  package init<Settings: Sendable>(
    _ name: String, summary: String, discussion: String? = nil, defaults: Settings,
    options: @escaping @autoclosure @Sendable () -> [Option<Settings>],
    operands: @escaping @autoclosure @Sendable () -> Operands<Settings>? = nil,
    run: @escaping @Sendable (Settings) async -> ExitCode
  ) {
    let syntax = { @Sendable in Syntax(name: name, options: options(), operands: operands()) }
    self.name = name
    self.summary = summary
    makeHelp = { syntax().help(summary: summary, discussion: discussion) }
    hasOperands = { operands() != nil }
    prepare = { (arguments) throws(UsageError) in
      let settings = try syntax().settings(from: arguments, defaults: defaults)
      return { await run(settings) }
    }
  }

  /// The text of `digest NAME --help`.
  package var help: String { makeHelp() }

  /// Whether it takes arguments that are not options.
  var takesOperands: Bool { hasOperands() }
}

/// What a command accepts.
private struct Syntax<Settings: Sendable>: Sendable {
  let name: String
  let options: [Option<Settings>]
  let operands: Operands<Settings>?

  /// `--name value`, `--name=value` and `-n value` are all accepted; after `--`
  /// everything is an operand.
  func settings(
    from arguments: [String], defaults: Settings
  ) throws(UsageError) -> Settings {
    var settings = defaults
    var texts: [String] = []
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      if argument == "--" {
        while let text = rest.next() { texts.append(text) }
      } else if argument.utf8.first == UInt8(ascii: "-"), argument != "-" {
        try apply(argument, followedBy: &rest, to: &settings)
      } else {
        texts.append(argument)
      }
    }
    try apply(texts, to: &settings)
    return settings
  }

  private func apply(
    _ argument: String, followedBy rest: inout IndexingIterator<[String]>,
    to settings: inout Settings
  ) throws(UsageError) {
    let (name, inline) = Self.split(argument)
    guard let option = options.first(where: { $0.answers(to: name) }) else {
      let near = options.map { "--" + $0.long }.closest(to: name)
      throw UsageError(
        "unknown option `\(name)`",
        hint: near.map { "did you mean `\($0)`?" } ?? "`digest \(self.name) --help` lists them")
    }
    switch (option.argument, inline) {
    case (nil, nil): try option.apply(&settings, "")
    case (nil, .some): throw UsageError("`\(name)` takes no value")
    case (.some(let placeholder), let inline):
      guard let value = inline ?? rest.next() else {
        throw UsageError("`\(name)` needs a value", hint: "`\(name) \(placeholder)`")
      }
      try option.apply(&settings, value)
    }
  }

  private func apply(_ texts: [String], to settings: inout Settings) throws(UsageError) {
    let expected = operands?.count ?? 0...0
    if texts.count > expected.upperBound {
      throw UsageError("unexpected argument `\(texts[expected.upperBound])`", hint: usage)
    }
    if texts.count < expected.lowerBound {
      throw UsageError("`digest \(name)` needs more arguments", hint: usage)
    }
    operands?.apply(&settings, texts)
  }

  private static func split(_ argument: String) -> (name: String, value: String?) {
    let bytes = argument.utf8
    guard bytes.starts(with: "--".utf8), let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else {
      return (argument, nil)
    }
    return (String(argument[..<equals]), String(argument[bytes.index(after: equals)...]))
  }

  private var usage: String {
    (["digest", name] + (options.isEmpty ? [] : ["[options]"]) + (operands.map { [$0.usage] } ?? []))
      .joined(separator: " ")
  }

  func help(summary: String, discussion: String?) -> String {
    let rows = options.map { ($0.label, $0.help) } + [("-h, --help", "Show this help.")]
    return """
      \(summary)

      USAGE: \(usage)

      OPTIONS:
      \(table(rows))
      \(discussion.map { "\n\($0)\n" } ?? "")
      """
  }
}

/// Two columns, the first as wide as its widest cell.
func table(_ rows: [(String, String)]) -> String {
  let width = (rows.map { $0.0.utf8.count }.max() ?? 0) + 2
  return rows.map { left, right in
    "  " + left + String(repeating: " ", count: width - left.utf8.count) + right
  }.joined(separator: "\n")
}
