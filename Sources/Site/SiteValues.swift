internal import Templating

/// The value `site` of one edition, once for each entry of the menu that can be the current one.
struct SiteValues: Sendable {
  private let plain: Value
  /// With the entry of the menu marked whose address is the key.
  private let marked: [Address: Value]

  init(site: Site, edition: Edition, strings: InterfaceStrings) {
    let menu = site.menu(of: edition, strings: strings)
    func value(current: Address?) -> Value {
      let items = menu.map { item in
        Value.record(
          Shapes.menuItem,
          [
            .string(item.title), .string(site.settings.link(item.address)),
            .bool(item.address == current),
          ])
      }
      return site.value(of: edition, menu: .list(items))
    }
    plain = value(current: nil)
    marked = Dictionary(
      menu.map { ($0.address, value(current: $0.address)) }, uniquingKeysWith: { first, _ in first }
    )
  }

  func value(current page: Page) -> Value { marked[page.address] ?? plain }
}

extension Site {
  /// The entries of the menu that the edition has.
  func menu(
    of edition: Edition, strings: InterfaceStrings
  ) -> [(title: String, address: Address)] {
    settings.menu.compactMap { item in
      switch item.value {
      case "tags":
        return ((try? strings.text("all_topics")) ?? "tags", tagsAddress(of: edition))
      case "timeline":
        return ((try? strings.text("timeline")) ?? "timeline", timelineAddress(of: edition))
      default:
        return edition.standingPages.lazy.map { standingPages[$0] }
          .first { $0.stem == SiteSettings.pagesFolder + item.value }
          .map { ($0.title, address(of: $0)) }
      }
    }
  }

  fileprivate func value(of edition: Edition, menu: Value) -> Value {
    let language = edition.language
    let home = edition.home
    let feed = home.appending("feed.xml")
    let publisher = settings.publisher
    return .record(
      Shapes.site,
      [
        .string(settings.title[language] ?? ""), .string(settings.description[language] ?? ""),
        .string(settings.baseURL.origin + settings.baseURL.path), .string(settings.link(home)),
        .string(settings.defaultLanguage), .list(settings.languages.map(languageValue)),
        .record(
          Shapes.publisher,
          [.string(publisher.name), .string(publisher.url), .string(publisher.email)]),
        menu, .string(settings.link(feed)), .string(settings.absolute(feed)),
        .string(settings.link(tagsAddress(of: edition))),
        .string(settings.link(timelineAddress(of: edition))),
        .string(SiteSettings.generator), .string(settings.copyright[language]),
      ])
  }

  private func languageValue(_ language: String) -> Value {
    .record(
      Shapes.language,
      [
        .string(language), .string(SiteSettings.name(of: language)),
        .string(settings.link(settings.home(of: language))),
      ])
  }
}

extension SiteSettings {
  package static let version = "0.1.0"
  static let generator = "digest \(version)"
  /// Where standing pages lie, from the site root.
  package static let pagesFolder = "content/pages/"
  package static let articlesFolder = "content/articles/"

  /// What speakers call their language.
  static func name(of language: String) -> String {
    switch language {
    case "vi": "Tiếng Việt"
    case "en": "English"
    default: language
    }
  }
}
