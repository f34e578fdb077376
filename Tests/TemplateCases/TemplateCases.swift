internal import Diagnostics
internal import Glibc
internal import Templating

/// Renders cases from standard input, one JSON object a line, to standard output.
///
/// A case holds `template`, `templates` (name to text), `context` and `format`; the answer to it
/// holds `output` or `error`. With `bench TEMPLATE DATA COUNT` it renders one page again and
/// again instead, and prints nanoseconds and bytes a page.
@main
enum TemplateCases {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count == 5, arguments[1] == "bench" {
      return bench(arguments[2], arguments[3], count: Int(arguments[4]) ?? 1)
    }
    var answers: [UInt8] = []
    for line in read(0).split(separator: UInt8(ascii: "\n")) {
      JSONWriter.append(answer(to: Array(line)), to: &answers)
      answers.append(UInt8(ascii: "\n"))
    }
    write(answers)
  }

  private static func answer(to line: [UInt8]) -> Value {
    do throws(Diagnostic) {
      let text = SourceText(path: "case", bytes: line)
      guard case .map(let map) = try JSONReader.value(of: text) else { return .none }
      return .map([("output", .string(try output(of: map)))])
    } catch {
      return .map([("error", .string(error.description))])
    }
  }

  private static func output(of map: Map) throws(Diagnostic) -> [UInt8] {
    var sources = [source("<case>", map["template"])]
    if case .map(let others)? = map["templates"] {
      for (name, text) in zip(others.shape.keys, others.values) {
        guard case .string(let name) = name else { continue }
        sources.append(source(String(decoding: name, as: UTF8.self), text))
      }
    }
    var language = Language.text
    if case .string(let format)? = map["format"] {
      language = Language(rawValue: String(decoding: format, as: UTF8.self)) ?? .text
    }
    let checked = TemplateSet.compile(sources, entries: ["<case>"], language: language)
    guard let set = checked.value else {
      for fault in checked.diagnostics where fault.severity == .error { throw fault }
      return []
    }
    var bytes: [UInt8] = []
    try set.render("<case>", map["context"] ?? .map([]), into: &bytes)
    return bytes
  }

  private static func source(_ name: String, _ text: Value?) -> (name: String, source: SourceText) {
    guard case .string(let bytes)? = text else { return (name, SourceText(path: name, bytes: [])) }
    return (name, SourceText(path: name, bytes: bytes))
  }
}

// MARK: Measuring

extension TemplateCases {
  private static func bench(_ template: String, _ data: String, count: Int) {
    do throws(Diagnostic) {
      let source = SourceText(path: template, bytes: file(template))
      let values = try JSONReader.value(of: SourceText(path: data, bytes: file(data)))
      let checked = TemplateSet.compile([(template, source)])
      guard let set = checked.value else { throw checked.diagnostics[0] }
      var renderer = Renderer(set)
      var bytes: [UInt8] = []
      var best = UInt64.max
      for _ in 0..<count {
        bytes.removeAll(keepingCapacity: true)
        let start = now()
        try renderer.render(template, values, into: &bytes)
        best = min(best, now() - start)
      }
      write(Array("\(best) \(bytes.count)\n".utf8))
    } catch {
      write(Array("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func file(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    return read(descriptor)
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = Glibc.read(descriptor, &buffer, buffer.count), count > 0 {
      all += buffer[..<count]
    }
    return all
  }

  private static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
