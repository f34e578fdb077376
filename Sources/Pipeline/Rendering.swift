internal import Addresses
internal import Diagnostics
internal import Site
internal import Templating

/// What every page is rendered with.
struct Rendering: Sendable {
  let check: SiteCheck
  let inputs: SiteInputs
  let folder: SiteFolder
  private let composer: PageComposer
  let templates: TemplateSet
  private let details: [ArticleDetail?]
  /// By edition.
  private let contexts: [PageContext]

  /// - Parameter details: What each file read came to, in the order they were read.
  init(
    check: SiteCheck, inputs: SiteInputs, templates: TemplateSet, details: [ArticleDetail?],
    folder: SiteFolder
  ) {
    self.check = check
    self.inputs = inputs
    self.templates = templates
    self.details = details
    self.folder = folder
    let editions = check.site.editions
    let strings = editions.map { inputs.theme.strings[$0.language] ?? .none }
    composer = PageComposer(check, strings: strings)
    let assets = Dictionary(
      uniqueKeysWithValues: inputs.theme.assets.map { ($0.name, Address("/\($0.path)")) })
    contexts = zip(editions, strings).map { edition, strings in
      PageContext(
        settings: check.site.settings, language: edition.language, strings: strings,
        assets: assets)
    }
  }

  var pages: [Page] { check.pages }

  /// Appends a page to `bytes`.
  ///
  /// - Parameter renderer: One of `templates`, the caller's own.
  func render(
    _ page: Page, by renderer: inout Renderer, into bytes: inout [UInt8]
  ) throws(Diagnostic) {
    let values = composer.values(of: page) { (key) -> ArticleDetail in
      let article =
        switch key {
        case .article(let place): check.site.articles[place]
        case .standingPage(let place): check.site.standingPages[place]
        }
      return details[article.number] ?? .empty
    }
    try renderer.render(
      page.template, values, page: contexts[page.edition], into: &bytes)
  }
}
