package import Language
package import Topics

/// Every article in its place: what the pages of a site are made from.
///
/// A site is immutable. It holds what lists need to know of each article, not the texts.
package struct Site: Sendable {
  package let settings: SiteSettings
  package let taxonomy: Taxonomy
  /// Published articles of all languages, by date, then by file.
  package let articles: [Article]
  /// By file.
  package let standingPages: [Article]
  /// In the order of the settings' languages.
  package let editions: [Edition]
  /// By place of the article.
  package let filings: Filings
  /// Terms that cannot be told apart by their addresses, in the order of the editions.
  let termClashes: [TermClash]
  /// Held back: what is a draft, expired or still to come.
  package let heldBack: HeldBack
}

/// What a build leaves out, and why.
package struct HeldBack: Sendable, Hashable {
  package var drafts = 0
  package var expired = 0
  package var scheduled = 0
  /// When the next scheduled article is due.
  package var next: Moment?

  package init() {}
}

/// What a build publishes besides what is due.
package struct Selection: Sendable, Hashable {
  package var now: Instant
  package var includesDrafts = false
  package var includesFuture = false

  package init(now: Instant, includesDrafts: Bool = false, includesFuture: Bool = false) {
    self.now = now
    self.includesDrafts = includesDrafts
    self.includesFuture = includesFuture
  }
}

extension Selection {
  /// Whether an article is published; if not, counts it.
  func admits(_ article: Article, counting heldBack: inout HeldBack) -> Bool {
    if article.isDraft, !includesDrafts {
      heldBack.drafts += 1
      return false
    }
    if let expires = article.expires, expires.instant <= now {
      heldBack.expired += 1
      return false
    }
    if let date = article.date, now < date.instant, !includesFuture {
      heldBack.scheduled += 1
      heldBack.next = min(heldBack.next ?? date, date)
      return false
    }
    return true
  }
}
