package import Diagnostics

/// Parses one YAML document.
///
/// Aliases, anchors, tags, merge keys, duplicate keys, keys that are not text and
/// further documents are refused: nobody needs them in an article, and each has
/// been used to make a small file expensive or to make it say two things at once.
///
/// - Parameters:
///   - source: The file; its bytes must be valid UTF-8 in `range`.
///   - range: Where the YAML lies in the file.
/// - Returns: The document's root; a mapping without entries if there is nothing
///   but comments. Ranges are offsets into `source`.
/// - Throws: The first fault. libyaml cannot go on after one.
/// - Complexity: O(*n*) within the limits.
package func parse(
  _ source: SourceText, in range: Range<Int>, limits: Limits = .frontMatter
) throws(Diagnostic) -> Node {
  guard range.count <= limits.size else {
    throw Diagnostic(
      in: source, at: range.lowerBound..<range.lowerBound,
      "this YAML has \(range.count) bytes; \(limits.size) are allowed")
  }
  if let root = PlainReader.read(source.bytes, in: range) { return root }
  return try parseByLibrary(source, in: range, limits: limits)
}

/// The same, but libyaml reads whatever it is.
package func parseByLibrary(
  _ source: SourceText, in range: Range<Int>, limits: Limits = .frontMatter
) throws(Diagnostic) -> Node {
  let yaml = source.bytes.span.extracting(range)
  return try EventReader.withReader(over: yaml) { (reader) throws(Diagnostic) in
    var parser = Parser(source: source, places: ScalarOffsets(in: range), limits: limits)
    return try parser.document(from: reader)
  }
}

/// Builds nodes from events, one level of recursion for each level of nesting.
private struct Parser {
  let source: SourceText
  var places: ScalarOffsets
  let limits: Limits
  var nodeCount = 0

  mutating func document(from reader: borrowing EventReader) throws(Diagnostic) -> Node {
    _ = try next(from: reader)  // the stream's start
    let first = try next(from: reader)
    guard case .documentStart = first.kind else {
      return Node(.mapping([]), at: first.range)
    }
    let root = try node(try next(from: reader), depth: 0, from: reader)
    _ = try next(from: reader)  // the document's end
    let last = try next(from: reader)
    if case .streamEnd = last.kind { return root }
    throw fault(last, "a second YAML document", hint: "remove the line `---` or `...` before it")
  }

  private mutating func node(
    _ event: Event, depth: Int, from reader: borrowing EventReader
  ) throws(Diagnostic) -> Node {
    try check(event, depth: depth)
    switch event.kind {
    case .scalar(let scalar):
      return Node(.scalar(scalar), at: event.range)
    case .sequenceStart:
      return try sequence(startingAt: event, depth: depth, from: reader)
    case .mappingStart:
      return try mapping(startingAt: event, depth: depth, from: reader)
    default:
      throw fault(event, "no value here")
    }
  }

  private mutating func sequence(
    startingAt opening: Event, depth: Int, from reader: borrowing EventReader
  ) throws(Diagnostic) -> Node {
    var elements: [Node] = []
    while true {
      let event = try next(from: reader)
      if case .sequenceEnd = event.kind {
        return Node(.sequence(elements), at: range(from: opening, to: event, last: elements.last))
      }
      elements.append(try node(event, depth: depth + 1, from: reader))
    }
  }

  private mutating func mapping(
    startingAt opening: Event, depth: Int, from reader: borrowing EventReader
  ) throws(Diagnostic) -> Node {
    var entries: [Node.Entry] = []
    var keys = KeyIndex()
    while true {
      let event = try next(from: reader)
      if case .mappingEnd = event.kind {
        return Node(
          .mapping(entries), at: range(from: opening, to: event, last: entries.last?.value))
      }
      let key = try key(event, depth: depth)
      if let first = keys.place(of: key, among: entries) {
        throw Diagnostic(
          in: source, at: key.range, "the key `\(key.text)` stands twice",
          hint: "keep one of the two", notes: [.init(in: source, at: first, "first here")])
      }
      let value = try node(try next(from: reader), depth: depth + 1, from: reader)
      entries.append(Node.Entry(key: key, value: value))
    }
  }

  private mutating func key(_ event: Event, depth: Int) throws(Diagnostic) -> Node.Key {
    try check(event, depth: depth)
    guard case .scalar(let scalar) = event.kind else {
      throw fault(event, "a key must be text", hint: "put text that holds `{` or `[` in quotes")
    }
    guard !(scalar.isPlain && scalar.text == "<<") else {
      throw fault(event, "merge keys (`<<`) are not allowed", hint: "write the entries out")
    }
    return Node.Key(text: scalar.text, range: event.range)
  }

  private mutating func check(_ event: Event, depth: Int) throws(Diagnostic) {
    nodeCount += 1
    if case .alias = event.kind {
      throw fault(
        event, "aliases (`*name`) are not allowed",
        hint: "put text that starts with `*` in quotes")
    }
    if event.isAnchored {
      throw fault(
        event, "anchors (`&name`) are not allowed",
        hint: "put text that starts with `&` in quotes")
    }
    if event.isTagged {
      throw fault(
        event, "tags (`!name`) are not allowed", hint: "put text that starts with `!` in quotes")
    }
    guard depth <= limits.depth else {
      throw fault(event, "nested more than \(limits.depth) levels deep")
    }
    guard nodeCount <= limits.nodes else {
      throw fault(event, "more than \(limits.nodes) values")
    }
  }

  private mutating func next(from reader: borrowing EventReader) throws(Diagnostic) -> Event {
    do throws(ScanFailure) {
      var event = try reader.next()
      let source = source
      let bytes = source.bytes.span
      let start = places.offset(of: event.range.lowerBound, in: bytes)
      event.range = start..<max(start, places.offset(of: event.range.upperBound, in: bytes))
      return event
    } catch {
      throw error.diagnostic(in: source, places: places)
    }
  }

  private func fault(_ event: Event, _ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(in: source, at: event.range, message, hint: hint)
  }

  /// A block collection ends, for libyaml, where the next thing starts; for a
  /// reader it ends with its last value.
  private func range(from opening: Event, to closing: Event, last: Node?) -> Range<Int> {
    let start = opening.range.lowerBound
    let isFlow = !closing.range.isEmpty
    let end = isFlow ? closing.range.upperBound : last?.range.upperBound ?? start
    return start..<max(start, end)
  }
}

/// Finds a key that stands twice in its mapping.
private struct KeyIndex {
  /// More keys than this are not compared one by one.
  private static let few = 16
  private var places: [String: Range<Int>] = [:]

  /// Where a key stands already.
  ///
  /// - Parameter entries: Those before it; each has been asked for.
  mutating func place(of key: Node.Key, among entries: [Node.Entry]) -> Range<Int>? {
    guard entries.count >= Self.few else {
      return entries.first { $0.key.text == key.text }?.key.range
    }
    if places.isEmpty {
      for entry in entries { places[entry.key.text] = entry.key.range }
    }
    return places.updateValue(key.range, forKey: key.text)
  }
}
