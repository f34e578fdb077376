internal import Addresses
internal import Diagnostics
internal import Language
internal import Markdown
internal import Topics
internal import YAML

/// One file, read but not yet tagged.
struct Draft {
  let source: SourceText
  let kind: ArticleReader.Kind
  let name: FileName
  let language: String
  let front: ArticleFields
  let body: RenderedBody
  let slug: Slug
  let terms: [Term]
  let pinned: [Topic.ID]
  let vetoed: [Topic.ID]
  let diagnostics: [Diagnostic]

  /// - Throws: A fault after which nothing more can be said of the file.
  init(
    of source: SourceText, as kind: ArticleReader.Kind, by reader: ArticleReader
  ) throws(Diagnostic) {
    if let fault = source.encodingFault { throw fault }
    let halves = try FrontMatter(of: source)
    let root = try YAML.parse(source, in: halves.yaml)
    var fields = Fields(root, in: source, name: "the front matter", known: ArticleFields.keys)
    self.source = source
    self.kind = kind
    front = ArticleFields(&fields, settings: reader.settings, needsDate: kind == .article)
    name = FileName(source.path, languages: reader.settings.languages)
    language = front.language ?? name.language ?? reader.settings.defaultLanguage
    body = RenderedBody(
      rendering: source, range: halves.markdown, isUTF8: true,
      options: reader.rendering(of: language))
    fields.check(name, languages: reader.settings.languages)
    slug = fields.slug(front, of: name)
    terms = fields.terms(front.terms, taxonomy: reader.tagger.taxonomy)
    pinned = fields.topics(front.pinned, taxonomy: reader.tagger.taxonomy)
    vetoed = fields.topics(front.vetoed, taxonomy: reader.tagger.taxonomy)
    fields.check(aliases: front.aliases)
    diagnostics = fields.diagnostics + body.diagnostics
  }

  var readingMinutes: Int {
    let words = body.prose.reduce(0) { $0 + wordCount(source.bytes.span.extracting($1.range)) }
    return TextLanguage(code: language).readingMinutes(words: words)
  }

  /// What the tagger reads: the headline, the summary and the prose of the body.
  var text: Text {
    var passages: [Passage] = []
    passages.reserveCapacity(body.prose.count + 2)
    if let title = front.title {
      passages.append(Passage(title.range, zone: .title))
    }
    if let summary = front.summary { passages.append(Passage(summary.range, zone: .summary)) }
    for run in body.prose {
      passages.append(
        Passage(
          run.range, zone: Zone(run.kind),
          boundary: Passage.Boundary(run.boundary)))
    }
    return Text(
      source: source, language: Text.Language(code: language), passages: passages)
  }
}

extension Zone {
  fileprivate init(_ kind: Prose.Kind) {
    if case .caption = kind { self = .caption } else { self = .body }
  }
}

extension Passage.Boundary {
  fileprivate init(_ boundary: Prose.Boundary) {
    switch boundary {
    case .joined: self = .joined
    case .space: self = .space
    case .sentence: self = .sentence
    }
  }
}

extension Fields {
  /// A translation into a language that the site lacks would pass for another article.
  fileprivate mutating func check(_ name: FileName, languages: [String]) {
    guard let unknown = name.unknownLanguage else { return }
    let code = String(decoding: lowercased(Array(unknown.utf8)), as: UTF8.self)
    let hint =
      if languages.contains(code) {
        "write `.\(code).md`"
      } else if SiteSettings.supportedLanguages.contains(code) {
        "add `\(code)` to `languages` in content/site.yml, or give the file another name"
      } else {
        "the site's languages are \(languages.joined(separator: ", ")); give the file another name"
      }
    report(
      source.lineRange(at: 0),
      "the file's name says the language `\(unknown)`, which the site does not have", hint: hint)
  }

  /// The slug the author wrote, else one made from the title, else from the file's name.
  fileprivate mutating func slug(_ front: ArticleFields, of name: FileName) -> Slug {
    if let text = front.slug {
      if let slug = Slug(text.value) { return slug }
      let better = Slug(deriving: text.value)
      report(
        text.range, "not a slug: `\(text.value)`",
        hint: better.map { "write `\($0.text)`" } ?? "use `a`–`z`, `0`–`9` and single hyphens")
    }
    let leaf = name.stem.utf8.split(separator: UInt8(ascii: "/")).last ?? name.stem.utf8[...]
    let derived =
      front.title.flatMap { Slug(deriving: $0.value) }
      ?? Slug(deriving: String(decoding: leaf, as: UTF8.self))
    if let derived { return derived }
    if front.title != nil {
      report(
        range.lowerBound..<range.lowerBound, "no slug can be made from the title",
        hint: "add a line `slug: …` with letters `a`–`z` and digits")
    }
    return .untitled
  }

  /// The editors' terms, without those that are topics anyway.
  fileprivate mutating func terms(_ texts: [Located<String>], taxonomy: Taxonomy) -> [Term] {
    var terms: [Term] = []
    for text in texts {
      guard let term = Term(text) else {
        report(text.range, "no address can be made from the tag `\(text.value)`")
        continue
      }
      if let topic = taxonomy.topics.first(where: { $0.isNamed(by: term) }) {
        warn(
          text.range, "`\(text.value)` is the topic `\(topic.id)`, which is assigned by itself",
          hint: "remove it; to insist, write `topics: {pin: [\(topic.id)]}`")
      } else if let same = terms.first(where: { $0.slug == term.slug }) {
        if !term.isSameWord(as: same) {
          diagnostics.append(term.clash(in: source, with: same, in: source))
        }
      } else {
        terms.append(term)
      }
    }
    return terms
  }

  fileprivate mutating func topics(_ texts: [Located<String>], taxonomy: Taxonomy) -> [Topic.ID] {
    texts.compactMap { text in
      if let id = Topic.ID(text.value), taxonomy.topic(id) != nil { return id }
      let near = taxonomy.topics.map(\.id.text).closest(to: text.value)
      report(
        text.range, "no topic `\(text.value)`",
        hint: near.map { "did you mean `\($0)`?" } ?? "the topics are in content/topics.yml")
      return nil
    }
  }

  fileprivate mutating func check(aliases: [Located<String>]) {
    for alias in aliases {
      let isRooted = alias.value.utf8.first == UInt8(ascii: "/")
      let path = isRooted ? SitePath(ofPage: alias.value) : nil
      if path == nil {
        report(
          alias.range, "not an address on this site: `\(alias.value)`",
          hint: "write its path, such as `/2025/10/ten-cu/`")
      } else if path?.text.utf8.suffix(5).elementsEqual(".html".utf8) == false {
        // Hosts read files such as `_redirects` and `CNAME` as orders, and browsers would
        // not take a file of any other name for a page.
        report(
          alias.range, "not the address of a page: `\(alias.value)`",
          hint: "end it with `/` or `.html`")
      }
    }
  }
}

extension Topic {
  /// Whether a term is this topic by another name.
  fileprivate func isNamed(by term: Term) -> Bool {
    id.text == term.slug || [label.vi, label.en].contains { Slug(deriving: $0)?.text == term.slug }
  }
}

extension Slug {
  /// Stands in after a fault has been reported.
  fileprivate static var untitled: Slug { Slug("untitled") ?? Slug(deriving: "untitled")! }
}
