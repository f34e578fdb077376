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
    let articles = articles.filter { selection.admits($0, counting: &heldBack) }.inOrder
    let standingPages =
      standingPages
      .filter { selection.admits($0, counting: &heldBack) }
      .sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    let members = settings.languages.map { language in
      articles.indices.filter { articles[$0].language == language }
    }
    var clashes: [TermClash] = []
    let tags = zip(settings.languages, members).map { language, members in
      Self.topics(of: members, in: articles, taxonomy: taxonomy, language: language)
        + Self.terms(of: members, in: articles, language: language, &clashes)
    }
    let filings = Filings(count: articles.count, of: tags)
    editions = settings.languages.indices.map { index in
      let language = settings.languages[index]
      return Edition(
        language: language, home: settings.home(of: language), articles: members[index],
        tags: tags[index], timeline: Self.timeline(of: members[index], in: articles),
        standingPages: standingPages.indices.filter { standingPages[$0].language == language },
        filings: filings)
    }
    self.settings = settings
    self.taxonomy = taxonomy
    self.articles = articles
    self.standingPages = standingPages
    self.heldBack = heldBack
    termClashes = clashes
    self.filings = filings
  }

  private static func topics(
    of members: [Int], in articles: [Article], taxonomy: Taxonomy, language: String
  ) -> [Tag] {
    var filed = [[Int]](repeating: [], count: taxonomy.topics.count)
    for member in members {
      articles[member].forEachTopic { topic in
        // A record that someone has forged may name any.
        if filed.indices.contains(topic.index) { filed[topic.index].append(member) }
      }
    }
    return filed.indices.filter { !filed[$0].isEmpty }.map { index in
      let topic = taxonomy.topics[index]
      return Tag(
        kind: .topic(index), id: topic.id.text, label: topic.label[Text.Language(code: language)],
        articles: filed[index])
    }
  }

  /// Terms with one slug are one term, spelt as in its oldest article, or they clash.
  private static func terms(
    of members: [Int], in articles: [Article], language: String, _ clashes: inout [TermClash]
  ) -> [Tag] {
    var places: [String: Int] = [:]
    var terms: [Tag] = []
    var first: [TermClash.Use] = []
    for member in members {
      for term in articles[member].terms {
        let place = places[term.slug, default: terms.count]
        if place == terms.count {
          places[term.slug] = place
          terms.append(Tag(kind: .term, id: term.slug, label: term.label, articles: []))
          first.append((member, term))
        } else if !term.isSameWord(as: first[place].term) {
          clashes.append(TermClash(use: (member, term), earlier: first[place]))
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
    // they were written: the sort is stable and leaves them so.
    return entries.sorted { $0.day < $1.day }.map(\.entry)
  }
}
