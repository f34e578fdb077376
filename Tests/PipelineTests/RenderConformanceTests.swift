import Diagnostics
import FoundationEssentials
import Templating
import TestSupport
import Testing

/// Cases on which Jinja2 and minijinja agree, through `digest render`, if they lie beside the
/// checkout.
@Suite struct RenderConformanceTests {
  /// Cases that digest decides otherwise: `safe` accepts only HTML that digest made.
  static let exceptions = ["567ea64087", "c41a797837"]

  static var file: URL {
    let shared = ProcessInfo.processInfo.environment["DIGEST_SHARED"].map { URL(filePath: $0) }
    let beside = testsFolder.deletingLastPathComponent().deletingLastPathComponent()
    return (shared ?? beside.appending(path: "shared"))
      .appending(path: "conformance/templates.jsonl")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: file.path)))
  func `every case gives the same as Jinja2 and minijinja`() throws {
    let lines = Array(try Data(contentsOf: Self.file)).split(separator: UInt8(ascii: "\n"))
    var failures: [String] = []
    for line in lines {
      let source = SourceText(path: "case", bytes: Array(line))
      guard case .map(let row) = try JSONReader.value(of: source) else { continue }
      let id = Self.text(row["id"])
      let passes = try Self.passes(row)
      if passes == Self.exceptions.contains(id) { failures.append(id) }
    }
    #expect(failures.isEmpty)
    #expect(lines.count > 400)
  }

  private static func passes(_ row: Map) throws -> Bool {
    let folder = try ScratchFolder()
    try folder.write(text(row["template"]), to: "case")
    if case .map(let others)? = row["templates"] {
      for (name, body) in zip(others.shape.keys, others.values) {
        try folder.write(text(body), to: "templates/\(text(name))")
      }
    }
    try folder.write("", to: "templates/unused")
    var data: [UInt8] = []
    JSONWriter.append(row["context"] ?? .map([]), to: &data)
    try folder.write(data, to: "data.json")
    let result = try runDigest(
      [
        "render", "case", "--data", "data.json", "--templates", "templates", "--format",
        text(row["format"]),
      ], in: folder.path)
    guard case .string(let expected)? = row["expected"] else {
      return result.status == 1 && result.output.isEmpty && !result.error.isEmpty
    }
    return result.status == 0 && result.output == expected
  }

  private static func text(_ value: Value?) -> String {
    if case .string(let bytes)? = value { String(decoding: bytes, as: UTF8.self) } else { "" }
  }
}
