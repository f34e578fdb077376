internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating
internal import Topics

/// What every page is rendered with.
struct Rendering: Sendable {
  let inputs: SiteInputs
  let folder: SiteFolder
  let templates: TemplateSet
  private let site: Site
  private let composer: PageComposer
  private let details: DetailStore
  private let reader: ArticleReader
  /// By edition.
  private let contexts: [PageContext]

  /// - Parameter composer: Of the site that `inputs` and `details` were read from.
  init(
    _ composer: PageComposer, inputs: SiteInputs, templates: TemplateSet, details: DetailStore,
    folder: SiteFolder
  ) {
    site = composer.site
    self.inputs = inputs
    self.templates = templates
    self.composer = composer
    self.details = details
    self.folder = folder
    reader = ArticleReader(settings: inputs.settings, tagger: inputs.tagger)
    let assets = Dictionary(
      uniqueKeysWithValues: inputs.theme.assets.map { ($0.name, Address("/\($0.path)")) })
    contexts = site.editions.map { edition in
      PageContext(
        settings: inputs.settings, language: edition.language,
        strings: inputs.theme.strings(of: edition), assets: assets)
    }
  }

  /// Appends a page to `bytes`.
  ///
  /// - Parameter renderer: One of `templates`, the caller's own.
  func render(
    _ page: Page, by renderer: inout Renderer, into bytes: inout [UInt8]
  ) throws(Fault) {
    let values = try composer.compose(page) { (key, part) throws(Fault) in
      try detail(key, part)
    }
    do throws(Diagnostic) {
      try renderer.render(page.template, values, page: contexts[page.edition], into: &bytes)
    } catch {
      throw .diagnostic(error)
    }
  }

  /// Why a page could not be rendered.
  enum Fault: Error {
    case diagnostic(Diagnostic)
    case system(SystemError)
  }

  /// The text of an article: from this build, or from its file.
  private func detail(
    _ key: DetailKey, _ part: DetailValues.Part
  ) throws(Fault) -> DetailValues {
    let (article, kind) =
      switch key {
      case .article(let place): (site.articles[place], ArticleReader.Kind.article)
      case .standingPage(let place): (site.standingPages[place], .standingPage)
      }
    do throws(SystemError) {
      if let detail = try details.detail(article.number, part) { return detail }
      let source = try folder.requiredSource(article.file)
      var memory = Tagger.Memory()
      let reading = reader.read(
        source, as: kind, number: article.number, remembering: &memory)
      guard let value = reading.value, value.article.sourceHash == article.sourceHash,
        let detail = DetailValues(of: value.detail, part)
      else { throw SystemError("read again", article.file, code: SystemError.changedMeanwhile) }
      return detail
    } catch {
      throw .system(error)
    }
  }
}
