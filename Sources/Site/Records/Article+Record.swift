internal import Addresses
internal import Language

extension Article {
  /// Where an article was read from.
  package struct Record: Sendable {
    /// In the bytes of all records.
    package var range: Range<Int>
    /// See `Article.cardHash`.
    var cardHash: UInt64
  }

  /// The article as bytes, to be read back by the same program.
  package func makeRecord() -> [UInt8] {
    var writer = RecordWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// - Parameters:
  ///   - bytes: Among others, those of a record.
  ///   - number: See `Article.number`; it is no part of the record.
  /// - Returns: `nil` if the record is damaged.
  package static func read(
    from bytes: [UInt8], in range: Range<Int>, number: Int
  ) -> Article? {
    var reader = RecordReader(bytes, in: range)
    let article = read(from: &reader, in: range, number: number)
    return reader.isAtEnd ? article : nil
  }

  /// A number that is another whenever lists, neighbours or timelines show something else of
  /// the article. What an image leads to is no part of it.
  var cardHash: UInt64 {
    if let record { return record.cardHash }
    var writer = RecordWriter()
    writeCard(to: &writer)
    return ContentHash(of: writer.bytes).value
  }

  /// All of an article that pages of others show.
  private func writeCard(to writer: inout RecordWriter) {
    writer.write(language)
    writer.write(title)
    writer.write(summary)
    writer.write(slug.text)
    writer.write(date) { $1.write(to: &$0) }
    writer.write(updated) { $1.write(to: &$0) }
    writer.write(authors) { $0.write($1) }
    writer.write(topics) { $0.write($1.index) }
    writer.write(events) { $1.write(to: &$0) }
    writer.write(image) { $1.write(to: &$0) }
  }

  private func write(to writer: inout RecordWriter) {
    writeCard(to: &writer)
    writer.write(file)
    writer.write(stem)
    writer.write(terms) { $1.write(to: &$0) }
    writer.write(aliases) { $1.write(to: &$0) }
    writer.write(isDraft)
    writer.write(expires) { $1.write(to: &$0) }
    writer.write(links) { $1.write(to: &$0) }
    writer.write(Int(bitPattern: UInt(contentHash)))
  }

  private static func read(
    from reader: inout RecordReader, in range: Range<Int>, number: Int
  ) -> Article? {
    let language = reader.readText()
    let title = reader.readText()
    let summary = reader.readText()
    let slug = Slug(reader.readText())
    let date = reader.readOptional { Moment(from: &$0) }
    let updated = reader.readOptional { Moment(from: &$0) }
    let authors = reader.readList { $0.readText() }
    let topics = reader.readList { AssignedTopic(index: $0.readInt()) }
    let events = reader.readList { Event(from: &$0) }
    let image = reader.readOptional { Image(from: &$0) }
    let cardHash = reader.hashSoFar
    let file = reader.readText()
    let stem = reader.readText()
    let terms = reader.readList { Term(from: &$0) }
    let aliases = reader.readList { Located(from: &$0) }
    let isDraft = reader.readBool()
    let expires = reader.readOptional { Moment(from: &$0) }
    let links = reader.readList { BodyLink(from: &$0) }
    let hash = UInt64(UInt(bitPattern: reader.readInt()))
    guard !reader.isDamaged, let slug, date.isWhole, updated.isWhole, expires.isWhole,
      !events.contains(where: { $0 == nil })
    else { return nil }
    return Article(
      file: file, number: number, stem: stem, language: language, title: title, summary: summary,
      slug: slug,
      date: date ?? nil, updated: updated ?? nil, authors: authors, terms: terms, topics: topics,
      events: events.compactMap { $0 }, image: image, aliases: aliases, isDraft: isDraft,
      expires: expires ?? nil, links: links, contentHash: hash,
      record: Record(range: range, cardHash: cardHash))
  }
}

extension Moment?? {
  /// Whether a moment that was there could be read.
  fileprivate var isWhole: Bool {
    if case .some(.none) = self { false } else { true }
  }
}

extension Moment {
  fileprivate func write(to writer: inout RecordWriter) {
    writer.write(instant.epochSeconds)
    writer.write(instant.offsetMinutes)
    writer.write(isDay)
  }

  fileprivate init?(from reader: inout RecordReader) {
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
