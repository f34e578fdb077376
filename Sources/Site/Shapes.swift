internal import Templating

/// The keys of what templates get; docs/templates.md says what each holds.
enum Shapes {
  static let site = Shape([
    "title", "description", "base_url", "url", "lang", "languages", "publisher", "menu",
    "feed_url", "feed_absolute_url", "tags_url", "timeline_url", "generator", "copyright",
  ])
  static let page = Shape([
    "kind", "url", "absolute_url", "title", "description", "lang", "alternates", "feed_url",
    "updated",
  ])
  static let language = Shape(["lang", "name", "url"])
  static let alternate = Shape(["lang", "name", "url", "absolute_url"])
  static let publisher = Shape(["name", "url", "email"])
  static let menuItem = Shape(["title", "url", "current"])
  static let topic = Shape(["id", "label", "url"])
  static let countedTopic = Shape(["id", "label", "url", "count", "scope", "latest"])
  static let card = Shape([
    "title", "url", "absolute_url", "date", "updated", "day", "summary", "lang", "authors",
    "topics", "image",
  ])
  static let image = Shape(["src", "alt", "credit", "caption"])
  static let pagination = Shape([
    "number", "count", "older_url", "newer_url", "pages", "total",
  ])
  static let pageLink = Shape(["number", "url", "current"])
  static let event = Shape(["date", "end", "title", "place", "url", "article"])
  static let heading = Shape(["level", "id", "title"])
  static let source = Shape(["publisher", "title", "url", "author", "date", "archive"])
  static let explainedTopic = Shape(["id", "label", "url", "band", "band_id", "origin", "why"])
  static let quote = Shape(["quote", "zone"])
  static let neighbours = Shape(["topic", "previous", "next"])
  static let articlePage = Shape(["article", "site", "page"])
  static let article = Shape([
    "title", "url", "absolute_url", "date", "updated", "day", "summary", "lang", "authors",
    "image", "id", "tags", "events", "previous", "next", "topic_neighbours", "related", "aliases",
    "body", "outline", "sources", "topics", "reading_minutes", "extra",
  ])
  static let fullTopic = Shape([
    "id", "label", "url", "scope", "also", "count", "broader", "related", "timeline_url",
    "feed_url",
  ])
  static let term = Shape(["label", "url", "count", "articles"])
  static let timelineYear = Shape(["year", "url", "count", "months"])
  static let timelineMonth = Shape(["month", "url", "count", "entries"])
  static let tagYear = Shape(["year", "url", "count", "entries"])
  static let chart = Shape(["max", "bars", "width", "height"])
  static let bar = Shape(["month", "count", "x", "y", "width", "height"])
  static let feed = Shape([
    "id", "title", "subtitle", "url", "absolute_url", "self_url", "updated", "lang",
  ])
  static let feedEntry = Shape([
    "id", "title", "url", "absolute_url", "date", "updated", "day", "summary", "lang", "authors",
    "topics", "image", "body",
  ])
  static let sitemapURL = Shape(["absolute_url", "lastmod", "alternates"])
}
