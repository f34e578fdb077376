import Diagnostics
import Markdown
import TestSupport
import Testing

/// What holds for every text, tried on texts that are made at random.
@Suite struct PropertyTests {
  static let pieces = [
    "a", "chữ ", "Việt Nam ", "*", "**", "_", "`", "``", "[", "](", "/u)", ")", "![", "<", ">",
    "\\",
    "&amp;", "&#x1;", "&#xFFFE;", "\n", "\n\n", "  \n", "\\\n", "> ", "- ", "1. ", "    ", "\t",
    "# ", "| ", "|", "-|-\n", "|a|b|\n|-|-|\n|c", "~~", "[^1]", "\n[^1]: ", "[r]: /x \"t\"\n",
    "[r]",
    "\"", "'", "<b>", "<!--", "-->", "<http://a.b/c>", "```\n", "===\n", "---\n", "\r\n", "\r", "«",
    "\u{200B}", "\u{A0}", "\u{FEFF}", "😀", "[x](<a b> \"t\")", "[y](/z (q\nw))",
    "![i](p.png \"c\")", "\u{1}", "javascript:", "//e",
  ]

  static func text(_ random: inout SplitMix64) -> [UInt8] {
    let count = Int.random(in: 0..<60, using: &random)
    return (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
  }

  @Test(arguments: 0..<8)
  func `holds its promises for texts made of syntax`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<400 { check(Self.text(&random)) }
  }

  @Test(arguments: 0..<4)
  func `holds its promises for any bytes`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<1_000 {
      let count = Int.random(in: 0..<80, using: &random)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test(arguments: 0..<4)
  func `finds all prose of a text in its place`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let words = [
      "chữ ", "*nhấn* ", "**đậm\nhai** ", "[liên\nkết](/u) ", "\\* ", "a\\\nb ", "dòng\n",
      "hai  \n",
      "[t](/u\n\"tựa\nđề\") ", "_x_ ", "[r][r] ",
    ]
    for _ in 0..<300 {
      var lines = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined().split(separator: "\n").map { String($0).trimmed }
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let isQuote = Bool.random(using: &random)
        lines = lines.enumerated().map { isQuote ? "> \($1)" : $0 == 0 ? "- \($1)" : "  \($1)" }
      }
      let source = lines.joined(separator: "\n") + "\n\n[r]: /x\n"
      let body = render(source)
      let bytes = Array(source.utf8)
      let prose = body.prose.map { run in
        (run.boundary == .joined ? "" : " ") + String(decoding: bytes[run.range], as: UTF8.self)
      }.joined()
      #expect(
        prose.words == String(decoding: body.html, as: UTF8.self).withoutTags.words, "\(source)")
    }
  }

  private func check(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let source = SourceText(path: "a.md", bytes: bytes)
    let body = RenderedBody(rendering: source, range: 0..<bytes.count)
    let html = String(validating: body.html, as: UTF8.self)
    let context: Comment = "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
    #expect(
      html?.unicodeScalars.allSatisfy(\.isAllowed) == true, context, sourceLocation: sourceLocation)
    #expect(
      body.prose.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= bytes.count }, context)
    for (run, next) in zip(body.prose, body.prose.dropFirst()) where next.boundary == .joined {
      #expect(run.range.upperBound <= next.range.lowerBound, context)
    }
    for link in body.links {
      #expect(link.source.upperBound <= bytes.count, context)
      let value = body.html[link.attribute]
      #expect(body.html[link.attribute.lowerBound - 1] == UInt8(ascii: "\""), context)
      #expect(body.html[link.attribute.upperBound] == UInt8(ascii: "\""), context)
      #expect(!value.contains(UInt8(ascii: "\"")), context)
    }
    for diagnostic in body.diagnostics {
      #expect(diagnostic.range.upperBound <= bytes.count, context)
    }
    for options in [RenderingOptions.commonMark, .safeCommonMark] {
      let plain = RenderedBody(rendering: source, range: 0..<bytes.count, options: options)
      #expect(String(validating: plain.html, as: UTF8.self) != nil, context)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isAllowed: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}

extension String {
  fileprivate var words: [Substring] { split { $0 == " " || $0 == "\n" } }

  fileprivate var trimmed: String { words.joined(separator: " ") }

  /// Without tags, which hold no `>` of their own here.
  fileprivate var withoutTags: String {
    var text = ""
    var isTag = false
    for character in self {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    return text
  }
}
