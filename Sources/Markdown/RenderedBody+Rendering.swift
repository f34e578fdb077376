package import Diagnostics

extension RenderedBody {
  /// Renders a body of Markdown.
  ///
  /// This cannot fail, but it can refuse: a body that would take libcmark too long, or that
  /// is not text, gives an error in `diagnostics` and nothing else.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - range: The part of its bytes that is Markdown; clamped to the file.
  ///   - isUTF8: Whether somebody has made sure that the part is valid UTF-8.
  /// - Complexity: O(*n*) in the length of the body.
  package init(
    rendering source: SourceText, range: Range<Int>, isUTF8: Bool = false,
    options: RenderingOptions = RenderingOptions()
  ) {
    let range = range.clamped(to: 0..<source.bytes.count)
    let survey = Survey(
      of: source.bytes, in: range, isUTF8: isUTF8, allowsNUL: !options.isArticle)
    var report = Report(source: source)
    if let fault = survey.fault { report.refuse(at: fault.range, fault.message, hint: fault.hint) }
    let manuscript =
      options.isArticle && !report.isRefused
      ? Rewriter.manuscript(of: source.bytes, in: range, survey: survey, report: &report)
      : Manuscript(text: source.bytes, range: range, lineStarts: survey.lineStarts)
    if report.isRefused {
      self.init()
      diagnostics = report.diagnostics
      return
    }
    var renderer = Renderer(
      manuscript: manuscript, survey: survey, report: report, options: options)
    Node.withDocument(parsing: manuscript.text, range: manuscript.range) { renderer.render($0) }
    self = renderer.body
    if renderer.report.isRefused {
      self.init()
      diagnostics = renderer.report.diagnostics
    }
  }
}
