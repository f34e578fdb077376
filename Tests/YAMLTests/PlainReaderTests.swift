import Diagnostics
import TestSupport
import Testing
import YAML

/// Whatever the plain reader reads, libyaml must read alike: same text, same places.
@Suite struct PlainReaderTests {
  private static let article = """
    title: "Công ước Hà Nội: một năm sau"
    date: 2025-10-25T09:30:00+07:00
    slug: cong-uoc-ha-noi
    summary: 'Tóm tắt, có dấu “ngoặc” và – gạch # không phải chú thích'
    authors: [Nguyễn Văn A, "Trần B", 'Lê C', 5]
    sources:
      - publisher: UNODC
        title: Tên số 5 (#thang)
        url: https://example.org/a?b=c#d

      - title: "Hai"
        date: "2025-10"
    topics:
      pin: [an-ninh-mang]
      veto: []
    image: {src: /images/a.svg, alt: "Một hình, {có} [chữ]", credit: x/y}
    draft: false
    note: x
    tags:
      - một
      - hai ba
    empty: null

    """

  @Test func `reads what editors write`() throws {
    let bytes = Array(Self.article.utf8)
    let root = try #require(PlainReader.read(bytes, in: 0..<bytes.count))
    #expect(root["authors"]?.elements?.map(\.text) == ["Nguyễn Văn A", "Trần B", "Lê C", "5"])
    #expect(root["sources"]?.elements?.count == 2)
    #expect(root["sources"]?.elements?[0]["url"]?.text == "https://example.org/a?b=c#d")
    #expect(root["image"]?["src"]?.text == "/images/a.svg")
    #expect(root["image"]?["alt"]?.text == "Một hình, {có} [chữ]")
    #expect(root["topics"]?["veto"]?.elements?.isEmpty == true)
    #expect(root["empty"]?.isNull == true)
    #expect(try compare(bytes))
  }

  @Test(arguments: [
    "a: b # c\n", "a: b: c\n", "a: b:\n", "a:\n", "a: b\n  c\n", "a: \"b\" c\n", "a: \"b\\n\"\n",
    "a: 'b''c'\n", "a: [b, [c]\n", "a: [b: c]\n", "a: [b,]\n", "a: {b: c, b: d}\n", "a: {b}\n",
    "a: {b: }\n", "a: {b: c\n  }\n", "a: |\n  b\n",
    "a: &x b\n", "a: *x\n", "a: !x b\n", "a: b\na: c\n", "a: b\n b: c\n", "  a: b\n", "- a\n",
    "a\n",
    "", "# a\n", "---\na: b\n", "a: b\n...\n", "a: b\tc\n", "a:\tb\n", "a: b\r\n", "a: \u{85}\n",
    "a: b\u{2028}c\n", "a: \u{FEFF}b\n", "a: -\n", "a: - b\n", "a:\n- b\n", "a:\n  - b\n  c: d\n",
    "a:\n  -  b\n", "a: \u{1}\n", "a: \"b\n  c\"\n", "a: 😀\n", "? a\n: b\n", "<<: b\n", "a b: c\n",
  ])
  func `leaves all else to libyaml`(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(PlainReader.read(bytes, in: 0..<bytes.count) == nil)
  }

  @Test func `leaves what is not UTF-8 to libyaml`() {
    let bytes = Array("a: \"b".utf8) + [0xC3] + Array("\"\n".utf8)
    #expect(PlainReader.read(bytes, in: 0..<bytes.count) == nil)
  }

  @Test func `reads as libyaml does`() throws {
    var random = SplitMix64(seed: 0x9A)
    let pieces = [
      "a", "b", "key", "ế", "—", "5", " ", " ", "  ", "\n", "\n", "\n  ", "\n    ", ": ", ":", "- ",
      "-", "\n- ", "\n  - ", "\"", "'", "[", "]", ", ", ",", "#", " #", "{", "}", "~", "null", "\t",
      "\r\n", "\\", "?", "|", ">", "&", "*", "!", "%", "@", "`", "\u{A0}", "\u{2028}", "\u{85}",
      "😀",
      ".", "/", "...", "---", "\na: ", "\nb: ", "\n  c: ", "\n\n", "{a: ", "{", "b: ", "}", "[",
      "]", "\u{FEFF}", "\u{FFFD}", "\u{7F}",
    ]
    var readCount = 0
    for round in 0..<20_000 {
      var text = Self.article
      if round % 3 == 0 {
        text =
          "a: "
          + (0..<Int.random(in: 0..<12, using: &random))
          .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0..<4, using: &random))
        let piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
        bytes.replaceSubrange(place..<end, with: piece)
      }
      if try compare(bytes) { readCount += 1 }
    }
    #expect(readCount > 4_000)
  }

  /// - Returns: Whether the plain reader reads the text at all.
  private func compare(_ bytes: [UInt8]) throws -> Bool {
    // Not at the start of the file, as in an article.
    let source = SourceText(path: "a.md", bytes: Array("---\n".utf8) + bytes)
    let range = 4..<source.bytes.count
    guard let root = PlainReader.read(source.bytes, in: range) else { return false }
    let shown = String(decoding: bytes, as: UTF8.self)
    let expected = try? parseByLibrary(source, in: range)
    #expect(root.described == expected?.described, "\(shown)")
    return true
  }
}

extension Node {
  /// All there is to it.
  fileprivate var described: String {
    switch kind {
    case .scalar(let scalar):
      "\(range)\(scalar.isPlain ? "" : "!")\(Array(scalar.text.utf8))"
    case .sequence(let elements): "\(range)[\(elements.map(\.described))]"
    case .mapping(let entries):
      "\(range){\(entries.map { "\($0.key.range)\($0.key.text)=\($0.value.described)" })}"
    }
  }
}
