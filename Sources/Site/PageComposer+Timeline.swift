internal import Language
internal import Templating

extension PageComposer {
  static let recentEntries = 15
  /// Entries of a month on its year's page; the month's own page has all of them.
  private static let monthPreview = 20

  func timelineValues(_ page: Page) -> [(String, Value)] {
    let edition = edition(of: page)
    let years = edition.timeline.grouped(by: \.year).reversed().map { year, entries in
      Value.record(
        Shapes.timelineYear,
        [
          .string(year.padded(4)),
          .string(site.settings.link(site.timelineAddress(of: edition, year: year))),
          .int(entries.count), .list(months(of: entries, year, in: edition, showing: 0)),
        ])
    }
    return [
      ("years", .list(years)),
      (
        "recent",
        .list(edition.timeline.suffix(Self.recentEntries).reversed().map { eventValue($0) })
      ),
      ("chart", ActivityChart(of: edition.timeline).value),
    ]
  }

  func yearValues(_ page: Page, _ year: Int) -> [(String, Value)] {
    let edition = edition(of: page)
    let range = edition.timeline.range(ofYear: year)
    let entries = Array(edition.timeline[range])
    let undated = entries.filter { $0.month == nil }
    func link(_ year: Int?) -> Value {
      .string(year.map { site.settings.link(site.timelineAddress(of: edition, year: $0)) })
    }
    return [
      ("year", .string(year.padded(4))),
      ("months", .list(months(of: entries, year, in: edition, showing: Self.monthPreview))),
      ("entries", .list(undated.map { eventValue($0) })),
      ("older_url", link(edition.timeline[..<range.lowerBound].last?.year)),
      ("newer_url", link(edition.timeline[range.upperBound...].first?.year)),
    ]
  }

  /// Months that have entries, newest first, each with its newest ones.
  private func months(
    of entries: [TimelineEntry], _ year: Int, in edition: Edition, showing preview: Int
  ) -> [Value] {
    let dated = entries.filter { $0.month != nil }
    return dated.grouped { $0.month ?? 0 }.reversed().map { month, entries in
      .record(
        Shapes.timelineMonth,
        [
          .string("\(year.padded(4))-\(month.padded(2))"),
          .string(site.settings.link(site.timelineAddress(of: edition, year: year, month: month))),
          .int(entries.count),
          .list(entries.suffix(preview).reversed().map { eventValue($0) }),
        ])
    }
  }

  func monthValues(_ page: Page, _ year: Int, _ month: Int) -> [(String, Value)] {
    let edition = edition(of: page)
    let range = edition.timeline.range(ofMonth: month, in: year)
    let entries = edition.timeline[range].filter { $0.month != nil }
    func link(_ neighbour: TimelineEntry?) -> Value {
      .string(
        neighbour.map {
          site.settings.link(site.timelineAddress(of: edition, year: $0.year, month: $0.month))
        })
    }
    return [
      ("month", .string("\(year.padded(4))-\(month.padded(2))")),
      ("entries", .list(entries.map { eventValue($0) })),
      ("older_url", link(edition.timeline.lastDated(before: range.lowerBound))),
      ("newer_url", link(edition.timeline.firstDated(from: range.upperBound))),
      ("year_url", .string(site.settings.link(site.timelineAddress(of: edition, year: year)))),
    ]
  }

  /// - Parameter year: One year in full, or `nil` for all of them with the newest entries of each.
  func tagTimelineValues(_ page: Page, _ place: Int, year: Int?) -> [(String, Value)] {
    let edition = edition(of: page)
    let tag = edition.tags[place]
    let home = site.address(of: tag, in: edition)
    let shown = tag.timeline.grouped(by: \.year).reversed().filter { year == nil || $0.key == year }
    let years = shown.map { key, entries in
      let preview = year == nil ? Site.timelinePreview : entries.count
      let hasOwnPage = entries.count > preview
      return Value.record(
        Shapes.tagYear,
        [
          .string(key.padded(4)),
          hasOwnPage ? .string(site.settings.link(site.tagYearAddress(home, key))) : .none,
          .int(entries.count), .list(entries.suffix(preview).reversed().map { eventValue($0) }),
        ])
    }
    return [("topic", fullTopic(tag, in: edition, counted: false)), ("years", .list(years))]
  }

  func eventValue(_ entry: TimelineEntry) -> Value {
    guard let event = entry.event else { return eventValue(ofArticle: entry.article) }
    return eventValue(entry.article, event: event, linked: true)
  }

  /// An article without events as an entry of a timeline.
  private func eventValue(ofArticle place: Int) -> Value {
    let card = card(of: place)
    let fields = CardFields(card)
    return .record(
      Shapes.event, [fields.day, .none, fields.title, .none, fields.url, .map(card)])
  }

  /// - Parameters:
  ///   - event: A place in the article's events.
  ///   - linked: Whether the page is another than the article's own.
  func eventValue(_ place: Int, event: Int, linked: Bool) -> Value {
    let event = site.articles[place].events[event]
    return .record(
      Shapes.event,
      [
        .string(event.date.startText),
        .string(event.date.isSpan ? event.date.endText : nil), .string(event.title),
        .string(event.place), linked ? fields(ofCard: place).url : .none,
        linked ? card(place) : .none,
      ])
  }
}
