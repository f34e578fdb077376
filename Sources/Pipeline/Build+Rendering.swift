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
    var records = BuildCache.Records()
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
    var records: BuildCache.Records
    var costs: [Profile.Cost]
    var failure: BuildFailure?
  }

  /// Renders every page that would be another than the last build's, and stages it beside
  /// the assets and the static files.
  func render(
    _ rendering: Rendering, _ publication: Publication, cache: BuildCache
  ) async throws(BuildFailure) -> [Share] {
    let pages = await stage(count: rendering.pages.count, publication, rendering, numbers: 0) {
      (worker: inout Worker, place: Int) -> Diagnostic? in
      worker.render(rendering.pages[place], rendering, cache)
    }
    try finish(pages.faults, pages.shares)
    let inputs = rendering.inputs
    let assets = inputs.theme.assets
    let files = await stage(
      count: assets.count + inputs.staticFiles.count, publication, rendering, numbers: 1 << 16
    ) { (worker: inout Worker, place: Int) -> Diagnostic? in
      if place < assets.count {
        worker.bytes = assets[place].bytes
        worker.write(assets[place].path, as: .asset)
        return nil
      }
      let file = inputs.staticFiles[place - assets.count]
      do throws(SystemError) {
        worker.bytes = try rendering.folder.requiredSource(file.file).bytes
      } catch {
        worker.failure = worker.failure ?? .system(error)
      }
      worker.write(file.path, as: .asset)
      return nil
    }
    try finish(files.faults, files.shares)
    return pages.shares + files.shares
  }

  /// - Parameter numbers: Where the numbers of the writers start: no two may share one.
  private func stage(
    count: Int, _ publication: Publication, _ rendering: Rendering, numbers: UInt32,
    _ body: @escaping @Sendable (inout Worker, Int) -> Diagnostic?
  ) async -> (faults: [Diagnostic], shares: [Share]) {
    let measures = settings.showsTimings
    let (faults, shares) = await parallel.reduce(
      count: count,
      start: {
        Worker(publication.writer(numbers + UInt32($0)), rendering.templates, measures: measures)
      },
      work: { (worker, range) -> [Diagnostic] in
        if worker.failure == nil, Interruption.isRequested { worker.failure = .interrupted }
        var faults: [Diagnostic] = []
        for place in range where worker.failure == nil {
          if let fault = body(&worker, place) { faults.append(fault) }
        }
        return faults
      },
      finish: { (worker: consuming Worker) in worker.leave() })
    return (faults.flatMap { $0 }, shares)
  }

  private func finish(_ faults: [Diagnostic], _ shares: [Share]) throws(BuildFailure) {
    if let failure = shares.compactMap(\.failure).first { throw failure }
    try report(faults.uniqued())
  }
}

extension Build.Worker {
  /// - Returns: What is wrong with the page's template.
  fileprivate mutating func render(
    _ page: Page, _ rendering: Rendering, _ cache: BuildCache
  ) -> Diagnostic? {
    // Every page has a path: `SiteCheck` has seen to it.
    guard let path = SitePath(page.address.file) else { return nil }
    if let known = cache.identity(of: path), known == rendering.identity(of: page), keep(path) {
      records.append(known, of: path)
      return nil
    }
    bytes.removeAll(keepingCapacity: true)
    do throws(Rendering.Fault) {
      let identity = try rendering.render(page, by: &renderer, into: &bytes)
      records.append(identity, of: path)
    } catch {
      switch error {
      case .diagnostic(let diagnostic): return diagnostic
      case .system(let error): failure = failure ?? .system(error)
      }
    }
    write(path, as: page.fileKind)
    return nil
  }

  /// Whether the published page is as the last build left it, and so stays.
  private mutating func keep(_ path: SitePath) -> Bool {
    do throws(PublishingError) {
      return try writer.keep(path)
    } catch {
      failure = failure ?? .publishing(error)
      return false
    }
  }

  fileprivate mutating func write(_ path: SitePath, as kind: FileKind) {
    guard failure == nil else { return }
    do throws(PublishingError) {
      try writer.write(path, bytes, as: kind)
    } catch {
      failure = .publishing(error)
    }
  }

  fileprivate consuming func leave() -> Build.Share {
    let (records, costs, failure) = (records, renderer.costs, failure)
    return Build.Share(work: writer.finish(), records: records, costs: costs, failure: failure)
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
