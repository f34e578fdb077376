internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating

/// What every page is rendered with.
struct Rendering: Sendable {
  let check: SiteCheck
  let inputs: SiteInputs
  let folder: SiteFolder
  let templates: TemplateSet
  private let composer: PageComposer
  private let details: DetailStore
  private let reader: ArticleReader
  /// By edition.
  private let contexts: [PageContext]
  /// Stands for the templates and all else that every page depends on.
  private let themeHash: UInt64

  init(
    check: SiteCheck, inputs: SiteInputs, templates: TemplateSet, details: DetailStore,
    folder: SiteFolder
  ) {
    self.check = check
    self.inputs = inputs
    self.templates = templates
    self.details = details
    self.folder = folder
    reader = ArticleReader(settings: inputs.settings, tagger: inputs.tagger)
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
    themeHash = inputs.theme.hash
  }

  var pages: [Page] { check.pages }

  /// A number that is another whenever the page would be another; no text is read for it.
  func identity(of page: Page) -> UInt64 {
    let composition = composer.compose(page) { _ in nil }
    return composition.identity ^ themeHash
  }

  /// Appends a page to `bytes`.
  ///
  /// - Parameter renderer: One of `templates`, the caller's own.
  /// - Returns: What `identity(of:)` would.
  func render(
    _ page: Page, by renderer: inout Renderer, into bytes: inout [UInt8]
  ) throws(Fault) -> UInt64 {
    let composition = try composer.compose(page) { (key) throws(Fault) in try detail(key) }
    do throws(Diagnostic) {
      try renderer.render(
        page.template, composition.value, page: contexts[page.edition], into: &bytes)
    } catch {
      throw .diagnostic(error)
    }
    return composition.identity ^ themeHash
  }

  /// Why a page could not be rendered.
  enum Fault: Error {
    case diagnostic(Diagnostic)
    case system(SystemError)
  }

  /// The text of an article: from this build, or from its file.
  private func detail(_ key: DetailKey) throws(Fault) -> ArticleDetail {
    let (article, kind) =
      switch key {
      case .article(let place): (check.site.articles[place], ArticleReader.Kind.article)
      case .standingPage(let place): (check.site.standingPages[place], .standingPage)
      }
    do throws(SystemError) {
      if let detail = try details.detail(article.number) { return detail }
      let source = try folder.requiredSource(article.file)
      let reading = reader.read(source, as: kind, number: article.number)
      guard let value = reading.value, value.article.contentHash == article.contentHash else {
        throw SystemError("read again", article.file, code: SystemError.changedMeanwhile)
      }
      return value.detail
    } catch {
      throw .system(error)
    }
  }
}
