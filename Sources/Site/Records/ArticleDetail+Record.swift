internal import Language
internal import Markdown
internal import Templating

extension ArticleDetail {
  /// Appends the detail as bytes, to be read back by the same program: see `DetailValues`.
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
}
