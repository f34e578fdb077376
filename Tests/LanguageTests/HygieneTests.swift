import Language
import TestSupport
import Testing

@Suite struct TextFaultTests {
  @Test(arguments: [
    ("a\0b", TextFault.Kind.nul, 1..<2), ("a\u{1}", .control, 1..<2), ("\u{7F}", .control, 0..<1),
    ("ế\u{85}", .control, 3..<5), ("x\u{FEFF}", .byteOrderMark, 1..<4),
    ("\u{202E}cod", .bidirectionalControl, 0..<3), ("a\u{2066}", .bidirectionalControl, 1..<4),
    ("a\u{200F}", .bidirectionalControl, 1..<4), ("a\u{61C}", .bidirectionalControl, 1..<3),
    ("a\u{200B}b", .invisible, 1..<4), ("a\u{200D}b", .invisible, 1..<4),
    ("\u{200C}", .invisible, 0..<3), ("a\u{2028}", .invisible, 1..<4),
    ("a\u{2060}", .invisible, 1..<4), ("\u{E0041}", .invisible, 0..<4),
  ])
  func `finds`(_ text: String, _ kind: TextFault.Kind, _ range: Range<Int>) {
    // Alone, and anywhere in a long text.
    for padding in [0, 1, 61, 62, 63, 64, 65, 127, 200] {
      let before = Array(repeating: UInt8(ascii: "x"), count: padding)
      let bytes = before + text.utf8 + Array(repeating: UInt8(ascii: "x"), count: 200)
      let fault = firstTextFault(in: bytes.span)
      #expect(fault?.kind == kind)
      #expect(fault?.range == range.lowerBound + padding..<range.upperBound + padding)
      #expect(firstTextFault(in: String(decoding: bytes, as: UTF8.self)) == fault)
    }
  }

  @Test(
    arguments: [
      ([0xFF], TextFault.Kind.invalidUTF8, 0), ([0x61, 0xC3], .invalidUTF8, 1),
      ([0x61, 0xC0, 0x80], .invalidUTF8, 1), ([0xED, 0xA0, 0x80], .invalidUTF8, 0),
      ([0xF4, 0x90, 0x80, 0x80], .invalidUTF8, 0), ([0xFF, 0xFE, 0x61, 0x00], .utf16, 0),
      ([0xFE, 0xFF, 0x00, 0x61], .utf16, 0), ([0x01, 0xFF], .control, 0),
      ([0x61, 0xEF, 0xBF, 0xBE], .noncharacter, 1), ([0xEF, 0xB7, 0x90], .noncharacter, 0),
      ([0xF0, 0x9F, 0xBF, 0xBF], .noncharacter, 0),
    ] as [([UInt8], TextFault.Kind, Int)])
  func `finds bytes that are no text`(_ bytes: [UInt8], _ kind: TextFault.Kind, _ offset: Int) {
    let fault = firstTextFault(in: bytes.span)
    #expect(fault?.kind == kind)
    #expect(fault?.range.lowerBound == offset)
  }

  @Test(arguments: [
    "", "\u{FEFF}Tiếng Việt\t\r\n", "“Công ước” – 12 ₫… ’", "👨‍👩‍👧 ❤️‍🔥", "می‌خواهم", "क्‍ष",
    "a\u{AD}b\u{A0}c", "中文，日本語。", "e\u{301}", "\u{10FFFD}",
  ])
  func `finds nothing in clean text`(_ text: String) {
    #expect(firstTextFault(in: Array(text.utf8).span) == nil)
  }

  private func fault(_ bytes: [UInt8]) -> TextFault? { firstTextFault(in: bytes.span) }

  @Test func `takes only what is clean for clean`() {
    for value in 0...0xFFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["a" + String(scalar), String(scalar) + "ế, ạ, ù, ơ, ẫ"] {
        guard isPlainlyClean(text) else { continue }
        let isClean = firstTextFault(in: text) == nil && Array(nfc(text).utf8) == Array(text.utf8)
        if !isClean { Issue.record("\(scalar.codePointName)") }
      }
    }
    #expect(isPlainlyClean("Công ước Hà Nội: “một” năm") == false)
    #expect(isPlainlyClean("Thỏa thuận đã ký, 5 ưu tiên"))
  }

  @Test(arguments: [0, 1, 255, 256, 257, 600]) func `finds the first NUL`(_ offset: Int) {
    var bytes = Array(repeating: UInt8(ascii: "x"), count: 700)
    #expect(firstNUL(in: bytes.span) == nil)
    bytes[offset] = 0
    bytes[699] = 0
    #expect(firstNUL(in: bytes.span) == offset)
  }

  @Test func `says what it found`() {
    #expect(fault([0x61, 0x1B])?.message == "a control character, U+001B")
    #expect(fault([0xFF])?.message == "bytes that are not UTF-8")
  }

  @Test func `drops what XML may not hold`() {
    let bytes: [UInt8] =
      Array("a\u{1}b\tế\u{FFFD}".utf8) + [0xEF, 0xBF, 0xBF, 0xFF, 0x63, 0xE1, 0xBA]
    #expect(firstXMLIllegal(in: bytes.span) == 1..<2)
    #expect(droppingXMLIllegal(bytes) == Array("ab\tế\u{FFFD}c".utf8))
    #expect(firstXMLIllegal(in: Array("a\u{85}\u{7F}ế".utf8).span) == nil)
  }

  @Test func `drops from any bytes, and is then clean`() {
    var random = SplitMix64(seed: 0xFA)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...90, using: &random)).map { _ in
        [UInt8.random(in: 0...255, using: &random), 0x61, 0xEF, 0xBF, 0xBE, 0xE2, 0x80]
          .randomElement(using: &random) ?? 0
      }
      let clean = droppingXMLIllegal(bytes)
      #expect(firstXMLIllegal(in: clean.span) == nil)
      #expect(droppingXMLIllegal(clean) == clean)
      _ = firstTextFault(in: bytes.span)
      _ = wordCount(bytes.span)
      _ = respelled(bytes)
      #expect(nfc(nfc(bytes)) == nfc(bytes))
    }
  }
}

@Suite struct HostTests {
  @Test(arguments: [
    "\u{430}pple.com", "xn--pple-43d.com", "XN--PPLE-43D.com", "paypa\u{3BB}.com", "a.b\u{43E}.c",
    "α\u{431}.gr",
  ])
  func `sees mixed scripts`(_ host: String) { #expect(mixes(host)) }

  @Test(arguments: [
    "", "example.org", "пример.com", "xn--e1afmkfd.com", "báo-điện-tử.vn", "中文.com", "ελλάδα.gr",
    "xn--", "xn--99999999999999", "127.0.0.1", "xn--bcher-kva.example",
  ])
  func `passes single scripts`(_ host: String) { #expect(!mixes(host)) }

  private func mixes(_ host: String) -> Bool { mixesScripts(host: Array(host.utf8).span) }
}
