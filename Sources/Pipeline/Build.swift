internal import Commands
internal import Diagnostics
internal import FileSystem
internal import Language
internal import Publishing
internal import Site
internal import Templating
internal import Topics

/// One build: a folder of articles becomes a published site, or nothing changes.
struct Build: Sendable {
  let settings: BuildSettings
  let console: Console
  let parallel: Parallel

  /// - Returns: What was published.
  /// - Throws: Why nothing was. Faults of the site have been reported by then.
  func run() async throws(BuildFailure) -> BuildReport {
    let start = ContinuousClock.now
    let folder = try open()
    let publication = try begin()
    do throws(BuildFailure) {
      let (summary, report) = try await publish(folder, publication)
      return report.finished(summary, after: ContinuousClock.now - start)
    } catch {
      publication.abandon()
      throw error
    }
  }

  private func open() throws(BuildFailure) -> SiteFolder {
    do throws(SystemError) {
      let folder = try SiteFolder(opening: settings.source)
      if let folder { return folder }
    } catch {
      throw error.code == SystemError.absent ? .noSite(settings.source) : .system(error)
    }
    throw .noSite(settings.source)
  }

  private func begin() throws(BuildFailure) -> Publication {
    do throws(PublishingError) {
      return try Publication.begin(settings.publication)
    } catch {
      throw .publishing(error)
    }
  }

  private func publish(
    _ folder: SiteFolder, _ publication: Publication
  ) async throws(BuildFailure) -> (PublicationSummary, BuildReport) {
    var timings = Timings()
    let (remembered, found) = await parallel.both(
      { BuildCache.file(in: folder.state) }, { findInputs(in: folder) })
    var (inputs, templates, diagnostics) = try found.get()
    guard let inputs else {
      try report(diagnostics)
      throw .faults
    }
    timings.note("theme")
    let cache = BuildCache(remembered, version: settings.cacheVersion(inputs))
    let readings = try await read(inputs, in: folder, cache: cache)
    timings.note("articles")
    let selection = try selection(inputs.settings)
    let (untouched, check) = await parallel.both(
      { publication.untouchedFiles() }, { self.check(readings, inputs, selection) })
    diagnostics += readings.files.flatMap(\.diagnostics)
    diagnostics += check.diagnostics { folder.sourceForMessages($0) }
    timings.note("check")
    try report(diagnostics)
    guard let templates else { throw .faults }
    let materials = Materials(
      check: check, untouched: untouched, inputs: inputs, templates: templates,
      details: readings.details,
      folder: folder)
    let shares = try await render(materials, publication, cache: cache)
    timings.note("pages")
    for share in shares { timings.add(share.costs) }
    let summary = try commit(shares.map(\.work), publication)
    if !settings.isRehearsal {
      remember(readings.records + shares.map(\.records), in: folder, after: cache)
    }
    timings.note("publish")
    return (summary, BuildReport(site: check.site, pages: check.pages.count, timings: timings))
  }

  private typealias Found = (
    inputs: SiteInputs?, templates: TemplateSet?, diagnostics: [Diagnostic]
  )

  private func findInputs(in folder: SiteFolder) -> Result<Found, BuildFailure> {
    var diagnostics: [Diagnostic] = []
    do throws(BuildFailure) {
      let inputs = try SiteInputs.read(folder, baseURL: settings.baseURL, &diagnostics)
      let templates = inputs?.theme.compiled(&diagnostics)
      return .success((inputs, templates, diagnostics))
    } catch {
      return .failure(error)
    }
  }

  /// Puts the articles in their places.
  private func check(
    _ readings: Readings, _ inputs: SiteInputs, _ selection: Selection
  ) -> SiteCheck {
    let site = Site(
      settings: inputs.settings, taxonomy: inputs.tagger.taxonomy,
      articles: readings.articles(.article), standingPages: readings.articles(.standingPage),
      selection: selection)
    return SiteCheck(site: site, pages: site.pages(), files: inputs.publishedFiles)
  }

  private func commit(
    _ works: [Writer.Work], _ publication: Publication
  ) throws(BuildFailure) -> PublicationSummary {
    do throws(PublishingError) {
      let plan = try publication.plan(works)
      guard settings.isRehearsal else { return try publication.commit(plan) }
      publication.abandon()
      return PublicationSummary(of: plan)
    } catch {
      throw .publishing(error)
    }
  }

  /// Writes the cache. The site is published by now: without a cache the next build takes
  /// longer, and that is all.
  private func remember(
    _ records: [BuildCache.Records], in folder: SiteFolder, after cache: BuildCache
  ) {
    do throws(SystemError) {
      try cache.write(records, in: folder.state)
    } catch {
      console.report("warning: the next build cannot start from this one: \(error)")
    }
  }

  /// Shows everything found so far; the build ends here if anything is an error.
  func report(_ diagnostics: [Diagnostic]) throws(BuildFailure) {
    let shown = diagnostics.filter {
      switch $0.severity {
      case .note: settings.isVerbose && !settings.isQuiet
      case .warning: !settings.isQuiet
      case .error: true
      }
    }
    for diagnostic in shown.sortedForReading().limited() { console.error("\(diagnostic)\n") }
    let notes = diagnostics.count { $0.severity == .note }
    if notes > 0, !settings.isVerbose {
      console.report("\(counted(notes, "note")) about topics: `--verbose` shows them")
    }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    guard errors > 0 || settings.isStrict && warnings > 0 else { return }
    console.error(
      "\(counted(errors, "error")), \(counted(warnings, "warning")); nothing was published")
    throw .faults
  }

  private func selection(_ site: SiteSettings) throws(BuildFailure) -> Selection {
    do throws(DateFault) {
      let text = settings.now
      let now =
        text.utf8.count <= 10
        ? Instant(startOf: try Day(parsing: text), zone: site.timeZone)
        : try Instant(parsing: text, in: site.timeZone)
      return Selection(
        now: now, includesDrafts: settings.includesDrafts, includesFuture: settings.includesFuture)
    } catch {
      throw .usage("`--now`: \(error.message)", hint: error.hint)
    }
  }
}

func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
