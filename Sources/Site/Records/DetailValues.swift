internal import Templating

/// What a page shows of an `ArticleDetail`, read from its record as values for templates: the text
/// goes from file to page without being a `String` on the way.
package struct DetailValues: Sendable {
  /// How much of a record to read.
  package enum Part: Sendable { case html, whole }

  /// Why a topic was assigned.
  struct Reason: Sendable {
    var bandID: [UInt8]
    var origin: [UInt8]
    var quotes: Value
  }

  let html: [UInt8]
  // Empty if only the HTML was read.
  private(set) var outline = Value.list([])
  private(set) var sources = Value.list([])
  /// In the order of `Article.topics`.
  private(set) var reasons: [Reason] = []
  private(set) var extra = Value.none
  private(set) var readingMinutes = 0

  /// - Returns: `nil` if the bytes are damaged.
  package init?(record: [UInt8], _ part: Part) {
    var reader = RecordReader(record)
    html = reader.readBytes()
    guard part == .whole else {
      if reader.isDamaged { return nil }
      return
    }
    outline = .list(
      reader.readList {
        .record(Shapes.heading, [.int($0.readInt()), $0.readTextValue(), $0.readTextValue()])
      })
    sources = .list(
      reader.readList {
        .record(
          Shapes.source,
          [
            $0.readOptionalTextValue(), $0.readTextValue(), $0.readOptionalTextValue(),
            $0.readOptionalTextValue(), $0.readOptionalTextValue(), $0.readOptionalTextValue(),
          ])
      })
    reasons = reader.readList { Reason(from: &$0) }
    extra = Value(from: &reader)
    readingMinutes = reader.readInt()
    guard reader.isWhole else { return nil }
  }

  package init?(of detail: ArticleDetail, _ part: Part) {
    var record: [UInt8] = []
    detail.appendRecord(to: &record)
    self.init(record: record, part)
  }
}

extension DetailValues.Reason {
  fileprivate init(from reader: inout RecordReader) {
    bandID = reader.readBytes()
    origin = reader.readBytes()
    quotes = .list(
      reader.readList { .record(Shapes.quote, [$0.readTextValue(), $0.readTextValue()]) })
  }
}

extension RecordReader {
  fileprivate mutating func readTextValue() -> Value { .string(readBytes()) }

  fileprivate mutating func readOptionalTextValue() -> Value {
    readOptional { $0.readTextValue() } ?? .none
  }
}

extension Value {
  /// What stands below `extra`: text, lists and maps of them.
  fileprivate init(from reader: inout RecordReader) {
    switch reader.readInt() {
    case 1: self = .string(reader.readBytes())
    case 2: self = .list(reader.readList { Value(from: &$0) })
    case 3:
      let entries = reader.readList { (Value(from: &$0), Value(from: &$0)) }
      self = .map(
        entries.compactMap { key, value in
          guard case .string(let bytes) = key else { return nil }
          return (String(decoding: bytes, as: UTF8.self), value)
        })
    default: self = .none
    }
  }
}
