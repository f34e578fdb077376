internal import Testing

@testable internal import Templating

/// What becomes of a value in each context.
struct EscapingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var template: String
    var value: Value
    var page: String?
    var language = Language.html

    var testDescription: String { template }
  }

  static let html = Value.html(trusting: Array("<i>a &amp; b</i>".utf8))

  @Test(arguments: [
    Row(
      template: "<p>{{ v }}</p>", value: .string("<\"'&>"), page: "<p>&lt;&#34;&#39;&amp;&gt;</p>"),
    Row(
      template: "<p>{{ v }}</p>", value: .string("\"\u{301}<\u{301}"),
      page: "<p>&#34;\u{301}&lt;\u{301}</p>"),
    Row(template: "<p>{{ v }}</p>", value: html, page: "<p><i>a &amp; b</i></p>"),
    Row(
      template: "<p title=\"{{ v }}\">", value: html,
      page: "<p title=\"&lt;i&gt;a &amp; b&lt;/i&gt;\">"),
    Row(
      template: "<title>{{ v }}</title>", value: html,
      page: "<title>&lt;i&gt;a &amp; b&lt;/i&gt;</title>"),
    // HTML that is joined or filtered is text again.
    Row(template: "{{ v ~ '' }}", value: html, page: "&lt;i&gt;a &amp;amp; b&lt;/i&gt;"),
    Row(template: "{{ v + '' }}", value: html, page: "&lt;i&gt;a &amp;amp; b&lt;/i&gt;"),
    Row(template: "{{ v|upper }}", value: html, page: "&lt;I&gt;A &amp;AMP; B&lt;/I&gt;"),
    Row(template: "{{ v[:3] }}", value: html, page: "&lt;i&gt;"),
    Row(template: "{{ [v]|join }}", value: html, page: "&lt;i&gt;a &amp;amp; b&lt;/i&gt;"),
    Row(template: "{{ v * 1 }}", value: html, page: "&lt;i&gt;a &amp;amp; b&lt;/i&gt;"),
    Row(template: "{{ v|safe|string }}", value: html, page: "<i>a &amp; b</i>"),
    Row(template: "{{ v|safe }}", value: .string("<b>"), page: nil),
    Row(template: "{{ [v]|map('safe')|first }}", value: .string("<b>"), page: nil),
    Row(template: "{{ [v]|map('e')|first }}", value: .string("<b>"), page: "&lt;b&gt;"),
    // Addresses.
    Row(
      template: "<a href=\"{{ v }}\">", value: .string(" java\tscript:x"),
      page: "<a href=\"about:invalid#blocked\">"),
    Row(
      template: "<a href=\"{{ v }}\">", value: .string("HTTPS://a/?b=1&c='"),
      page: "<a href=\"HTTPS://a/?b=1&amp;c=%27\">"),
    Row(
      template: "<a href=\"{{ v }}\">", value: .string("/a%20b%zz"),
      page: "<a href=\"/a%20b%25zz\">"),
    Row(
      template: "<a href=\"/{{ v }}\">", value: .string("a b/c?d:e"),
      page: "<a href=\"/a%20b/c?d%3Ae\">"),
    Row(
      template: "<a href=\"/?q={{ v }}\">", value: .string("a b/c&d"),
      page: "<a href=\"/?q=a%20b%2Fc%26d\">"),
    Row(
      template: "<a href=\"{{ '' }}{{ v }}\">", value: .string("javascript:x"),
      page: "<a href=\"javascript%3Ax\">"),
    Row(
      template: "<a href=\"{{ v }}\">", value: .html(trusting: Array("javascript&#58;x".utf8)),
      page: "<a href=\"javascript&amp;#58;x\">"),
    Row(
      template: "<script src=\"{{ v }}\"></script>", value: .string("https://evil/x.js"),
      page: "<script src=\"about:invalid#blocked\"></script>"),
    Row(
      template: "<script src=\"{{ v }}\"></script>", value: .string("/\\evil/x.js"),
      page: "<script src=\"about:invalid#blocked\"></script>"),
    Row(
      template: "<script src=\"{{ v }}\"></script>", value: .string("/a/x.js"),
      page: "<script src=\"/a/x.js\"></script>"),
    Row(template: "<script src=\"/{{ v }}\"></script>", value: .string("x"), page: nil),
    Row(
      template: "<meta http-equiv=\"refresh\" content=\"0; url={{ v }}\">",
      value: .string("javascript:x"),
      page: "<meta http-equiv=\"refresh\" content=\"0; url=about:invalid#blocked\">"),
    Row(
      template: "<svg><a xlink:href='{{ v }}'></a></svg>", value: .string("data:x"),
      page: "<svg><a xlink:href='about:invalid#blocked'></a></svg>"),
    Row(template: "<set attributeName=\"href\" to=\"{{ v }}\"/>", value: .string("x"), page: nil),
    // JSON-LD.
    Row(
      template: "<script type=\"application/ld+json\">{{ v|json }}</script>",
      value: .string("</script><!--\u{2028}&'"),
      page:
        "<script type=\"application/ld+json\">\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\\u0027\"</script>"
    ),
    Row(template: "<script>{{ v|json }}</script>", value: .string("x"), page: nil),
    Row(template: "<script type=\"{{ v }}\"></script>", value: .string("x"), page: nil),
    Row(template: "<script type=\"module\">{{ v|json }}</script>", value: .string("x"), page: nil),
    // XML.
    Row(
      template: "<a b='{{ v }}'>{{ v }}</a>", value: .string("a\u{0}\u{8}\u{FFFE}<&'"),
      page: "<a b='a&lt;&amp;&#39;'>a&lt;&amp;&#39;</a>", language: .xml),
    Row(
      template: "<a>{{ v }}</a>", value: html, page: "<a>&lt;i&gt;a &amp;amp; b&lt;/i&gt;</a>",
      language: .xml),
    Row(
      template: "<a>{% set x %}<b>{{ v }}</b>{% endset %}{{ x }}</a>", value: .string("&"),
      page: "<a><b>&amp;</b></a>", language: .xml),
    Row(
      template: "<link href=\"{{ v }}\"/>", value: .string("javascript:x"),
      page: "<link href=\"about:invalid#blocked\"/>", language: .xml),
    Row(template: "<![CDATA[{{ v }}]]>", value: .string("x"), page: nil, language: .xml),
    // Pieces are compiled for where they are used.
    Row(
      template: "{% macro f(x) %}{{ x }}{% endmacro %}<a href=\"{{ f(v) }}\">{{ f(v) }}</a>",
      value: .string("javascript:&"), page: "<a href=\"about:invalid#blocked\">javascript:&amp;</a>"
    ),
    Row(
      template:
        "{% macro f() %}{{ caller() }}{% endmacro %}<a href=\"{% call f() %}{{ v }}{% endcall %}\">",
      value: .string("javascript:"), page: "<a href=\"about:invalid#blocked\">"),
    Row(
      template: "{% set g %}{{ v }}{% endset %}<a title=\"{{ g }}\" href=\"{{ g }}\">",
      value: .string("\"&"), page: "<a title=\"&#34;&amp;\" href=\"%22&amp;\">"),
    Row(
      template: "<p{% if v %} title=\"{{ v }}\"{% endif %}>", value: .string("\""),
      page: "<p title=\"&#34;\">"),
    Row(
      template: "<a href=\"{% if v %}/{% endif %}{{ v }}\">", value: .string("x:y"),
      page: "<a href=\"/x%3Ay\">"),
  ])
  func `a value means itself where it stands`(row: Row) {
    let result = RobustnessTests.render(
      row.template, .map([("v", row.value)]), language: row.language)
    #expect(result.page == row.page, "\(result)")
  }

  /// The escapers look at eight bytes at a time.
  @Test(arguments: 0..<9)
  func `a character means itself wherever it stands in a word`(offset: Int) {
    let (before, after) = (String(repeating: "ế", count: offset), "\n ỹ~?(;à")
    for code in Array(0..<0x300) + Array(0xFFE0..<0x10010) + Array(0x1FFF0..<0x1FFFF + 2) {
      guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
      let text = Array((before + String(Character(scalar)) + after).utf8)
      var (html, xml) = (Output(), Output())
      Escaper.appendHTML(text, to: &html)
      Escaper.appendXML(text, to: &xml)
      #expect(html.bytes() == Array((before + Self.escaped(scalar, inXML: false) + after).utf8))
      #expect(xml.bytes() == Array((before + Self.escaped(scalar, inXML: true) + after).utf8))
    }
  }

  @Test(arguments: 0..<40)
  func `an address is encoded wherever it has to be`(length: Int) {
    let start = Array("/digest/2025/10/mot-bai:viet.html/va-nhieu-hon/".utf8.prefix(length))
    for byte in UInt8.min...UInt8.max {
      for end in 0..<9 {
        let text = start + [byte] + Array("-chu/hoa".utf8.suffix(end))
        var (address, path, query) = (Output(), Output(), Output())
        Escaper.appendAddress(text, to: &address, isLocal: false)
        Escaper.appendPath(text, to: &path)
        Escaper.appendQuery(text, to: &query)
        let isRefused = length == 0 && byte == UInt8(ascii: ":")
        #expect(
          address.bytes() == (isRefused ? Escaper.blocked : Self.encoded(text, "/?#[]@!$*+,;=:&")))
        #expect(path.bytes() == Self.encoded(text, "/?#[]@!$*+,;=&"))
        #expect(query.bytes() == Self.encoded(text, ""))
      }
    }
  }

  /// Byte by byte.
  private static func encoded(_ text: [UInt8], _ kept: String) -> [UInt8] {
    var encoded: [UInt8] = []
    for byte in text {
      if byte == UInt8(ascii: "&"), kept.utf8.contains(byte) {
        encoded += "&amp;".utf8
      } else if byte.isUnreserved || kept.utf8.contains(byte) {
        encoded.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += Array((byte < 16 ? "%0\(digits)" : "%\(digits)").utf8)
      }
    }
    return encoded
  }

  private static func escaped(_ scalar: Unicode.Scalar, inXML: Bool) -> String {
    switch scalar.value {
    case 0x26: "&amp;"
    case 0x3C: "&lt;"
    case 0x3E: "&gt;"
    case 0x22: "&#34;"
    case 0x27: "&#39;"
    case 0x09, 0x0A, 0x0D, 0x85: String(Character(scalar))
    case 0..<0x20, 0x7F..<0xA0: inXML ? "" : String(Character(scalar))
    case let code where code & 0xFFFE == 0xFFFE: inXML ? "" : String(Character(scalar))
    default: String(Character(scalar))
    }
  }
}
