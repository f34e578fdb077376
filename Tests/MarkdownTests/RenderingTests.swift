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

@Suite struct RenderingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var markdown: String
    var html: String

    init(_ testDescription: String, _ markdown: String, _ html: String) {
      self.testDescription = testDescription
      self.markdown = markdown
      self.html = html
    }
  }

  static let blocks = [
    Row("nothing", "", ""),
    Row("paragraph", "Xin *chào* **bạn**\n", "<p>Xin <em>chào</em> <strong>bạn</strong></p>\n"),
    Row("hard break", "a  \nb\\\nc", "<p>a<br />\nb<br />\nc</p>\n"),
    Row("heading one below the page's", "# a\n", "<h2 id=\"a\">a</h2>\n"),
    Row("deepest heading", "###### a\n", "<h6 id=\"a\">a</h6>\n"),
    Row(
      "heading without letters", "# ?\n# ?\n",
      """
      <h2 id="section">?</h2>
      <h2 id="section-2">?</h2>

      """),
    Row(
      "id that looks numbered", "# a\n# a 2\n# a\n",
      """
      <h2 id="a">a</h2>
      <h2 id="a-2">a 2</h2>
      <h2 id="a-3">a</h2>

      """),
    Row("link in a heading", "# [a](/b)\n", "<h2 id=\"a\"><a href=\"/b\">a</a></h2>\n"),
    Row(
      "code", "```swift x\na<b\n```\n",
      """
      <pre><code class="language-swift">a&lt;b
      </code></pre>

      """),
    Row(
      "code with a hostile language", "``` a\"onclick=x\nb\n```\n",
      """
      <pre><code>b
      </code></pre>

      """),
    Row(
      "code with a long language", "```\(String(repeating: "a", count: 33))\nb\n```\n",
      """
      <pre><code>b
      </code></pre>

      """),
    Row("rule", "***\n", "<hr />\n"),
    Row("list", "3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    Row("raw HTML", "a <i>b</i>\n\n<script>\nx\n</script>\n\nc\n", "<p>a b</p>\n<p>c</p>\n"),
    Row("forbidden characters", "a&#1;b&#xFFFE;c\u{1}d\u{85}e&#xFDD0;f\u{7F}", "<p>abcdef</p>\n"),
    Row("carriage returns", "a\r\n\r\nb\rc", "<p>a</p>\n<p>b\nc</p>\n"),
  ]

  @Test(arguments: blocks)
  func `renders`(_ row: Row) {
    #expect(rendered(row.markdown) == row.html)
  }

  @Test(arguments: [
    ("plain", "*a*\n", "<p><em>a</em></p>\n"),
    ("heading", "# a\n", "<h1>a</h1>\n"),
    ("raw HTML", "<b>a</b>\n", "<p><b>a</b></p>\n"),
    ("script address", "[a](javascript:b)\n", "<p><a href=\"javascript:b\">a</a></p>\n"),
    ("no tables", "a|b\n-|-\n", "<p>a|b\n-|-</p>\n"),
    ("no strikethrough", "~~a~~\n", "<p>~~a~~</p>\n"),
    ("no footnotes", "[^a]\n\n[^a]: /b\n", "<p><a href=\"/b\">^a</a></p>\n"),
    (
      "language of any kind", "``` \"x\n```\n",
      "<pre><code class=\"language-&quot;x\"></code></pre>\n"
    ),
    ("NUL", "a\0b\n", "<p>a\u{FFFD}b</p>\n"),
  ])
  func `renders plain CommonMark`(_ name: String, _ markdown: String, _ html: String) {
    #expect(rendered(markdown, .commonMark) == html)
  }

  @Test func `keeps ids away from those of the page`() {
    let options = RenderingOptions(topHeadingLevel: 1, reservedIDs: ["main"])
    #expect(rendered("# Main\n", options) == "<h1 id=\"main-2\">Main</h1>\n")
  }

  @Test func `renders only the range it is given`() {
    let source = SourceText(path: "a.md", bytes: Array("---\na: *b*\n---\n[c](d)\n".utf8))
    let body = RenderedBody(rendering: source, range: 15..<22)
    #expect(String(decoding: body.html, as: UTF8.self) == "<p><a href=\"d\">c</a></p>\n")
    #expect(body.prose.map(\.range) == [16..<17])
    #expect(body.links.map(\.source) == [19..<20])
  }

  @Test func `names its parts in the language of the page`() {
    let html = rendered("a[^1]|b\n-|-\n\n[^1]: c\n", RenderingOptions(labels: .english))
    #expect(html.contains("aria-label=\"Table 1\""))
    #expect(html.contains("aria-label=\"Footnotes\""))
  }

  @Test(arguments: [
    ("a *b*\n`c`\n\nd", "a b c"), ("# a\n\n> b\n\n- c\n\nd", "d"), ("ế\n\na", "ế"), ("", ""),
    ("&#1;\n\na", "a"), ("![a](/b)\n\nc", "c"), ("a ![b](/c)   d", "a d"),
    ("a &#32; b\u{1}c", "a bc"),
    ("<b>\n\na", "a"), ("&#xA0;\n\na", "\u{A0}"),
  ])
  func `takes the first paragraph with text for a summary`(_ markdown: String, _ summary: String) {
    #expect(render(markdown).summary == summary)
  }
}
