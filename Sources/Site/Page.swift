/// One file that a site publishes and a template renders.
package struct Page: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    /// `number` is `nil` on the list's own address: see `Pagination`.
    case home(number: Int?)
    case article(Int)
    case standingPage(Int)
    /// `tag` is a place in the edition's tags.
    case tag(Int, number: Int?)
    case tags
    case timeline
    case year(Int)
    case month(year: Int, month: Int)
    case tagTimeline(Int)
    case tagYear(Int, year: Int)
    case feed
    case tagFeed(Int)
    case notFound
    /// An old address of an article (by its place) that leads to its new one.
    case alias(of: Int)
    case standingAlias(of: Int)
    /// `part` is `nil` where one file holds the whole sitemap.
    case sitemap(part: Int?)
    case sitemapIndex(parts: Int)
    case robots
  }

  package var content: Content
  /// A place in `Site.editions`.
  package var edition: Int
  package var address: Address

  /// The template that renders it.
  package var template: String {
    switch content {
    case .home: "home.html"
    case .article: "article.html"
    case .standingPage: "page.html"
    case .tag: "tag.html"
    case .tags: "tags.html"
    case .timeline: "timeline.html"
    case .year: "timeline-year.html"
    case .month: "timeline-month.html"
    case .tagTimeline, .tagYear: "tag-timeline.html"
    case .feed, .tagFeed: "feed.xml"
    case .notFound: "404.html"
    case .alias, .standingAlias: "alias.html"
    case .sitemap, .sitemapIndex: "sitemap.xml"
    case .robots: "robots.txt"
    }
  }
}
