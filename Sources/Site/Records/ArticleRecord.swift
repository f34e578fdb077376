internal import Addresses
internal import Language

/// All of an article but the name of its file, as bytes that only the same program reads.
///
/// A record begins with where each section ends, counted from its start in four bytes,
/// lowest first; the sections follow in their order. None is read before it is asked for.
struct ArticleRecord: Sendable {
  enum Section: Int, CaseIterable {
    // What pages of others show, and what the card's hash is of: first what every build reads.
    case heading, topics, events, image, title, summary, authors
    // What only the article's own page shows, or nobody.
    case state, stem, terms, aliases, links
  }

  private static let tableSize = 4 * Section.allCases.count

  /// An empty list is its count alone, a byte; so is what is not there.
  private static let emptySize = 1

  /// Of one record or of many.
  private let source: [UInt8]
  private let start: Int
  /// Which sections may hold something, a bit for each: most hold nothing, and to look there
  /// would be to fetch the record from memory.
  private let filled: UInt16

  /// - Returns: `nil` if the sections do not fill the range.
  init?(_ bytes: [UInt8], in range: Range<Int>) {
    guard range.count >= Self.tableSize, range.upperBound <= bytes.count else { return nil }
    var filled: UInt16 = 0
    var last = Self.tableSize
    for index in 0..<Section.allCases.count {
      let end = bytes.sectionEnd(at: range.lowerBound + 4 * index)
      guard end >= last else { return nil }
      if end - last > Self.emptySize { filled |= 1 << UInt16(index) }
      last = end
    }
    guard last == range.count else { return nil }
    source = bytes
    start = range.lowerBound
    self.filled = filled
  }

  /// A record that has just been written.
  init(written bytes: [UInt8]) {
    source = bytes
    start = 0
    filled = .max
  }

  /// The whole record.
  var bytes: ArraySlice<UInt8> { source[start..<start + end(of: .links)] }

  /// Reads a section. After damage what is read is empty.
  func read<Value>(_ section: Section, _ body: (inout RecordReader) -> Value) -> Value {
    var reader = reader(of: section)
    return body(&reader)
  }

  /// Reads a section that holds one value or none.
  func optional<Value>(_ section: Section, _ body: (inout RecordReader) -> Value) -> Value? {
    holds(section) ? read(section) { reader in reader.readOptional(body) } : nil
  }

  /// Whether a list or an optional value is more than empty.
  private func holds(_ section: Section) -> Bool { filled >> UInt16(section.rawValue) & 1 == 1 }

  private func reader(of section: Section) -> RecordReader {
    let first = section == .heading ? Self.tableSize : end(before: section)
    return RecordReader(source, in: start + first..<start + end(of: section))
  }

  /// Reads a section that holds a list.
  func list<Value>(_ section: Section, _ body: (inout RecordReader) -> Value) -> [Value] {
    holds(section) ? read(section) { reader in reader.readList(body) } : []
  }

  /// Reads a list one by one.
  func forEach(_ section: Section, _ body: (inout RecordReader) -> Void) {
    if holds(section) { read(section) { reader in reader.forEach(body) } }
  }

  private func end(before section: Section) -> Int {
    source.sectionEnd(at: start + 4 * (section.rawValue - 1))
  }

  private func end(of section: Section) -> Int {
    source.sectionEnd(at: start + 4 * section.rawValue)
  }
}

extension [UInt8] {
  /// An entry of a record's table.
  fileprivate func sectionEnd(at offset: Int) -> Int {
    Int(
      UInt32(
        littleEndian: span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}

extension ArticleRecord {
  /// What is read of every article.
  struct Facts {
    var language: String
    var date: Moment?
    var updated: Moment?
    var isDraft: Bool
    var expires: Moment?
    var contentHash: UInt64
    /// 0 until the record is written.
    var cardHash: UInt64 = 0
  }

  /// `nil` if they are damaged.
  var facts: Facts? {
    var heading = reader(of: .heading)
    let language = heading.readText()
    let hasSlug = Slug.isValid(heading.readSlice().span)
    let date = heading.readOptional { Moment(from: &$0) }
    let updated = heading.readOptional { Moment(from: &$0) }
    var state = reader(of: .state)
    let isDraft = state.readBool()
    let expires = state.readOptional { Moment(from: &$0) }
    let contentHash = state.readHash()
    let cardHash = state.readHash()
    guard hasSlug, heading.isWhole, state.isWhole, date.isWhole, updated.isWhole,
      expires.isWhole
    else { return nil }
    return Facts(
      language: language, date: date ?? nil, updated: updated ?? nil, isDraft: isDraft,
      expires: expires ?? nil, contentHash: contentHash, cardHash: cardHash)
  }
}

/// Puts the sections of a record one after another.
struct ArticleRecordWriter {
  private var writer: RecordWriter
  private var ends: [UInt32] = []

  /// - Parameter size: How many bytes the sections are likely to have.
  init(expecting size: Int) {
    let table = 4 * ArticleRecord.Section.allCases.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(table + size)
    bytes.append(contentsOf: repeatElement(0, count: table))
    writer = RecordWriter(appendingTo: bytes)
    ends.reserveCapacity(ArticleRecord.Section.allCases.count)
  }

  /// Writes the next section.
  mutating func write(
    _ section: ArticleRecord.Section, _ body: (inout RecordWriter) -> Void
  ) {
    precondition(section.rawValue == ends.count, "the sections have an order")
    body(&writer)
    ends.append(UInt32(truncatingIfNeeded: writer.bytes.count))
  }

  /// Of all sections until now.
  var hash: UInt64 {
    let table = 4 * ArticleRecord.Section.allCases.count
    return ContentHash(of: writer.bytes.span.extracting(table..<writer.bytes.count)).value
  }

  consuming func finish() -> [UInt8] {
    var bytes = writer.bytes
    for (index, end) in ends.enumerated() {
      for byte in 0..<4 {
        bytes[4 * index + byte] = UInt8(truncatingIfNeeded: end >> UInt32(8 * byte))
      }
    }
    return bytes
  }
}

extension Moment?? {
  /// Whether a moment that was there could be read.
  fileprivate var isWhole: Bool {
    if case .some(.none) = self { false } else { true }
  }
}
