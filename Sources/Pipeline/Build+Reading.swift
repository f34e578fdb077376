internal import Diagnostics
internal import FileSystem
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
    /// In the order of the files.
    var files: [FileReading]
    var details: DetailStore
    /// How many files were read, not remembered.
    var readCount: Int { files.count { $0.text != nil } }

    func articles(_ kind: ArticleReader.Kind) -> [Article] {
      files.compactMap { $0.kind == kind ? $0.article : nil }
    }
  }

  /// One thread's part: its own scratch file and its own place in the cache.
  struct Desk: Sendable {
    var details: DetailWriter
    var place = 0
    var memory = Tagger.Memory()
  }

  /// Reads, parses and tags every article and standing page that the cache does not know.
  func read(
    _ inputs: SiteInputs, in folder: SiteFolder, cache: BuildCache
  ) async throws(BuildFailure) -> Readings {
    let reader = ArticleReader(settings: inputs.settings, tagger: inputs.tagger)
    let files =
      inputs.articles.map { ($0, ArticleReader.Kind.article) }
      + inputs.standingPages.map { ($0, ArticleReader.Kind.standingPage) }
    let started = try fileSystemTime(folder)
    let (runs, writers) = await parallel.reduce(
      count: files.count, start: { Desk(details: DetailWriter(number: $0, in: folder)) },
      work: { (desk, range) -> [FileReading] in
        guard !Interruption.isRequested else { return [] }
        return range.map { place in
          let (file, kind) = files[place]
          do throws(SystemError) {
            let source = try Source(
              file, kind, number: place, in: folder, cache: cache, at: &desk.place)
            return desk.take(source, by: reader, settledBefore: started)
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
    let readings = runs.flatMap { $0 }
    return Readings(
      files: readings,
      details: DetailStore(places: readings.map(\.text), writers: writers))
  }

  /// The clock of the file system, which is the one that stamps files.
  private func fileSystemTime(_ folder: SiteFolder) throws(BuildFailure) -> Int64 {
    do throws(SystemError) {
      return try ScratchFile(in: folder.state).created
    } catch {
      throw .system(error)
    }
  }

  /// A file to be read, or the article that the cache has of it.
  struct Source {
    let file: String
    let kind: ArticleReader.Kind
    let number: Int
    let status: FileStatus
    let remembered: Article?
    let text: SourceText?

    init(
      _ file: String, _ kind: ArticleReader.Kind, number: Int, in folder: SiteFolder,
      cache: BuildCache, at place: inout Int
    ) throws(SystemError) {
      self.file = file
      self.kind = kind
      self.number = number
      if !cache.isEmpty, let status = try folder.root.status(of: file),
        let article = cache.article(file, status, number: number, at: &place)
      {
        (self.status, remembered, text) = (status, article, nil)
      } else {
        var bytes: [UInt8] = []
        status = try folder.root.read(file, into: &bytes, limit: SiteFolder.limit)
        (remembered, text) = (nil, SourceText(path: file, bytes: bytes))
      }
    }
  }
}

extension Build.Desk {
  /// A file changed so shortly before this build may change again within the same tick of
  /// the clock, and nobody would see it: it is read again next time.
  private static let tick: Int64 = 100_000_000

  /// - Parameter started: When this build began, by the clock of the file system.
  fileprivate mutating func take(
    _ source: Build.Source, by reader: ArticleReader, settledBefore started: Int64
  ) -> Build.FileReading {
    var reading = Build.FileReading(
      kind: source.kind, article: source.remembered, status: source.status)
    if let text = source.text {
      let checked = reader.read(
        text, as: source.kind, number: source.number, remembering: &memory)
      reading.article = checked.value?.article
      reading.text = checked.value.map { details.append($0.detail) }
      reading.diagnostics = checked.diagnostics
    }
    // What there is to say about a file is said in every build.
    reading.isSettled =
      reading.article != nil && reading.diagnostics.isEmpty
      && source.status.changed < started - Self.tick
    return reading
  }
}
