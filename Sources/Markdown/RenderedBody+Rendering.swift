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
  /// - Complexity: O(*n*) in the length of the body.
  package init(
    rendering source: SourceText, range: Range<Int>, options: RenderingOptions = RenderingOptions()
  ) {
    let range = range.clamped(to: 0..<source.bytes.count)
    let survey = Survey(of: source.bytes, in: range)
    if let fault = survey.fault {
      self.init()
      diagnostics = [
        Diagnostic(in: source, at: fault.range, fault.message, hint: fault.hint)
      ]
      return
    }
    var renderer = Renderer(
      source: source, text: source.bytes, survey: survey, options: options)
    Tree(parsing: source.bytes, range: range).withRoot { renderer.render($0) }
    self = renderer.body
  }
}
