internal import Diagnostics
internal import FileSystem
internal import Publishing
internal import Site
internal import Topics

extension Build {
  /// What came of one file of an author.
  struct FileReading: Sendable {
    var kind: ArticleReader.Kind
    var article: Article?
    /// Where its text lies; `nil` if the cache knew the article.
    var text: DetailStore.Place?
    /// Of the file that the article was read from, in this build or in an earlier one.
    var status: FileStatus?
    /// Whether the next build can know the article by its file's status.
    var isSettled = false
    var diagnostics: [Diagnostic] = []
  }

  /// What came of all files.
  struct Readings: Sendable {
    /// In the order of the files, a run of neighbours after another: to join them would be to
    /// copy them all.
    let runs: [[FileReading]]
    let details: DetailStore

    init(runs: [[FileReading]], writers: [DetailWriter.Remains]) {
      self.runs = runs
      details = DetailStore(
        places: runs.flatMap { run in run.indices.lazy.map { run[$0].text } }, writers: writers)
    }

    /// What there is to say about the files, in their order.
    var diagnostics: [Diagnostic] {
      runs.flatMap { run in run.indices.flatMap { run[$0].diagnostics } }
    }

    func articles(_ kind: ArticleReader.Kind) -> [Article] {
      runs.flatMap { run in
        run.indices.lazy.compactMap { run[$0].kind == kind ? run[$0].article : nil }
      }
    }
  }

  /// One thread's part: its own scratch file and its own place in the cache.
  struct Desk: Sendable {
    var details: DetailWriter
    var cache: CacheReader?
    var memory = Tagger.Memory()
    /// Of the file at hand: the memory of one is used for the next, unless there was something to
    /// say about it.
    var bytes: [UInt8] = []
  }

  /// Reads, parses and tags every article and standing page that the cache does not know.
  func read(
    _ inputs: SiteInputs, in folder: SiteFolder, cache: BuildCache
  ) async throws(BuildFailure) -> Readings {
    let reader = ArticleReader(settings: inputs.settings, tagger: inputs.tagger)
    let (articles, pages) = (inputs.articles, inputs.standingPages)
    let started = try fileSystemTime(folder)
    let (runs, writers) = await parallel.reduce(
      count: articles.count + pages.count,
      start: { Desk(details: DetailWriter(number: $0, in: folder), cache: cache.reader) },
      work: { (desk, range) -> [FileReading] in
        guard !Interruption.isRequested else { return [] }
        return range.map { place in
          let isArticle = place < articles.count
          let file = isArticle ? articles[place] : pages[place - articles.count]
          let kind = isArticle ? ArticleReader.Kind.article : .standingPage
          do throws(SystemError) {
            return try desk.read(
              file, as: kind, number: place, in: folder, startedAt: started, reader)
          } catch {
            let nowhere = SourceText(path: file, bytes: [])
            return FileReading(
              kind: kind, diagnostics: [Diagnostic(in: nowhere, at: 0..<0, "\(error)")])
          }
        }
      },
      finish: { (desk: consuming Desk) in desk.details.finish() })
    if Interruption.isRequested { throw .interrupted }
    if let failure = writers.compactMap(\.failure).first { throw .system(failure) }
    return Readings(runs: runs, writers: writers)
  }

  /// The clock of the file system, which is the one that stamps files.
  private func fileSystemTime(_ folder: SiteFolder) throws(BuildFailure) -> Int64 {
    do throws(SystemError) {
      return try ScratchFile(in: folder.state).created
    } catch {
      throw .system(error)
    }
  }
}

extension Build.Desk {
  /// A file changed so shortly before this build may change again within the same tick of
  /// the clock, and nobody would see it: it is read again next time.
  private static let tick: Int64 = 100_000_000

  /// Takes an article from the cache, or reads its file.
  ///
  /// - Parameter started: When this build began, by the clock of the file system.
  fileprivate mutating func read(
    _ file: String, as kind: ArticleReader.Kind, number: Int, in folder: SiteFolder,
    startedAt started: Int64, _ reader: ArticleReader
  ) throws(SystemError) -> Build.FileReading {
    if cache != nil, let status = try folder.root.status(of: file),
      let article = cache?.article(file, status, number: number)
    {
      return Build.FileReading(
        kind: kind, article: article, status: status,
        isSettled: status.changed < started - Self.tick)
    }
    let status = try folder.root.read(file, into: &bytes, limit: SiteFolder.limit)
    let source = SourceText(path: file, bytes: bytes)
    let checked = reader.read(source, as: kind, number: number, remembering: &memory)
    return Build.FileReading(
      kind: kind, article: checked.value?.article,
      text: checked.value.map { details.append($0.detail) }, status: status,
      // What there is to say about a file is said in every build.
      isSettled: checked.value != nil && checked.diagnostics.isEmpty
        && status.changed < started - Self.tick,
      diagnostics: checked.diagnostics)
  }
}
