internal import Diagnostics
internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import Templating

/// Cases on which Jinja2 and minijinja agree, if they lie beside the checkout.
struct ConformanceTests {
  struct Case {
    var id: String
    var language: Language
    var sources: [(name: String, source: SourceText)]
    var context: Value
    /// `nil` if it must fail.
    var expected: [UInt8]?
  }

  /// Cases that digest decides otherwise, each with its reason.
  static let exceptions = [
    "567ea64087": "`safe` accepts only HTML that digest made, and this is data",
    "c41a797837": "`safe` accepts only HTML that digest made, and this is a list",
  ]

  static var file: URL {
    let shared = ProcessInfo.processInfo.environment["DIGEST_SHARED"].map { URL(filePath: $0) }
    let beside = testsFolder.deletingLastPathComponent().deletingLastPathComponent()
    return (shared ?? beside.appending(path: "shared"))
      .appending(path: "conformance/templates.jsonl")
  }

  static func cases() throws -> [Case] {
    guard let data = try? Data(contentsOf: file) else { return [] }
    var cases: [Case] = []
    for line in Array(data).split(separator: UInt8(ascii: "\n")) {
      let value = try JSONReader.value(of: SourceText(path: "case", bytes: Array(line)))
      guard case .map(let map) = value else { continue }
      cases.append(Case(map))
    }
    return cases
  }

  @Test func `every case gives the same as Jinja2 and minijinja`() throws {
    var failures: [String] = []
    for conformanceCase in try Self.cases() {
      let result = conformanceCase.result
      let passes = result.output == conformanceCase.expected
      let isException = Self.exceptions[conformanceCase.id] != nil
      if passes == isException {
        failures.append(
          "\(conformanceCase.id): \(result.output.map { $0.string.debugDescription } ?? result.fault) wanted \(conformanceCase.expected.map { $0.string.debugDescription } ?? "error")"
        )
      }
    }
    #expect(failures.isEmpty, "\(failures.count):\n\(failures.joined(separator: "\n"))")
    #expect(Self.exceptions.count <= 8)
  }
}

extension ConformanceTests.Case {
  init(_ map: Map) {
    id = map["id"]?.printed.string ?? ""
    language = Language(rawValue: map["format"]?.printed.string ?? "") ?? .text
    let text = map["template"]?.printed ?? []
    var sources: [(name: String, source: SourceText)] = [
      ("<case>", SourceText(path: "<case>", bytes: text))
    ]
    if case .map(let others)? = map["templates"] {
      for (name, text) in zip(others.shape.keys, others.values) {
        let name = name.printed.string
        sources.append((name, SourceText(path: name, bytes: text.printed)))
      }
    }
    self.sources = sources
    context = map["context"] ?? .map([])
    expected = map["expected"]?.printed
  }

  var result: (output: [UInt8]?, fault: String) {
    let checked = TemplateSet.compile(sources, entries: ["<case>"], language: language)
    guard let set = checked.value else {
      return (nil, checked.diagnostics.map(\.description).joined(separator: "\n"))
    }
    var bytes: [UInt8] = []
    do throws(Diagnostic) {
      try set.render("<case>", context, into: &bytes)
      return (bytes, "")
    } catch {
      return (nil, error.description)
    }
  }
}
