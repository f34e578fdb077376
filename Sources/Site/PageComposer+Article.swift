internal import Templating

extension PageComposer {
  func articleValue(_ page: Page, _ place: Int, _ detail: DetailValues) -> Value {
    let article = site.articles[place]
    let edition = edition(of: page)
    let references = tagReferences[page.edition]
    let topics = site.topics(of: place, in: edition)
    let terms = site.filings[place].dropFirst(topics.count)
    let neighbours = Neighbours(of: place, in: edition.articles)
    let card = fields(ofCard: place)
    return .record(
      Shapes.article,
      [
        card.title, card.url, card.absoluteURL, card.date, card.updated, card.day, card.summary,
        card.language, card.authors, card.image, id(of: article, in: page.edition),
        .list(terms.map { references[$0.tag] }),
        .list(article.events.indices.map { eventValue(place, event: $0, linked: false) }),
        self.card(neighbours.previous), self.card(neighbours.next),
        .list(
          topics.map { topic in
            let neighbours = Neighbours(
              at: topic.position, in: edition.tags[topic.tag].articles)
            return .record(
              Shapes.neighbours,
              [references[topic.tag], self.card(neighbours.previous), self.card(neighbours.next)])
          }),
        .list(site.related(to: place, in: edition).map { self.card($0) }),
        .list(article.aliases.map { .string($0.value) }),
        body(of: article, detail.html, absolute: false), detail.outline, detail.sources,
        explained(topics.map { references[$0.tag] }, detail.reasons, in: edition),
        .int(detail.readingMinutes), detail.extra,
      ])
  }

  func standingValues(_ place: Int, _ detail: DetailValues) -> [(String, Value)] {
    [
      ("body", body(of: site.standingPages[place], detail.html, absolute: false)),
      ("outline", detail.outline), ("extra", detail.extra),
    ]
  }

  /// - Parameter topics: A reference to each.
  private func explained(
    _ topics: [Value], _ reasons: [DetailValues.Reason], in edition: Edition
  ) -> Value {
    .list(
      zip(topics, reasons).map { topic, reason in
        guard case .map(let reference) = topic else { return .none }
        return .record(
          Shapes.explainedTopic,
          [
            reference.values[0], reference.values[1], reference.values[2],
            .string(site.bandName(reason.bandID, in: edition.language)), .string(reason.bandID),
            .string(reason.origin), reason.quotes,
          ])
      })
  }
}

// MARK: - Bodies

extension PageComposer {
  /// The text with its local links resolved.
  ///
  /// - Parameter absolute: Whether links carry the base URL, as in a feed, those of footnotes too.
  func body(of article: Article, _ text: [UInt8], absolute: Bool) -> Value {
    let resolved = resolved(text, of: article, absolute: absolute)
    guard absolute else { return .html(trusting: resolved) }
    return .html(
      trusting: resolved.leadingFragments(to: site.settings.absolute(site.address(of: article))))
  }

  private func resolved(_ text: [UInt8], of article: Article, absolute: Bool) -> [UInt8] {
    let links = article.links
    guard !links.isEmpty else { return text }
    var html: [UInt8] = []
    html.reserveCapacity(text.count + links.count * 64)
    var end = 0
    // A record that someone has forged may name any place.
    for link in links where end <= link.htmlRange.lowerBound {
      guard link.htmlRange.upperBound <= text.count else { break }
      html += text[end..<link.htmlRange.lowerBound]
      let target = site.link(
        to: link.destination, in: article, resolver: resolver, absolute: absolute)
      html.append(escapingForAttribute: target)
      end = link.htmlRange.upperBound
    }
    html += text[end...]
    return html
  }
}

extension [UInt8] {
  private static let fragmentStart = Array("<a href=\"#".utf8)

  /// Puts a URL before each link of HTML that is a fragment only.
  fileprivate func leadingFragments(to url: String) -> [UInt8] {
    let start = Self.fragmentStart
    var html: [UInt8] = []
    var end = 0
    for place in indices where self[place] == UInt8(ascii: "#") {
      guard self[...place].suffix(start.count).elementsEqual(start) else { continue }
      html += self[end..<place]
      html.append(escapingForAttribute: url)
      end = place
    }
    return end == 0 ? self : html + self[end...]
  }

  /// Appends a URL as the value of a quoted attribute: what may not stand in a URL is
  /// percent-encoded (RFC 3986, section 2.1), and `&` is an entity.
  fileprivate mutating func append(escapingForAttribute url: String) {
    let bytes = url.utf8Span.span
    guard bytes.indices.contains(where: { !bytes[$0].isPlainInURL }) else {
      return append(contentsOf: url.utf8)
    }
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "&"): self += "&amp;".utf8
      case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "`"):
        append(percentEncoding: byte)
      default: append(byte)
      }
    }
  }
}

extension UInt8 {
  /// Whether it stands for itself in an attribute's URL; there are others that do.
  fileprivate var isPlainInURL: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-")...UInt8(ascii: ":"): true
    default: false
    }
  }
}

extension PageComposer {
  /// RFC 4151: an id that outlives the article's address and the site's domain.
  ///
  /// - Parameter edition: Of the article's language.
  func id(of article: Article, in edition: Int) -> Value {
    var id = idStarts[edition]
    let start = SiteSettings.articlesFolder.utf8.count
    id.append(iriPath: start..<max(start, article.stemLength), of: article.file)
    return .string(id)
  }
}

extension Site {
  func bandName(_ id: [UInt8], in language: String) -> String {
    let id = String(decoding: id, as: UTF8.self)
    return switch (id, language) {
    case ("certain", "vi"): "chắc chắn"
    case ("likely", "vi"): "khá chắc"
    case ("pinned", "vi"): "biên tập viên chọn"
    case ("pinned", _): "chosen by an editor"
    default: id
    }
  }
}
