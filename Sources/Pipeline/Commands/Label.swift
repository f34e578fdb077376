internal import Diagnostics
internal import Templating
internal import Topics

/// An editor's decision on one text: a line of a file of labels.
struct Label: Sendable {
  var id: String
  /// From the folder of the labels.
  var file: String
  var labels: [Topic.ID]
  var borderline: [Topic.ID]

  /// Reads one JSON object a line; empty lines do not count.
  static func all(in source: SourceText, _ taxonomy: Taxonomy) -> Checked<[Label]> {
    var labels: [Label] = []
    var diagnostics: [Diagnostic] = []
    var start = 0
    while start < source.bytes.count {
      let end = source.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
      let line = Line(source: source, range: start..<end, taxonomy: taxonomy)
      start = end + 1
      guard !line.isEmpty else { continue }
      do throws(Diagnostic) {
        labels.append(try line.label())
      } catch {
        diagnostics.append(error)
      }
    }
    let failed = !diagnostics.isEmpty
    return Checked(value: failed ? nil : labels, diagnostics: diagnostics)
  }
}

/// One line of a file of labels.
private struct Line {
  let source: SourceText
  let range: Range<Int>
  let taxonomy: Taxonomy

  var isEmpty: Bool { source.bytes[range].allSatisfy { $0 <= 0x20 } }

  func label() throws(Diagnostic) -> Label {
    guard case .map(let map) = try value() else { throw fault("a label is a JSON object") }
    return Label(
      id: try text("id", of: map), file: try text("file", of: map),
      labels: try topics("labels", of: map, isRequired: true),
      borderline: try topics("borderline_labels", of: map, isRequired: false))
  }

  private func value() throws(Diagnostic) -> Value {
    do throws(Diagnostic) {
      let alone = SourceText(path: source.path, bytes: Array(source.bytes[range]))
      return try JSONReader.value(of: alone)
    } catch {
      let place =
        range.lowerBound + error.range.lowerBound..<range.lowerBound + error.range.upperBound
      throw Diagnostic(in: source, at: place, error.message, hint: error.hint)
    }
  }

  private func fault(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(in: source, at: range, message, hint: hint)
  }

  private func text(_ key: String, of map: Map) throws(Diagnostic) -> String {
    guard case .string(let bytes)? = map[key] else {
      throw fault("a label needs the text `\(key)`")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func topics(
    _ key: String, of map: Map, isRequired: Bool
  ) throws(Diagnostic) -> [Topic.ID] {
    guard let value = map[key] else {
      if isRequired { throw fault("a label needs the list `\(key)`") }
      return []
    }
    guard case .list(let list) = value else { throw fault("`\(key)` is a list of topics") }
    var ids: [Topic.ID] = []
    for element in list.elements {
      guard case .string(let bytes) = element else { throw fault("`\(key)` is a list of topics") }
      ids.append(try topic(String(decoding: bytes, as: UTF8.self)))
    }
    return ids
  }

  private func topic(_ text: String) throws(Diagnostic) -> Topic.ID {
    if let id = Topic.ID(text), taxonomy.topic(id) != nil { return id }
    let near = taxonomy.topics.map(\.id.text).closest(to: text)
    throw fault(
      "no topic `\(text)`",
      hint: near.map { "did you mean `\($0)`?" } ?? "the topics are in \(taxonomy.source.path)")
  }
}
