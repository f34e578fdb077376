internal import Diagnostics
internal import FileSystem
internal import Site

extension Build {
  /// What came of one file of an author.
  struct FileReading: Sendable {
    var kind: ArticleReader.Kind
    var value: ArticleReader.Reading?
    var diagnostics: [Diagnostic]
  }

  /// Reads, parses and tags every article and standing page, in the order of their files.
  func read(_ inputs: SiteInputs, in folder: SiteFolder) async -> [FileReading] {
    let reader = ArticleReader(settings: inputs.settings, tagger: inputs.tagger)
    let files =
      inputs.articles.map { ($0, ArticleReader.Kind.article) }
      + inputs.standingPages.map { ($0, ArticleReader.Kind.standingPage) }
    return await parallel.map(count: files.count) { place in
      let (file, kind) = files[place]
      do throws(SystemError) {
        var reading = reader.read(try folder.requiredSource(file), as: kind)
        reading.value?.article.number = place
        return FileReading(kind: kind, value: reading.value, diagnostics: reading.diagnostics)
      } catch {
        let source = SourceText(path: file, bytes: [])
        return FileReading(
          kind: kind, value: nil, diagnostics: [Diagnostic(in: source, at: 0..<0, "\(error)")])
      }
    }
  }
}
