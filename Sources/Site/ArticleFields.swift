internal import Diagnostics
internal import Language
internal import Markdown
internal import YAML

/// The front matter of an article, every field of it read and checked.
struct ArticleFields {
  var title: Located<String>?
  var date: Moment?
  var updated: Moment?
  var summary: Located<String>?
  var slug: Located<String>?
  var language: String?
  var authors: [String]
  var sources: [Citation]
  var pinned: [Located<String>]
  var vetoed: [Located<String>]
  var terms: [Located<String>]
  var events: [Event]
  var image: Image?
  var isDraft: Bool
  var expires: Moment?
  var aliases: [Located<String>]
  var extra: Node?

  static let keys = [
    "title", "date", "updated", "summary", "slug", "lang", "authors", "sources", "topics", "tags",
    "events", "image", "draft", "expires", "aliases", "extra",
  ]

  init(_ fields: inout Fields, settings: SiteSettings, needsDate: Bool) {
    fields.require("title", example: "\"…\"")
    if needsDate { fields.require("date", example: "2025-10-25") }
    let zone = settings.timeZone
    title = fields.text("title")
    date = fields.moment("date", in: zone)
    updated = fields.moment("updated", in: zone)
    summary = fields.text("summary")
    slug = fields.text("slug")
    language = fields.language("lang", among: settings.languages)
    authors = fields.texts("authors").map(\.value)
    sources = fields.citations("sources")
    (pinned, vetoed) = fields.topics("topics")
    terms = fields.tags("tags")
    events = fields.events("events")
    image = fields.image("image", policy: LinkPolicy(imageHosts: settings.imageHosts))
    isDraft = fields.bool("draft") ?? false
    expires = fields.moment("expires", in: zone)
    aliases = fields.texts("aliases")
    extra = fields.node("extra")
    if let extra, extra.entries == nil {
      fields.report(extra.range, "`extra` must be a mapping, not \(extra.kindName)")
    }
    if let date, let updated, updated < date, let node = fields.node("updated") {
      fields.report(node.range, "`updated` is before `date`")
    }
  }
}

extension Fields {
  /// The free tags. Each makes pages and a feed, so an article has only so many.
  fileprivate mutating func tags(_ key: String) -> [Located<String>] {
    let tags = texts(key)
    let limit = 30
    if tags.count > limit { report(tags[limit].range, "more than \(limit) tags") }
    return tags
  }

  fileprivate mutating func language(_ key: String, among languages: [String]) -> String? {
    guard let text = text(key) else { return nil }
    if languages.contains(text.value) { return text.value }
    report(
      text.range, "the site has no language `\(text.value)`",
      hint: "its languages are \(languages.joined(separator: ", "))")
    return nil
  }

  fileprivate mutating func citations(_ key: String) -> [Citation] {
    mappings(key, known: ["publisher", "title", "url", "author", "date", "archive"]) { fields in
      fields.require("title", example: "\"…\"")
      return Citation(
        publisher: fields.text("publisher")?.value, title: fields.text("title")?.value ?? "",
        url: fields.webAddress("url"), author: fields.text("author")?.value,
        date: fields.partialDate("date"), archive: fields.webAddress("archive"))
    }
  }

  /// An absolute `http` or `https` address.
  mutating func webAddress(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    if text.value.isPlainWebAddress { return text.value }
    let bytes = Array(text.value.utf8)
    if bytes.isWebAddress, let host = LinkPolicy.host(ofWebAddress: bytes) {
      if mixesScripts(host: host.span) {
        warn(
          text.range, "the host of this address mixes letters of several scripts: `\(text.value)`",
          hint: "one of them may be made to look like another host's")
      }
      return text.value
    }
    report(
      text.range, "not a web address: `\(text.value)`",
      hint: "write it in full, starting with `https://`, without spaces or a user name")
    return nil
  }

  fileprivate mutating func topics(
    _ key: String
  ) -> (pinned: [Located<String>], vetoed: [Located<String>]) {
    mapping(key, known: ["pin", "veto"]) { fields in
      let pinned = fields.texts("pin")
      let vetoed = fields.texts("veto")
      for topic in vetoed where pinned.contains(where: { $0.value == topic.value }) {
        fields.report(topic.range, "`\(topic.value)` is both pinned and vetoed")
      }
      return (pinned, vetoed)
    } ?? ([], [])
  }

  fileprivate mutating func events(_ key: String) -> [Event] {
    mappings(key, known: ["date", "title", "place"]) { fields in
      fields.require("date", example: "2025-10-25")
      fields.require("title", example: "\"…\"")
      guard let date = fields.partialDate("date"), let title = fields.text("title") else {
        return nil
      }
      return Event(date: date, title: title.value, place: fields.text("place")?.value)
    }
  }

  fileprivate mutating func image(_ key: String, policy: LinkPolicy) -> Image? {
    mapping(key, known: ["src", "alt", "credit", "caption"]) { fields in
      fields.require("src", example: "/images/…")
      // An image that only adorns says so.
      fields.require("alt", example: "\"…\"", orEmpty: true)
      guard let src = fields.text("src") else { return nil }
      if src.value.isWebAddress, let address = fields.webAddress("src"),
        !policy.allowsImage(at: Array(address.utf8))
      {
        fields.report(
          src.range, "images come from this site",
          hint: "copy the image into the site, or allow its host in site.yml")
      }
      return Image(
        src: src, alt: fields.text("alt")?.value ?? "", credit: fields.text("credit")?.value,
        caption: fields.text("caption")?.value)
    }
  }
}
