/// A topic of the taxonomy or a term of the editors, and what is filed under it.
package struct Tag: Sendable {
  package enum Kind: Sendable, Hashable {
    /// By its place in the taxonomy.
    case topic(Int)
    case term
  }

  package var kind: Kind
  /// What stands in the address: the topic's id, or the term's slug.
  package var id: String
  /// In the edition's language.
  package var label: String
  /// Places in `Site.articles`, oldest first; never empty.
  package var articles: [Int]
  /// What happened in these articles, oldest first.
  package var timeline: [TimelineEntry] = []
}
