internal import Addresses
internal import Commands
internal import Diagnostics
internal import FileSystem
internal import Language
internal import Publishing
internal import Site
internal import Synchronization
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
    var timings = Timings()
    let folder = try open()
    let (begun, found) = await begin(in: folder)
    let (publication, output, remembered) = try begun.get()
    do throws(BuildFailure) {
      let found = try found.get()
      timings.note("theme")
      let (summary, report) = try await publish(
        found, in: folder, publication, output, after: remembered, timings)
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

  private typealias Begun = (Publication, OutputInspection, remembered: CacheFile?)

  /// Locks the site and the output, and finds what the site is made from meanwhile.
  private func begin(
    in folder: SiteFolder
  ) async -> (Result<Begun, BuildFailure>, Result<Found, BuildFailure>) {
    let isFound = Flag()
    return await parallel.both(
      {
        let begun = lock(folder)
        // The search takes longer, in a site that has been published.
        if case .success(let (_, output, _)) = begun { output.work { !isFound.isSet } }
        return begun
      },
      {
        let found = findInputs(in: folder)
        isFound.set()
        return found
      })
  }

  /// Locks the site and the output, and opens what the last build remembered.
  private func lock(_ folder: SiteFolder) -> Result<Begun, BuildFailure> {
    do throws(PublishingError) {
      let publication = try Publication.begin(settings.publication)
      let output = OutputInspection(of: publication, run: parallel.run)
      return .success((publication, output, BuildCache.file(in: folder.state)))
    } catch {
      return .failure(.publishing(error))
    }
  }

  private func publish(
    _ found: Found, in folder: SiteFolder, _ publication: Publication,
    _ output: OutputInspection, after remembered: CacheFile?, _ timings: Timings
  ) async throws(BuildFailure) -> (PublicationSummary, BuildReport) {
    var timings = timings
    var (inputs, templates, diagnostics) = found
    guard let inputs else {
      try report(diagnostics)
      throw .faults
    }
    let version = settings.cacheVersion(inputs)
    let cache = BuildCache(remembered, version: version)
    // There is no cache of a taxonomy whose examples have not come out right once.
    if cache.isEmpty { diagnostics += inputs.tagger.checkExamples() }
    let readings = try await read(inputs, in: folder, cache: cache)
    timings.note("articles")
    let examination = await examine(
      readings, inputs, try selection(inputs.settings), in: folder, output)
    diagnostics += examination.diagnostics
    timings.note("check")
    try report(diagnostics)
    guard let templates else { throw .faults }
    let materials = Materials(
      version: version, examination: examination, inputs: inputs, templates: templates,
      details: readings.details, folder: folder)
    let shares = try await render(materials, publication)
    timings.note("pages")
    for share in shares { timings.add(share.costs) }
    let (summary, _) = await parallel.both(
      { commit(shares.map(\.work), publication) }, { remember(readings, in: folder, after: cache) })
    timings.note("publish")
    Leftovers(parts: [examination, readings, shares]).leave()
    return (
      try summary.get(),
      BuildReport(
        site: examination.check.site, pages: examination.check.pages.count, timings: timings)
    )
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

  /// Puts the site together and looks at the rest of the output meanwhile.
  private func examine(
    _ readings: Readings, _ inputs: SiteInputs, _ selection: Selection, in folder: SiteFolder,
    _ output: OutputInspection
  ) async -> Examination {
    let source: @Sendable (String) -> SourceText = { folder.sourceForMessages($0) }
    let (check, diagnostics) = await parallel.one(
      {
        let check = self.check(readings, inputs, selection)
        return (check, readings.diagnostics + check.diagnostics(source: source))
      }, others: { output.work() })
    let texts = check.site.articles.count + check.site.standingPages.count
    let findings = await parallel.map(count: texts) { check.finding(of: $0, source: source) }
    return Examination(
      check: check, findings: findings, untouched: output.untouched,
      diagnostics: diagnostics + findings.indices.flatMap { findings[$0].faults })
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
  ) -> Result<PublicationSummary, BuildFailure> {
    do throws(PublishingError) {
      let plan = try publication.plan(works)
      guard settings.isRehearsal else { return .success(try publication.commit(plan)) }
      publication.abandon()
      return .success(PublicationSummary(of: plan))
    } catch {
      return .failure(.publishing(error))
    }
  }

  /// Writes the cache. It tells of articles, not of pages, and so is true whatever becomes of
  /// the publication; without one the next build takes longer, and that is all.
  private func remember(
    _ readings: Readings, in folder: SiteFolder, after cache: BuildCache
  ) {
    guard !settings.isRehearsal else { return }
    do throws(SystemError) {
      try cache.write(readings.runs, in: folder.state)
    } catch {
      console.report("warning: the next build cannot start from this one: \(error)")
    }
  }

  /// Shows everything found so far; the build ends here if anything is an error.
  func report(_ diagnostics: [Diagnostic]) throws(BuildFailure) {
    let shown = diagnostics.filter {
      switch $0.severity {
      case .note: settings.isVerbose && !settings.isQuiet
      // What fails the build is always shown.
      case .warning: !settings.isQuiet || settings.isStrict
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
    if settings.now.hasBytes(prefix: "SOURCE_DATE_EPOCH=") {
      throw .usage("not a time: `\(settings.now)`", hint: "it counts seconds since 1970")
    }
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

/// What a build was made of.
private final class Leftovers: Sendable {
  private let parts: [any Sendable]

  init(parts: [any Sendable]) { self.parts = parts }

  /// Leaves the memory to the system. The program is about to end, and to free a hundred
  /// thousand articles one by one would take as long as to check them.
  func leave() { _ = Unmanaged.passRetained(self) }
}

func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// Tells one task that another is done.
private final class Flag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}
