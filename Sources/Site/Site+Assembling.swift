internal import Language
package import Topics

extension Site {
  /// Puts the articles in their places.
  ///
  /// Nothing here depends on the order of `articles`: every list is sorted by date, then
  /// by file.
  ///
  /// - Complexity: O(*n* log *n*).
  package init(
    settings: SiteSettings, taxonomy: Taxonomy, articles: [Article], standingPages: [Article],
    selection: Selection
  ) {
    var heldBack = HeldBack()
    self.settings = settings
    self.taxonomy = taxonomy
    self.articles = articles.filter { selection.admits($0, counting: &heldBack) }.inOrder
    self.standingPages =
      standingPages
      .filter { selection.admits($0, counting: &heldBack) }
      .sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    self.heldBack = heldBack
    var editions = Self.editions(
      of: self.articles, standingPages: self.standingPages, settings: settings, taxonomy: taxonomy)
    filings = Filings(count: self.articles.count, of: editions)
    for index in editions.indices { editions[index].divideTimeline(by: filings) }
    self.editions = editions
  }

  private static func editions(
    of articles: [Article], standingPages: [Article], settings: SiteSettings, taxonomy: Taxonomy
  ) -> [Edition] {
    settings.languages.map { language in
      let members = articles.indices.filter { articles[$0].language == language }
      return Edition(
        language: language, home: settings.home(of: language), articles: members,
        tags: topics(of: members, in: articles, taxonomy: taxonomy, language: language)
          + terms(of: members, in: articles, language: language),
        timeline: timeline(of: members, in: articles),
        standingPages: standingPages.indices.filter { standingPages[$0].language == language })
    }
  }

  private static func topics(
    of members: [Int], in articles: [Article], taxonomy: Taxonomy, language: String
  ) -> [Tag] {
    var filed = [[Int]](repeating: [], count: taxonomy.topics.count)
    for member in members {
      for topic in articles[member].topics { filed[topic.index].append(member) }
    }
    return filed.indices.filter { !filed[$0].isEmpty }.map { index in
      let topic = taxonomy.topics[index]
      return Tag(
        kind: .topic(index), id: topic.id.text, label: topic.label[Text.Language(code: language)],
        articles: filed[index])
    }
  }

  /// Terms with one slug are one term, spelt as in its oldest article.
  private static func terms(of members: [Int], in articles: [Article], language: String) -> [Tag] {
    var places: [String: Int] = [:]
    var terms: [Tag] = []
    for member in members {
      for term in articles[member].terms {
        let place = places[term.slug, default: terms.count]
        if place == terms.count {
          places[term.slug] = place
          terms.append(Tag(kind: .term, id: term.slug, label: term.label, articles: []))
        }
        if terms[place].articles.last != member { terms[place].articles.append(member) }
      }
    }
    let keyed = terms.map { (SortKey($0.label, in: TextLanguage(code: language)), $0) }
    return keyed.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
  }

  private static func timeline(of members: [Int], in articles: [Article]) -> [TimelineEntry] {
    var entries: [(day: Day, entry: TimelineEntry)] = []
    for member in members {
      let article = articles[member]
      let events = article.events
      for (place, event) in events.enumerated() {
        entries.append(
          (
            event.date.start,
            TimelineEntry(
              article: member, event: place, year: event.date.year, month: event.date.month)
          ))
      }
      if events.isEmpty, let day = article.date?.instant.day {
        entries.append(
          (day, TimelineEntry(article: member, event: nil, year: day.year, month: day.month)))
      }
    }
    // Articles are in the order of date and file already, and their events in the order
    // they were written.
    return entries.sorted {
      ($0.day, $0.entry.article, $0.entry.event ?? 0)
        < ($1.day, $1.entry.article, $1.entry.event ?? 0)
    }.map(\.entry)
  }
}

extension Edition {
  /// Gives each tag its part of the timeline, in the same order.
  fileprivate mutating func divideTimeline(by filings: Filings) {
    var parts = [[TimelineEntry]](repeating: [], count: tags.count)
    for entry in timeline {
      for filing in filings[entry.article] { parts[filing.tag].append(entry) }
    }
    for place in tags.indices { tags[place].timeline = parts[place] }
  }
}
