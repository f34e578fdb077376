import Diagnostics
import Markdown
import Testing

/// Renders a text that is all Markdown.
func render(_ markdown: String, _ options: RenderingOptions = RenderingOptions()) -> RenderedBody {
  let source = SourceText(path: "content/articles/a.md", bytes: Array(markdown.utf8))
  return RenderedBody(rendering: source, range: 0..<source.bytes.count, options: options)
}

func rendered(_ markdown: String, _ options: RenderingOptions = RenderingOptions()) -> String {
  String(decoding: render(markdown, options).html, as: UTF8.self)
}
