internal import CYaml

/// Pulls YAML events from bytes that outlive it; the only owner of its parser.
///
/// `yaml_parser_t` keeps a pointer to itself once it has input, so it lives at
/// one heap address for as long as the reader does and is never moved.
@safe
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Runs `body` with a reader over `bytes`; neither can leave the call.
  static func withReader<Result, Failure: Error>(
    over bytes: borrowing Span<UInt8>, _ body: (borrowing EventReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let reader = EventReader()
    return try unsafe bytes.withUnsafeBytes { (bytes) throws(Failure) in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe yaml_parser_set_encoding(reader.parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(reader.parser, start, bytes.count)
      return try body(reader)
    }
  }

  private init() {
    unsafe parser = .allocate(capacity: 1)
    let status = unsafe yaml_parser_initialize(parser)
    precondition(status == 1, "out of memory")
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// Reads the next event, with its place counted in Unicode scalars: libyaml
  /// counts scalars, not bytes.
  borrowing func next() throws(ScanFailure) -> Event {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&raw) }
    return Event(raw)
  }

  private borrowing func failure() -> ScanFailure {
    let parser = unsafe parser.pointee
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "out of memory"
    return unsafe ScanFailure(
      problem: problem, context: parser.context.map { unsafe String(cString: $0) } ?? "",
      scalarOffset: parser.error == YAML_READER_ERROR ? parser.offset : parser.problem_mark.index,
      contextScalarOffset: parser.context_mark.index)
  }
}

/// Why libyaml could not read on, in its own words.
struct ScanFailure: Error {
  var problem: String
  var context: String
  var scalarOffset: Int
  var contextScalarOffset: Int
}

/// One event of a YAML stream, copied out of libyaml's memory.
struct Event {
  enum Kind {
    case streamStart, streamEnd, documentEnd, sequenceEnd, mappingEnd, nothing
    case documentStart(isExplicit: Bool)
    case alias
    case scalar(Node.Scalar)
    case sequenceStart, mappingStart
  }

  var kind: Kind
  /// Whether the node carries `&anchor` or `!tag`.
  var isAnchored = false
  var isTagged = false
  /// In Unicode scalars from the start of the input; the parser makes bytes of them.
  var range: Range<Int>

  @safe
  fileprivate init(_ raw: yaml_event_t) {
    let start = unsafe raw.start_mark.index
    range = unsafe start..<max(start, raw.end_mark.index)
    switch unsafe raw.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT:
      kind = unsafe .documentStart(isExplicit: raw.data.document_start.implicit == 0)
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      isAnchored = unsafe scalar.anchor != nil
      isTagged = unsafe scalar.tag != nil
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = unsafe .scalar(
        Node.Scalar(
          text: String(decoding: bytes, as: UTF8.self),
          isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE))
    case YAML_SEQUENCE_START_EVENT:
      isAnchored = unsafe raw.data.sequence_start.anchor != nil
      isTagged = unsafe raw.data.sequence_start.tag != nil
      kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      isAnchored = unsafe raw.data.mapping_start.anchor != nil
      isTagged = unsafe raw.data.mapping_start.tag != nil
      kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .nothing
    }
  }
}
