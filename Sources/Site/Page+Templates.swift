extension Page {
  /// The names of all templates that pages are rendered with, in alphabetical order.
  package static let templates: [String] = {
    let contents: [Content] = [
      .home(number: nil), .article(0), .standingPage(0), .tag(0, number: nil), .tags, .timeline,
      .year(0), .month(year: 0, month: 0), .tagTimeline(0), .feed, .notFound, .alias(of: 0),
      .sitemap(part: nil), .robots,
    ]
    return contents.map { Page(content: $0, edition: 0, address: Address("/")).template }.sorted()
  }()
}
