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
      return try SiteFolder(opening: settings.source)
    } catch {
      throw error.code == SystemError.absent ? .noSite(settings.source) : .system(error)
    }
  }

  private func begin() throws(BuildFailure) -> Publication {
    var publishing = PublicationSettings(
      source: settings.source, output: settings.outputFolder, inputs: ["content", "Templates"],
      home: settings.home)
    publishing.waits = settings.waits
    do throws(PublishingError) {
      return try Publication.begin(publishing)
    } catch {
      throw .publishing(error)
    }
  }

  private func publish(
    _ folder: SiteFolder, _ publication: Publication
  ) async throws(BuildFailure) -> (PublicationSummary, BuildReport) {
    var diagnostics: [Diagnostic] = []
    guard
      let inputs = try SiteInputs.read(folder, baseURL: settings.baseURL, &diagnostics)
    else {
      try report(diagnostics)
      throw .faults
    }
    let templates = inputs.theme.compiled(&diagnostics)
    let readings = await read(inputs, in: folder)
    diagnostics += readings.flatMap(\.diagnostics)
    let site = Site(
      settings: inputs.settings, taxonomy: inputs.tagger.taxonomy,
      articles: readings.compactMap { $0.kind == .article ? $0.value?.article : nil },
      standingPages: readings.compactMap { $0.kind == .standingPage ? $0.value?.article : nil },
      selection: try selection(inputs.settings))
    let check = SiteCheck(site: site, pages: site.pages(), files: inputs.publishedFiles)
    diagnostics += check.diagnostics { folder.sourceForMessages($0) }
    try report(diagnostics)
    guard let templates else { throw .faults }
    let rendering = Rendering(
      check: check, inputs: inputs, templates: templates,
      details: readings.map { $0.value?.detail },
      folder: folder)
    let works = try await render(rendering, publication)
    do throws(PublishingError) {
      let summary = try publication.commit(try publication.plan(works))
      return (summary, BuildReport(site: site, pages: check.pages.count))
    } catch {
      throw .publishing(error)
    }
  }

  /// Shows everything found so far; the build ends here if anything is an error.
  func report(_ diagnostics: [Diagnostic]) throws(BuildFailure) {
    for diagnostic in diagnostics.sortedForReading() {
      if diagnostic.severity == .note, !settings.isVerbose { continue }
      if diagnostic.severity != .error, settings.isQuiet { continue }
      console.error("\(diagnostic)\n")
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
