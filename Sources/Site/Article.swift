package import Language

/// One article or standing page as its author wrote it: everything a list, a feed or a
/// neighbour needs to know, but not the text itself.
///
/// Immutable, and shared by reference: every list of a site names the same one.
package final class Article: Sendable {
  /// The file, from the site root: `content/articles/2025/10/ten-bai.en.md`.
  package let file: String
  /// The place of the file among all that were read, by which its text is found.
  package let number: Int
  /// The file without language and extension; what an article and its translation share.
  package let stem: String
  package let language: String
  package let title: String
  package let summary: String
  package let slug: Slug
  /// `nil` only for standing pages.
  package let date: Moment?
  package let updated: Moment?
  package let authors: [String]
  /// The editor's own terms.
  package let terms: [Term]
  /// In the order of the taxonomy.
  package let topics: [AssignedTopic]
  package let events: [Event]
  package let image: Image?
  package let aliases: [Located<String>]
  package let isDraft: Bool
  package let expires: Moment?
  /// Local links of the text, for the check that each leads somewhere.
  package let links: [BodyLink]
  /// A hash of the file's bytes, which stands for the file.
  package let contentHash: UInt64
  /// The record that the article was read from; `nil` if it was read from its file.
  package let record: Record?

  init(
    file: String, number: Int, stem: String, language: String, title: String, summary: String,
    slug: Slug, date: Moment?, updated: Moment?, authors: [String], terms: [Term],
    topics: [AssignedTopic], events: [Event], image: Image?, aliases: [Located<String>],
    isDraft: Bool, expires: Moment?, links: [BodyLink], contentHash: UInt64,
    record: Record? = nil
  ) {
    self.file = file
    self.number = number
    self.stem = stem
    self.language = language
    self.title = title
    self.summary = summary
    self.slug = slug
    self.date = date
    self.updated = updated
    self.authors = authors
    self.terms = terms
    self.topics = topics
    self.events = events
    self.image = image
    self.aliases = aliases
    self.isDraft = isDraft
    self.expires = expires
    self.links = links
    self.contentHash = contentHash
    self.record = record
  }
}

/// An instant as an author wrote it: with a time, or as a day in the site's zone.
package struct Moment: Sendable, Hashable, Comparable {
  package var instant: Instant
  package var isDay: Bool

  package static func < (a: Self, b: Self) -> Bool { a.instant < b.instant }

  /// `2025-10-25`, or RFC 3339 with the offset it was written with.
  package var text: String { isDay ? instant.day.description : instant.description }
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
