import Markdown
import Testing

@Suite struct LinkPolicyTests {
  private func href(_ address: String, _ policy: LinkPolicy = LinkPolicy()) -> String? {
    let html = rendered("[a](<\(address)>)", RenderingOptions(links: policy))
    return html.split(separator: "\"").dropFirst().first.map(String.init)
  }

  @Test(arguments: [
    ("https://example.org", "https://example.org"),
    ("HTTPS://EXAMPLE.org:8080/a?b#c", "HTTPS://EXAMPLE.org:8080/a?b#c"),
    ("http://a_b.example/", "http://a_b.example/"),
    ("mailto:a@b.example", "mailto:a@b.example"),
    ("tel:+84", "tel:+84"),
    ("/a", "/a"),
    ("../a b/ế", "../a%20b/%E1%BA%BF"),
    ("?q", "?q"),
    ("#a", "#a"),
    ("a'b&c", "a&#x27;b&amp;c"),
    ("%6Aavascript:x", "%6Aavascript:x"),
    ("  /a  ", "/a"),
    ("/a\u{200B}b\u{202E}", "/ab"),
    ("https://u:p@example.org/", "https://example.org/"),
    ("https://example.org/@a", "https://example.org/@a"),
  ])
  func `allows`(_ address: String, as expected: String) {
    #expect(href(address) == expected)
  }

  @Test(arguments: [
    "javascript:x", "JaVaScRiPt:x", "java\tscript:x", "&#1;javascript:x", "java&NewLine;script:x",
    "vbscript:x", "data:text/html,x", "file:///etc/passwd", "ms-msdt:/id", "intent:x", "blob:x",
    "x+y.z-1:a", "//evil.example", "\\\\\\\\evil.example", "/\\\\evil.example", "\t//evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example", "https://",
    "https://a\\\\b@c/", "https://a%2eb/", "https://a b/", "https://a:b/", "https://a:123456/",
    "https://[::1]/", "https://a\\[.\\]b/", "hxxps://a/", "a(.)b", "&#xFFFE;", "a&#1;b", "",
    "java\u{200B}script:x",
  ])
  func `refuses`(_ address: String) {
    let body = render("[a](<\(address)>)")
    #expect(String(decoding: body.html, as: UTF8.self) == "<p>a</p>\n")
    #expect(body.diagnostics.count == 1)
    #expect(body.links.isEmpty)
  }

  @Test func `marks links to other hosts`() {
    let rel = " rel=\"noopener noreferrer nofollow\""
    #expect(rendered("<https://a.example>").contains(rel))
    #expect(!rendered("[a](/b) <a@b.example>").contains("rel="))
  }

  @Test func `takes images from this site and from hosts that are allowed`() {
    let options = RenderingOptions(links: LinkPolicy(imageHosts: ["img.example"]))
    #expect(rendered("![a](https://IMG.example/b.png)", options).contains("<img"))
    #expect(!rendered("![a](https://img.example.evil/b.png)", options).contains("<img"))
    #expect(!rendered("![a](https://img.example/b.png)").contains("<img"))
    #expect(!rendered("![a](mailto:b)", options).contains("<img"))
  }

  @Test func `does not link bare addresses`() {
    #expect(!rendered("https://a.example www.a.example a@b.example").contains("<a"))
  }

  @Test func `warns of hosts in mixed scripts`() {
    #expect(render("[a](https://\u{430}pple.com)").diagnostics.count == 1)
    #expect(render("[a](https://việtnam.vn)").diagnostics.isEmpty)
  }

  @Test func `knows where each local address stands`() {
    let source = "[a][r] ![b](</c d> 't')\n\n> [e](f\\_g)\n\n[r]: /x\n"
    let body = render(source)
    let bytes = Array(source.utf8)
    let places = body.links.map { link in
      let written = String(decoding: bytes[link.source], as: UTF8.self)
      let value = String(decoding: body.html[link.attribute], as: UTF8.self)
      return "\(link.destination)|\(written)|\(value)"
    }
    #expect(places == ["/x|/x|/x", "/c d|/c d|/c%20d", "f_g|f\\_g|f_g"])
  }
}
