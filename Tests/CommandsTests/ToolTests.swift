import Commands
import TestSupport
import Testing

@Suite struct ToolTests {
  struct Settings: Sendable {
    var output = "public"
    var jobs = 2
    var isQuiet = false
    var files: [String] = []
  }

  /// Shows what it was told through its exit status: 0 exactly if `expected` holds.
  static func tool(_ check: @escaping @Sendable (Settings) -> Bool = { _ in true }) -> Tool {
    Tool(
      name: "digest", version: "1.2.3", summary: "Builds sites.",
      commands: [
        Command(
          "build", summary: "Build the site.", defaults: Settings(),
          options: [
            .value("output", short: "o", "DIR", sets: \.output, help: "Write here.", parse: { $0 }),
            .value("jobs", "N", sets: \.jobs, help: "A number from 1.") {
              Int($0).flatMap { $0 > 0 ? $0 : nil }
            },
            .flag("quiet", short: "q", sets: \.isQuiet, help: "Say nothing."),
          ],
          run: { check($0) ? .success : .faults }),
        Command(
          "topics", summary: "Show topics.", defaults: Settings(), options: [],
          run: { check($0) ? .success : .faults }),
        Command(
          "topics tag", summary: "Tag files.", discussion: "Files are text.", defaults: Settings(),
          options: [], operands: Operands("FILE...", count: 1...2, sets: \.files),
          run: { check($0) ? .success : .faults }),
      ])
  }

  func status(
    _ line: [String], _ check: @escaping @Sendable (Settings) -> Bool
  ) async throws -> ExitCode? {
    if case .run(let run) = try Self.tool(check).request(line) { await run() } else { nil }
  }

  @Test func `reads options in every spelling`() async throws {
    for line in [
      ["build", "--output", "x", "--jobs=3", "-q"], ["build", "-q", "-o", "x", "--jobs", "3"],
    ] {
      #expect(
        try await status(line) { $0.output == "x" && $0.jobs == 3 && $0.isQuiet } == .success)
    }
  }

  @Test func `reads operands`() async throws {
    #expect(try await status(["topics", "tag", "a", "-"]) { $0.files == ["a", "-"] } == .success)
    #expect(try await status(["topics", "tag", "--", "--x"]) { $0.files == ["--x"] } == .success)
    #expect(try await status(["topics"]) { $0.files == [] } == .success)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var line: [String]
    var message: String
    var hint: String?
    var testDescription: String { line.joined(separator: " ") }

    init(_ line: [String], _ message: String, _ hint: String?) {
      self.line = line
      self.message = message
      self.hint = hint
    }
  }

  static let refusals = [
    Refusal([], "no command", "`digest help` lists the commands"),
    Refusal(["biuld"], "unknown command `biuld`", "did you mean `build`?"),
    Refusal(["build", "--ouput", "x"], "unknown option `--ouput`", "did you mean `--output`?"),
    Refusal(["build", "--zzz"], "unknown option `--zzz`", "`digest build --help` lists them"),
    Refusal(["build", "--jobs"], "`--jobs` needs a value", "`--jobs N`"),
    Refusal(["build", "--jobs", "0"], "`0` is not a value for `--jobs`", "A number from 1."),
    Refusal(["build", "--quiet=1"], "`--quiet` takes no value", nil),
    Refusal(["build", "x"], "unexpected argument `x`", "digest build [options]"),
    Refusal(["topics", "tga", "a"], "unknown command `topics tga`", "did you mean `topics tag`?"),
    Refusal(
      ["topics", "all-of-it"], "unknown command `topics all-of-it`", "there are `topics tag`"),
    Refusal(
      ["topics", "tag"], "`digest topics tag` needs more arguments", "digest topics tag FILE..."),
  ]

  @Test(arguments: refusals)
  func `refuses`(_ row: Refusal) {
    #expect(throws: UsageError(row.message, hint: row.hint)) { try Self.tool().request(row.line) }
  }

  @Test(arguments: [
    (["help"], "help"), (["--help"], "help"), (["build", "--help"], "build"),
    (["help", "topics", "tag"], "topics-tag"), (["--version"], "version"),
  ])
  func `shows`(_ line: [String], _ name: String) throws {
    guard case .show(let text) = try Self.tool().request(line) else {
      Issue.record("nothing to show")
      return
    }
    try expectGolden(text, matches: "Commands/\(name).txt")
  }
}
