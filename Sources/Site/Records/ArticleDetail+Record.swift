internal import Language
internal import Markdown
internal import Templating

extension ArticleDetail {
  /// Appends the detail as bytes, to be read back by the same program.
  package func appendRecord(to bytes: inout [UInt8]) {
    var writer = RecordWriter(appendingTo: bytes)
    bytes = []
    writer.write(html)
    writer.write(outline) {
      $0.write($1.level)
      $0.write($1.id)
      $0.write($1.title)
    }
    writer.write(sources) { $1.write(to: &$0) }
    writer.write(reasons) { $1.write(to: &$0) }
    extra.write(to: &writer)
    writer.write(readingMinutes)
    bytes = writer.bytes
  }

  /// - Returns: `nil` if the bytes are damaged.
  package init?(record: [UInt8]) {
    var reader = RecordReader(record)
    self.init(
      html: reader.readBytes(),
      outline: reader.readList {
        Heading(level: $0.readInt(), id: $0.readText(), title: $0.readText())
      },
      sources: reader.readList { Citation(from: &$0) },
      reasons: reader.readList { TopicReason(from: &$0) },
      extra: Value(from: &reader), readingMinutes: reader.readInt())
    guard reader.isWhole else { return nil }
  }
}

extension Citation {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(publisher)
    writer.write(title)
    writer.write(url)
    writer.write(author)
    writer.write(date?.description)
    writer.write(archive)
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(
      publisher: reader.readOptionalText(), title: reader.readText(),
      url: reader.readOptionalText(), author: reader.readOptionalText(),
      date: reader.readOptionalText().flatMap { try? PartialDate(parsing: $0) },
      archive: reader.readOptionalText())
  }
}

extension TopicReason {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(bandID)
    writer.write(origin)
    writer.write(quotes) {
      $0.write($1.text)
      $0.write($1.zone)
    }
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(
      bandID: reader.readText(), origin: reader.readText(),
      quotes: reader.readList { Quote(text: $0.readText(), zone: $0.readText()) })
  }
}

/// What stands below `extra`: text, lists and maps of them.
extension Value {
  fileprivate func write(to writer: inout RecordWriter) {
    switch self {
    case .string(let bytes):
      writer.write(1)
      writer.write(bytes)
    case .list(let list):
      writer.write(2)
      writer.write(list.elements) { $1.write(to: &$0) }
    case .map(let map):
      writer.write(3)
      writer.write(Array(zip(map.shape.keys, map.values))) {
        $1.0.write(to: &$0)
        $1.1.write(to: &$0)
      }
    default: writer.write(0)
    }
  }

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
