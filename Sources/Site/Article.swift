internal import Addresses
package import Language

/// One article or standing page as its author wrote it: everything a list, a feed or a
/// neighbour needs to know, but not the text itself.
///
/// Immutable, and shared by reference: every list of a site names the same one. Most of it
/// stays in its record, as bytes, until somebody asks: a build that renders few pages reads
/// little of most articles.
package final class Article: Sendable {
  /// The file, from the site root: `content/articles/2025/10/ten-bai.en.md`.
  package let file: String
  /// The place of the file among all that were read, by which its text is found.
  package let number: Int
  package let language: String
  /// `nil` only for standing pages.
  package let date: Moment?
  package let updated: Moment?
  package let isDraft: Bool
  package let expires: Moment?
  /// A hash of the file's bytes and of its name, which stands for the file.
  package let sourceHash: UInt64
  /// A number that is another whenever lists, neighbours or timelines show something else of
  /// the article. What an image leads to is no part of it.
  let cardHash: UInt64
  let record: ArticleRecord

  convenience init(_ article: NewArticle, file: String, number: Int) {
    let (record, facts) = article.makeRecord()
    self.init(file: file, number: number, record, facts)
  }

  /// Takes an article from what the last build remembered.
  ///
  /// - Returns: `nil` if the record is damaged.
  package convenience init?(
    file: String, number: Int, record bytes: [UInt8], in range: Range<Int>
  ) {
    guard let record = ArticleRecord(bytes, in: range), let facts = record.facts else {
      return nil
    }
    self.init(file: file, number: number, record, facts)
  }

  private init(
    file: String, number: Int, _ record: ArticleRecord, _ facts: ArticleRecord.Facts
  ) {
    self.file = file
    self.number = number
    self.record = record
    language = facts.language
    date = facts.date
    updated = facts.updated
    isDraft = facts.isDraft
    expires = facts.expires
    var hash = HashMixer()
    hash.mix(facts.contentHash)
    hash.mix(file)
    sourceHash = hash.value
    cardHash = facts.cardHash
  }
}

/// An instant as an author wrote it: with a time, or as a day in the site's zone.
package struct Moment: Sendable, Hashable, Comparable {
  package var instant: Instant
  package var isDay: Bool

  package static func < (a: Self, b: Self) -> Bool { a.instant < b.instant }

  /// `2025-10-25`, or RFC 3339 with the offset it was written with.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same in UTF-8.
  var bytes: [UInt8] { isDay ? instant.day.text : instant.rfc3339Text }
}

/// A topic of an article, by its place in the taxonomy.
package struct AssignedTopic: Sendable, Hashable {
  package var index: Int
}

/// Something that happened on a day, in a month, in a year or over a span of days.
package struct Event: Sendable, Hashable {
  package var date: PartialDate
  package var title: String
  package var place: String?
}

package struct Image: Sendable, Hashable {
  package var src: Located<String>
  package var alt: String
  package var credit: String?
  package var caption: String?
}

/// A link of a text that stays inside the site.
package struct BodyLink: Sendable, Hashable {
  package var destination: String
  /// In the article's file.
  package var range: Range<Int>
  /// The attribute's value in the rendered text.
  package var htmlRange: Range<Int>
}

/// Where a fact comes from.
package struct Citation: Sendable, Hashable {
  package var publisher: String?
  package var title: String
  package var url: String?
  package var author: String?
  package var date: PartialDate?
  package var archive: String?
}
