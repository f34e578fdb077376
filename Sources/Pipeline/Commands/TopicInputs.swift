internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Topics

/// What decides the topics of texts: a taxonomy and, for articles, the settings of their site.
struct TopicInputs: Sendable {
  let tagger: Tagger
  private let reader: ArticleReader
  private let source: String

  private static let taxonomyFile = "content/topics.yml"
  private static let settingsFile = "content/site.yml"

  /// - Parameters:
  ///   - source: The folder of the site.
  ///   - topics: A taxonomy to be used instead of the site's.
  ///   - needsSite: Whether there must be a site; else texts alone will do.
  init(
    in source: String, topics: String?, needsSite: Bool, _ console: Console
  ) throws(CommandFailure) {
    let settings = try Self.settings(in: source, isRequired: needsSite, console)
    let taxonomy: Taxonomy
    if let topics {
      taxonomy = try Self.taxonomy(named: topics, console)
    } else {
      taxonomy = try Self.taxonomy(
        named: Self.path(Self.taxonomyFile, in: source),
        hint: "a taxonomy elsewhere is named by `--topics`", console)
    }
    tagger = Tagger(taxonomy)
    reader = ArticleReader(settings: settings, tagger: tagger)
    self.source = source
  }

  /// A taxonomy that a person named; what is wrong with it has been shown after a throw.
  static func taxonomy(
    named name: String, hint: String? = nil, _ console: Console
  ) throws(CommandFailure) -> Taxonomy {
    let checked: Checked<Taxonomy>
    do throws(SystemError) {
      checked = Taxonomy.parse(try StandardInput.source(named: name))
    } catch {
      throw CommandFailure(
        reading: error, hint: error.code == SystemError.absent ? hint : nil)
    }
    try console.report(checked.diagnostics)
    guard let taxonomy = checked.value else { throw .faults }
    return taxonomy
  }

  private static func settings(
    in source: String, isRequired: Bool, _ console: Console
  ) throws(CommandFailure) -> SiteSettings {
    let checked: Checked<SiteSettings>
    do throws(SystemError) {
      checked = SiteSettings.parse(
        try StandardInput.source(named: path(settingsFile, in: source)))
    } catch {
      guard error.code == SystemError.absent else { throw CommandFailure(reading: error) }
      guard !isRequired else { throw CommandFailure(BuildFailure.noSite(source)) }
      return .standalone()
    }
    try console.report(checked.diagnostics)
    guard let settings = checked.value else { throw .faults }
    return settings
  }

  /// A file of a site, as a person would name it.
  static func path(_ file: String, in source: String) -> String {
    source == "." ? file : source.hasBytes(suffix: "/") ? source + file : "\(source)/\(file)"
  }
}

extension TopicInputs {
  /// The text of a file: an article with front matter, or plain text.
  func text(of file: SourceText) -> Checked<EditedText> {
    guard file.hasFrontMatter else {
      return Checked(value: EditedText(PlainTextReader.read(file)), diagnostics: [])
    }
    return reader.editedText(of: file)
  }

  /// The text of an article.
  func text(ofArticle file: SourceText, _ console: Console) throws(CommandFailure) -> EditedText {
    let checked = reader.editedText(of: file)
    try console.report(checked.diagnostics)
    guard let text = checked.value else { throw .faults }
    return text
  }

  /// The paths of all articles, as a person would name them, in the order of their bytes.
  func articleFiles() throws(CommandFailure) -> [String] {
    do throws(SystemError) {
      let root = try Directory(opening: source)
      guard let folder = try root.directory(ifPresent: "content/articles") else { return [] }
      return try folder.walk().filter { $0.kind == .file && $0.path.hasBytes(suffix: ".md") }
        .map { Self.path("content/articles/\($0.path)", in: source) }
    } catch {
      throw CommandFailure(reading: error)
    }
  }

  /// Does something with the text of every article, in parallel.
  ///
  /// - Returns: The results in the order of the articles' files.
  func mapArticles<Result: Sendable>(
    _ console: Console, _ transform: @escaping @Sendable (EditedText) -> Result
  ) async throws(CommandFailure) -> [Result] {
    let files = try articleFiles()
    let reader = reader
    let results = await Parallel(width: Processors.count).map(count: files.count) { place in
      do throws(SystemError) {
        let checked = reader.editedText(of: try StandardInput.source(named: files[place]))
        return Checked(value: checked.value.map(transform), diagnostics: checked.diagnostics)
      } catch {
        let nowhere = SourceText(path: files[place], bytes: [])
        return Checked<Result>(
          value: nil, diagnostics: [Diagnostic(in: nowhere, at: 0..<0, "\(error)")])
      }
    }
    try console.report(results.flatMap(\.diagnostics))
    return results.compactMap(\.value)
  }
}

extension SourceText {
  /// Whether the first line is `---`.
  fileprivate var hasFrontMatter: Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.elementsEqual("---".utf8)
  }
}
