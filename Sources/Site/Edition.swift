/// The site in one of its languages.
package struct Edition: Sendable {
  package var language: String
  /// `/` or `/en/`.
  package var home: Address
  /// Places in `Site.articles`, oldest first.
  package var articles: [Int]
  /// Topics in the order of the taxonomy, then terms in alphabetical order.
  package var tags: [Tag]
  /// Oldest first.
  package var timeline: [TimelineEntry]
  /// Places in `Site.standingPages`, in the order of their files.
  package var standingPages: [Int]
}

/// An event of an article, or an article without events, on the timeline.
package struct TimelineEntry: Sendable, Hashable {
  /// A place in `Site.articles`.
  package var article: Int
  /// A place in the article's events; `nil` stands for the article itself.
  package var event: Int?
  package var year: Int
  /// `nil` for an event whose month nobody knows.
  package var month: Int?
}
