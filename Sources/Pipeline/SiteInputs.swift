internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Topics

/// Everything a site is made from except the articles themselves.
struct SiteInputs: Sendable {
  var settings: SiteSettings
  var tagger: Tagger
  var theme: Theme
  /// The files of articles and standing pages, from the site root.
  var articles: [String]
  var standingPages: [String]
  var staticFiles: [StaticFile]

  /// Everything published besides pages, and the file each comes from.
  var publishedFiles: [(path: SitePath, source: String)] {
    theme.assets.map { ($0.path, "Templates/assets/\($0.name)") }
      + staticFiles.map { ($0.path, $0.file) }
  }

  /// Reads the configuration, the taxonomy and the theme, and lists the files.
  ///
  /// - Parameter diagnostics: Receives everything wrong with them.
  /// - Returns: `nil` if something without which no article can be read is at fault.
  static func read(
    _ folder: SiteFolder, baseURL: String?, _ diagnostics: inout [Diagnostic]
  ) throws(BuildFailure) -> SiteInputs? {
    let base = try baseURL.map(parse(baseURL:))
    do throws(SystemError) {
      return try read(folder, baseURL: base, &diagnostics)
    } catch {
      throw error.code == SystemError.absent ? .noSite(folder.root.path) : .system(error)
    }
  }

  private static func parse(baseURL text: String) throws(BuildFailure) -> BaseURL {
    guard let url = BaseURL(text) else {
      throw .usage(
        "`\(text)` is not a base URL", hint: "write it like `https://example.org/digest`")
    }
    return url
  }

  private static func read(
    _ folder: SiteFolder, baseURL: BaseURL?, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> SiteInputs? {
    let settings = SiteSettings.parse(try folder.requiredSource("content/site.yml"))
    let topics =
      try folder.source("content/topics.yml")
      ?? SourceText(path: "content/topics.yml", bytes: Array("topics: []\n".utf8))
    let taxonomy = Taxonomy.parse(topics)
    diagnostics += settings.diagnostics + taxonomy.diagnostics
    let languages = settings.value?.languages ?? []
    let theme = try Theme(in: folder, languages: languages, &diagnostics)
    let articles = try folder.markdownFiles(below: "content/articles", &diagnostics)
    let pages = try folder.markdownFiles(below: "content/pages", &diagnostics)
    let statics = try StaticFile.all(in: folder, &diagnostics)
    guard var settings = settings.value, let taxonomy = taxonomy.value else { return nil }
    if let baseURL { settings.baseURL = baseURL }
    return SiteInputs(
      settings: settings, tagger: Tagger(taxonomy), theme: theme, articles: articles,
      standingPages: pages,
      staticFiles: statics)
  }
}
