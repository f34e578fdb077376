package import Diagnostics
package import Language
internal import YAML

/// What `content/site.yml` says: the facts about a site that no article holds.
package struct SiteSettings: Sendable {
  package struct Publisher: Sendable {
    package var name: String
    package var url: String?
    package var email: String?
  }

  /// By language code.
  package var title: [String: String]
  package var description: [String: String]
  package var copyright: [String: String]
  package var baseURL: BaseURL
  /// Codes such as `vi`; the first is the site's own and has no prefix in addresses.
  package var languages: [String]
  package var timeZone: FixedZone
  package var publisher: Publisher
  /// Articles on a full list page.
  package var pageSize: Int
  /// Articles in a feed.
  package var feedSize: Int
  /// The stems of standing pages, and `tags` and `timeline`, in the order of the menu.
  package var menu: [Located<String>]
  /// Where the ids of articles come from: `tag:AUTHORITY,YEAR:…` (RFC 4151). They must
  /// outlive a change of domain, so they are told apart from the base URL.
  package var tagAuthority: String
  /// Hosts whose images an article may show.
  package var imageHosts: [String]
  /// Where messages about these settings point.
  package var source: SourceText

  package var defaultLanguage: String { languages[0] }
}

extension SiteSettings {
  private static let keys = [
    "title", "description", "copyright", "base_url", "languages", "time_zone", "publisher",
    "page_size", "feed_size", "menu", "tag_authority", "image_hosts",
  ]
  /// The languages that digest writes dates, numbers and its own words in.
  package static let supportedLanguages = ["vi", "en"]

  /// Reads the settings; every fault is reported.
  package static func parse(_ source: SourceText) -> Checked<SiteSettings> {
    Checked { (diagnostics) throws(Diagnostic) in
      let root = try YAML.parse(source, in: source.yamlRange, limits: .configuration)
      var fields = Fields(root, in: source, name: "site.yml", known: keys)
      let settings = read(&fields)
      diagnostics += fields.diagnostics
      return settings
    }.withoutValueAfterErrors
  }

  private static func read(_ fields: inout Fields) -> SiteSettings {
    let languages = readLanguages(&fields)
    fields.require("title", example: "\"…\"")
    fields.require("base_url", example: "https://example.org")
    let base = readBaseURL(&fields)
    let publisher = fields.mapping("publisher", known: ["name", "url", "email"]) { fields in
      fields.require("name", example: "\"…\"")
      return Publisher(
        name: fields.text("name")?.value ?? "", url: fields.webAddress("url"),
        email: readMailAddress(&fields))
    }
    let title = fields.localized("title", languages: languages)
    return SiteSettings(
      title: title,
      description: fields.localized("description", languages: languages),
      copyright: fields.localized("copyright", languages: languages),
      baseURL: base, languages: languages,
      timeZone: readZone(&fields),
      publisher: publisher ?? Publisher(name: title[languages[0]] ?? ""),
      pageSize: fields.integer("page_size", in: 1...1000) ?? 20,
      feedSize: fields.integer("feed_size", in: 1...1000) ?? 20,
      menu: fields.texts("menu"),
      tagAuthority: readTagAuthority(&fields, host: base.host),
      imageHosts: fields.texts("image_hosts").map(\.value),
      source: fields.source)
  }

  private static func readLanguages(_ fields: inout Fields) -> [String] {
    let known = fields.texts("languages").filter { language in
      let isSupported = supportedLanguages.contains(language.value)
      if !isSupported {
        fields.report(
          language.range, "no such language: `\(language.value)`",
          hint: "digest writes \(supportedLanguages.joined(separator: ", "))")
      }
      return isSupported
    }
    return known.isEmpty ? ["vi"] : known.map(\.value)
  }

  private static func readBaseURL(_ fields: inout Fields) -> BaseURL {
    guard let text = fields.text("base_url") else { return .example }
    if let url = BaseURL(text.value) { return url }
    fields.report(
      text.range, "not a base URL: `\(text.value)`",
      hint: "write `https://`, the host, and a path if the site lies below one")
    return .example
  }

  private static func readMailAddress(_ fields: inout Fields) -> String? {
    guard let text = fields.text("email") else { return nil }
    if text.value.isMailAddress { return text.value }
    fields.report(
      text.range, "not an e-mail address: `\(text.value)`",
      hint: "write it alone, such as `ban-bien-tap@example.org`")
    return nil
  }

  private static func readTagAuthority(_ fields: inout Fields, host: String) -> String {
    let standard = "\(host),2025"
    guard let text = fields.text("tag_authority") else { return standard }
    if let authority = TagAuthority(text.value) { return authority.text }
    fields.report(
      text.range, "no ids can be made with `\(text.value)`",
      hint: "write a domain, a comma and a year in which it was yours: `\(standard)`")
    return standard
  }

  private static func readZone(_ fields: inout Fields) -> FixedZone {
    let standard = FixedZone.hoChiMinh
    guard let text = fields.text("time_zone") else { return standard }
    if let zone = FixedZone(text.value) { return zone }
    fields.report(
      text.range, "no such time zone: `\(text.value)`",
      hint: "write `Asia/Ho_Chi_Minh`, `UTC` or an offset such as `+07:00`")
    return standard
  }
}

extension Checked {
  /// The same, but with no value if anything reported is an error.
  var withoutValueAfterErrors: Self {
    let failed = diagnostics.contains { $0.severity == .error }
    return Checked(value: failed ? nil : value, diagnostics: diagnostics)
  }
}

extension SourceText {
  /// Everything but a byte-order mark.
  var yamlRange: Range<Int> {
    (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<bytes.count
  }
}
