internal import Addresses
internal import Language

extension Article {
  /// What the article's address ends with: the text of a `Slug`.
  var slugText: ArraySlice<UInt8> {
    record.read(.heading) { reader in
      _ = reader.readSlice()
      return reader.readSlice()
    }
  }

  package var title: String { record.read(.title) { $0.readText() } }

  package var summary: String { record.read(.summary) { $0.readText() } }

  package var authors: [String] {
    record.list(.authors) { $0.readText() }
  }

  /// In the order of the taxonomy.
  package var topics: [AssignedTopic] {
    record.list(.topics) { AssignedTopic(index: $0.readInt()) }
  }

  /// The same without making a list.
  func forEachTopic(_ body: (AssignedTopic) -> Void) {
    record.forEach(.topics) { body(AssignedTopic(index: $0.readInt())) }
  }

  package var events: [Event] {
    record.list(.events) { Event(from: &$0) }.compactMap { $0 }
  }

  package var image: Image? { record.optional(.image) { Image(from: &$0) } }

  /// The file without language and extension; what an article and its translation share.
  package var stem: String {
    String(decoding: Array(file.utf8.prefix(stemLength)), as: UTF8.self)
  }

  /// How many bytes of the file's path are its stem.
  var stemLength: Int {
    min(max(0, record.read(.stem) { $0.readInt() }), file.utf8.count)
  }

  /// The editor's own terms.
  package var terms: [Term] {
    record.list(.terms) { Term(from: &$0) }
  }

  package var aliases: [Located<String>] {
    record.list(.aliases) { Located(from: &$0) }
  }

  /// Local links of the text, for the check that each leads somewhere.
  package var links: [BodyLink] {
    record.list(.links) { BodyLink(from: &$0) }
  }

  // In UTF-8, as values of templates hold it.

  var titleText: [UInt8] { record.read(.title) { $0.readBytes() } }

  var summaryText: [UInt8] { record.read(.summary) { $0.readBytes() } }

  var authorTexts: [[UInt8]] { record.list(.authors) { $0.readBytes() } }

  /// The article as bytes, to be read back by the same program.
  package var recordBytes: ArraySlice<UInt8> { record.bytes }
}

/// An article that has just been read from its file.
struct NewArticle {
  /// But for the hash of the card.
  var facts: ArticleRecord.Facts
  var slug: Slug
  /// How many bytes of the file's path are its stem.
  var stemLength: Int
  var title: String
  var summary: String
  var authors: [String]
  var terms: [Term]
  var topics: [AssignedTopic]
  var events: [Event]
  var image: Image?
  var aliases: [Located<String>]
  var links: [BodyLink]

  /// How much of a record is neither title nor summary, mostly.
  private static let otherSize = 128

  /// Its record, and all that is read of every record.
  func makeRecord() -> (ArticleRecord, ArticleRecord.Facts) {
    var facts = facts
    let texts = slug.text.utf8.count + title.utf8.count + summary.utf8.count
    var record = ArticleRecordWriter(expecting: texts + Self.otherSize)
    record.write(.heading) { writer in
      writer.write(facts.language)
      writer.write(slug.text)
      writer.write(facts.date) { $1.write(to: &$0) }
      writer.write(facts.updated) { $1.write(to: &$0) }
    }
    record.write(.topics) { writer in writer.write(topics) { $0.write($1.index) } }
    record.write(.events) { writer in writer.write(events) { $1.write(to: &$0) } }
    record.write(.image) { writer in writer.write(image) { $1.write(to: &$0) } }
    record.write(.title) { $0.write(title) }
    record.write(.summary) { $0.write(summary) }
    record.write(.authors) { writer in writer.write(authors) { $0.write($1) } }
    facts.cardHash = record.hash
    record.write(.state) { writer in
      writer.write(facts.isDraft)
      writer.write(facts.expires) { $1.write(to: &$0) }
      writer.write(hash: facts.contentHash)
      writer.write(hash: facts.cardHash)
    }
    record.write(.stem) { $0.write(stemLength) }
    record.write(.terms) { writer in writer.write(terms) { $1.write(to: &$0) } }
    record.write(.aliases) { writer in writer.write(aliases) { $1.write(to: &$0) } }
    record.write(.links) { writer in writer.write(links) { $1.write(to: &$0) } }
    return (ArticleRecord(written: record.finish()), facts)
  }
}

extension Moment {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(instant.epochSeconds)
    writer.write(instant.offsetMinutes)
    writer.write(isDay)
  }

  init?(from reader: inout RecordReader) {
    let seconds = reader.readInt()
    let offset = reader.readInt()
    let isDay = reader.readBool()
    guard let zone = FixedZone(offsetMinutes: offset),
      let instant = Instant(epochSeconds: seconds, zone: zone)
    else { return nil }
    self.init(instant: instant, isDay: isDay)
  }
}

extension Term {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(label)
    writer.write(slug)
    writer.write(range)
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(label: reader.readText(), slug: reader.readText(), range: reader.readRange())
  }
}

extension Event {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(date.description)
    writer.write(title)
    writer.write(place)
  }

  fileprivate init?(from reader: inout RecordReader) {
    let date = reader.readText()
    let title = reader.readText()
    let place = reader.readOptionalText()
    guard let date = try? PartialDate(parsing: date) else { return nil }
    self.init(date: date, title: title, place: place)
  }
}

extension Image {
  fileprivate func write(to writer: inout RecordWriter) {
    src.write(to: &writer)
    writer.write(alt)
    writer.write(credit)
    writer.write(caption)
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(
      src: Located(from: &reader), alt: reader.readText(), credit: reader.readOptionalText(),
      caption: reader.readOptionalText())
  }
}

extension Located<String> {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(value)
    writer.write(range)
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(value: reader.readText(), range: reader.readRange())
  }
}

extension BodyLink {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(destination)
    writer.write(range)
    writer.write(htmlRange)
  }

  fileprivate init(from reader: inout RecordReader) {
    self.init(
      destination: reader.readText(), range: reader.readRange(), htmlRange: reader.readRange())
  }
}
