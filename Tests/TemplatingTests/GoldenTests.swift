internal import Diagnostics
internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import Templating

/// Each file of `Tests/Golden/Templating/pages` and `…/mistakes` is a case: its templates, its
/// values and what comes of them. Adding a file adds a case.
///
/// A file is cut by lines `=== name`: the first template is rendered, `values.json` holds its
/// values, and what stands under `=== output` is the page or the messages. In a mistake `«` marks
/// the place that the first error has to point at, to the column; the engine does not see it.
struct GoldenTests {
  static func names(in folder: String) -> [String] {
    let path = goldenFolder.appending(path: "Templating/\(folder)").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { Array($0.utf8).suffix(4).elementsEqual(".txt".utf8) }.sorted()
  }

  @Test(arguments: names(in: "mistakes"))
  func `a mistake is pointed at`(name: String) throws {
    let path = "Templating/mistakes/\(name)"
    let text = try Data(contentsOf: goldenFolder.appending(path: path))
    let marked = Archive.parts(of: Array(text)).dropLast()
    var place: (name: String, offset: Int)?
    var parts = Array(marked)
    let mark = Array("«".utf8)
    for index in parts.indices {
      guard let range = parts[index].bytes.firstRange(of: mark, from: 0) else { continue }
      parts[index].bytes.removeSubrange(range)
      place = (parts[index].name, range.lowerBound)
    }
    // A template that must not end in a newline is written with one.
    let values = parts.first { $0.name == "values.json" }
    let faults = faults(parts.filter { $0.name != "values.json" }, values)
    let first = faults.first { $0.severity == .error }
    let expected = try #require(place)
    #expect(first?.source.path == "Templates/" + expected.name)
    let found = first.map { $0.source.position(of: $0.range.lowerBound) }
    #expect(found == first?.source.position(of: expected.offset), "\(faults)")
    let output = faults.map { $0.description + "\n" }.joined(separator: "\n")
    try expectGolden(Archive.text(marked + [("output", Array(output.utf8))]), matches: path)
  }

  private func faults(
    _ parts: [(name: String, bytes: [UInt8])], _ values: (name: String, bytes: [UInt8])?
  ) -> [Diagnostic] {
    let sources = parts.map { name, bytes in
      (name: name, source: SourceText(path: "Templates/" + name, bytes: bytes))
    }
    let checked = TemplateSet.compile(sources, host: testHost)
    guard let set = checked.value else { return checked.diagnostics }
    var page: [UInt8] = []
    do throws(Diagnostic) {
      let json = SourceText(path: "values.json", bytes: values?.bytes ?? Array("{}".utf8))
      try set.render("main.html", try JSONReader.value(of: json), into: &page)
      return checked.diagnostics
    } catch {
      return checked.diagnostics + [error]
    }
  }

  @Test(arguments: names(in: "pages"))
  func `a page or its messages are as written`(name: String) throws {
    let path = "Templating/pages/\(name)"
    let text = try Data(contentsOf: goldenFolder.appending(path: path))
    var parts = Archive.parts(of: Array(text))
    let output = parts.removeLast()
    #expect(output.name == "output")
    let values = parts.first { $0.name == "values.json" }
    let sources = parts.filter { $0.name != "values.json" }
    let result = render(sources, values)
    try expectGolden(Archive.text(parts + [("output", result)]), matches: path)
  }

  private func render(
    _ parts: [(name: String, bytes: [UInt8])], _ values: (name: String, bytes: [UInt8])?
  ) -> [UInt8] {
    let sources = parts.map { name, bytes in
      (name: name, source: SourceText(path: "Templates/" + name, bytes: bytes))
    }
    let checked = TemplateSet.compile(sources, host: testHost)
    var text = checked.diagnostics.map { $0.description + "\n" }.joined(separator: "\n")
    guard let set = checked.value, let first = parts.first else { return Array(text.utf8) }
    var page: [UInt8] = []
    do throws(Diagnostic) {
      let json = SourceText(path: "values.json", bytes: values?.bytes ?? Array("{}".utf8))
      try set.render(first.name, try JSONReader.value(of: json), into: &page)
    } catch {
      text += error.description + "\n"
      return Array(text.utf8)
    }
    return Array(text.utf8) + page
  }
}

/// Several texts in one file.
enum Archive {
  static func parts(of bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    var parts: [(name: String, bytes: [UInt8])] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8) {
        parts.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
      } else if !parts.isEmpty {
        parts[parts.count - 1].bytes += line + [0x0A]
      }
    }
    // The last line has no end of its own.
    if let last = parts.indices.last, parts[last].bytes.last == 0x0A {
      parts[last].bytes.removeLast()
    }
    return parts
  }

  static func text(_ parts: [(name: String, bytes: [UInt8])]) -> String {
    var text: [UInt8] = []
    for (name, bytes) in parts { text += Array("=== \(name)\n".utf8) + bytes }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A host with one filter and one function of each kind that tests need.
let testHost = Host(
  filters: [
    "shout": { value, _, _ throws(HostError) in
      guard case .string(let text) = value else { throw HostError("`shout` needs text") }
      return .string(text.map { $0 } + [UInt8(ascii: "!")])
    },
    "body": { value, _, _ throws(HostError) in
      guard case .string(let text) = value else { throw HostError("`body` needs text") }
      return .html(trusting: text)
    },
  ],
  functions: [
    "asset": { arguments, _ throws(HostError) in
      guard case .string(let name)? = arguments.value("name", at: 0) else {
        throw HostError("`asset` needs a name", hint: "such as `asset('style.css')`")
      }
      return .string(Array("/assets/".utf8) + name)
    }
  ])
