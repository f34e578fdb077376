package import Language

/// One article or standing page as its author wrote it: everything a list, a feed or a
/// neighbour needs to know, but not the text itself.
package struct Article: Sendable {
  /// The file, from the site root: `content/articles/2025/10/ten-bai.en.md`.
  package var file: String
  /// The file without language and extension; what an article and its translation share.
  package var stem: String
  package var language: String
  package var title: String
  package var summary: String
  package var slug: Slug
  /// `nil` only for standing pages.
  package var date: Moment?
  package var updated: Moment?
  package var authors: [String]
  /// The editor's own terms.
  package var terms: [Term]
  /// In the order of the taxonomy.
  package var topics: [AssignedTopic]
  package var events: [Event]
  package var image: Image?
  package var aliases: [Located<String>]
  package var isDraft: Bool
  package var expires: Moment?
  /// Local links of the text, for the check that each leads somewhere.
  package var links: [BodyLink]
  /// The place of the file among all that were read, by which its text is found.
  package var number = 0
  /// A hash of the file's bytes, which stands for all of the above.
  package var contentHash: UInt64
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
