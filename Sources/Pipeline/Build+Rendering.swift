internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Publishing
internal import Site
internal import Templating

extension Build {
  /// One thread's part of the rendering: its own writer and its own buffer.
  struct Worker: ~Copyable {
    var writer: Writer
    var bytes: [UInt8] = []
    var renderer: Renderer
    var failure: BuildFailure?

    init(_ writer: consuming Writer, _ templates: TemplateSet, measures: Bool) {
      self.writer = writer
      renderer = Renderer(templates)
      if measures { renderer.measure() }
    }
  }

  /// What a worker leaves.
  struct Share: Sendable {
    var work: Writer.Work
    var costs: [Profile.Cost]
    var failure: BuildFailure?
  }

  /// A page that the output does not have as it should be.
  struct StalePage: Sendable {
    /// Its place in `SiteCheck.pages`.
    var page: Int
    var path: SitePath
    /// See `PageIdentities`.
    var identity: UInt64
  }

  /// What a build knows of its site and of its output before it makes a page.
  struct Examination: Sendable {
    var check: SiteCheck
    /// Of the articles, then of the standing pages.
    var findings: [SiteCheck.Finding]
    var untouched: UntouchedFiles
    /// Of the files of authors, and of the site as a whole.
    var diagnostics: [Diagnostic]
  }

  /// What a build has before its pages are rendered.
  struct Materials: Sendable {
    /// See `BuildSettings.cacheVersion`.
    var version: UInt64
    var examination: Examination
    var inputs: SiteInputs
    var templates: TemplateSet
    var details: DetailStore
    var folder: SiteFolder
  }

  /// Renders every page that would be another than the last build's, and stages it beside
  /// the assets and the static files.
  func render(
    _ materials: Materials, _ publication: Publication
  ) async throws(BuildFailure) -> [Share] {
    let (stale, kept) = try await keep(materials, publication)
    let pages = try await stage(stale, materials, publication)
    // The cards of all articles have just been freed.
    if makesAllCards(for: stale.count, materials) { FreedMemory.giveBack() }
    return try await kept + pages + stageFiles(materials, publication)
  }

  private func stage(
    _ stale: [StalePage], _ materials: Materials, _ publication: Publication
  ) async throws(BuildFailure) -> [Share] {
    let rendering = await rendering(materials, pages: stale.count)
    let all = materials.examination.check.pages
    let (faults, shares) = await stage(
      count: stale.count, publication, materials.templates, writers: 1 << 16
    ) { (worker: inout Worker, place: Int) -> Diagnostic? in
      let stale = stale[place]
      return worker.render(all[stale.page], of: stale, rendering)
    }
    try finish(faults, shares)
    return shares
  }

  /// A page shows some ten cards. Of few pages, each card is made where it is shown.
  private func makesAllCards(for pages: Int, _ materials: Materials) -> Bool {
    pages > materials.examination.check.site.articles.count / 10
  }

  /// Finds the pages that are to be rendered; all others stay as they are.
  private func keep(
    _ materials: Materials, _ publication: Publication
  ) async throws(BuildFailure) -> (stale: [StalePage], shares: [Share]) {
    let check = materials.examination.check
    let theme = materials.inputs.theme
    let untouched = materials.examination.untouched
    let identities = PageIdentities(
      check, strings: check.site.editions.map(theme.strings(of:)), theme: theme.hash,
      version: materials.version,
      findings: materials.examination.findings)
    // The largest pages come last in a site, and first here: no worker ends with one while the
    // others have nothing left to do.
    let last = check.pages.count - 1
    let (stale, shares) = await stage(
      count: check.pages.count, publication, materials.templates, writers: 0
    ) { (worker: inout Worker, place: Int) -> StalePage? in
      let page = check.pages[last - place]
      let identity = identities.identity(of: page)
      if worker.writer.keep(page: page.address.path, madeFrom: identity, of: untouched) {
        return nil
      }
      return page.path.map { StalePage(page: last - place, path: $0, identity: identity) }
    }
    try finish([], shares)
    return (stale, shares)
  }

  /// - Parameter pages: How many will be rendered.
  private func rendering(_ materials: Materials, pages: Int) async -> Rendering {
    let site = materials.examination.check.site
    let strings = site.editions.map(materials.inputs.theme.strings(of:))
    var composer = PageComposer(materials.examination.check, strings: strings)
    if makesAllCards(for: pages, materials) {
      let few = composer
      let (cards, _) = await parallel.reduce(
        count: site.articles.count, start: { _ in CardParts() },
        work: { parts, range in range.map { few.card(of: $0, sharing: &parts) } },
        finish: { (_: consuming CardParts) in })
      composer = PageComposer(composer, cards: cards.flatMap { $0 })
    }
    return Rendering(
      composer, inputs: materials.inputs, templates: materials.templates,
      details: materials.details, folder: materials.folder)
  }

  /// Stages the assets and the static files.
  private func stageFiles(
    _ materials: Materials, _ publication: Publication
  ) async throws(BuildFailure) -> [Share] {
    let assets = materials.inputs.theme.assets
    let statics = materials.inputs.staticFiles
    let files = await stage(
      count: assets.count + statics.count, publication, materials.templates, writers: 2 << 16
    ) { (worker: inout Worker, place: Int) -> Diagnostic? in
      if place < assets.count {
        worker.bytes = assets[place].bytes
        worker.write(assets[place].path, as: .asset)
        return nil
      }
      let file = statics[place - assets.count]
      do throws(SystemError) {
        worker.bytes = try materials.folder.requiredSource(file.file).bytes
      } catch {
        worker.failure = worker.failure ?? .system(error)
      }
      worker.write(file.path, as: .asset)
      return nil
    }
    try finish(files.outputs, files.shares)
    return files.shares
  }

  /// - Parameter writers: Where the numbers of the writers start: no two may share one.
  private func stage<Output: Sendable>(
    count: Int, _ publication: Publication, _ templates: TemplateSet, writers: UInt32,
    _ body: @escaping @Sendable (inout Worker, Int) -> Output?
  ) async -> (outputs: [Output], shares: [Share]) {
    let measures = settings.showsTimings
    let (outputs, shares) = await parallel.reduce(
      count: count,
      start: { Worker(publication.writer(writers + UInt32($0)), templates, measures: measures) },
      work: { (worker, range) -> [Output] in
        if worker.failure == nil, Interruption.isRequested { worker.failure = .interrupted }
        var outputs: [Output] = []
        for place in range where worker.failure == nil {
          if let output = body(&worker, place) { outputs.append(output) }
        }
        return outputs
      },
      finish: { (worker: consuming Worker) in worker.leave() })
    return (outputs.flatMap { $0 }, shares)
  }

  private func finish(_ faults: [Diagnostic], _ shares: [Share]) throws(BuildFailure) {
    if let failure = shares.compactMap(\.failure).first { throw failure }
    try report(faults.uniqued())
  }
}

extension Build.Worker {
  /// - Returns: What is wrong with the page's template.
  fileprivate mutating func render(
    _ page: Page, of stale: Build.StalePage, _ rendering: Rendering
  ) -> Diagnostic? {
    bytes.removeAll(keepingCapacity: true)
    do throws(Rendering.Fault) {
      try rendering.render(page, by: &renderer, into: &bytes)
    } catch {
      switch error {
      case .diagnostic(let diagnostic): return diagnostic
      case .system(let error): failure = failure ?? .system(error)
      }
    }
    write(stale.path, as: page.fileKind, madeFrom: stale.identity)
    return nil
  }

  fileprivate mutating func write(
    _ path: SitePath, as kind: FileKind, madeFrom origin: UInt64 = 0
  ) {
    guard failure == nil else { return }
    do throws(PublishingError) {
      try writer.write(path, bytes, as: kind, madeFrom: origin)
    } catch {
      failure = .publishing(error)
    }
  }

  fileprivate consuming func leave() -> Build.Share {
    let (costs, failure) = (renderer.costs, failure)
    return Build.Share(work: writer.finish(), costs: costs, failure: failure)
  }
}

extension Page {
  /// In which order of the publication the page comes: what it links to is there before it.
  fileprivate var fileKind: FileKind {
    switch content {
    case .article, .standingPage: .article
    case .feed, .tagFeed, .sitemap, .sitemapIndex, .robots: .feed
    default: .list
    }
  }
}

extension [Diagnostic] {
  /// Without repeats: one mistake in a template shows on every page that uses it.
  fileprivate func uniqued() -> [Diagnostic] {
    var unique: [Diagnostic] = []
    for diagnostic in sortedForReading() where unique.last != diagnostic {
      unique.append(diagnostic)
    }
    return unique
  }
}
