internal import Diagnostics
internal import Language

extension SiteSettings {
  /// Settings for a text or a template that has no site around it.
  ///
  /// - Parameter language: One of `supportedLanguages`.
  package static func standalone(language: String = "vi") -> SiteSettings {
    let others = supportedLanguages.filter { $0 != language }
    return SiteSettings(
      title: [:], description: [:], copyright: [:], baseURL: .example,
      languages: [language] + others, timeZone: .hoChiMinh, publisher: Publisher(name: ""),
      pageSize: 20, feedSize: 20, menu: [], tagAuthority: "\(BaseURL.example.host),2025",
      imageHosts: [], source: SourceText(path: "content/site.yml", bytes: []))
  }
}
