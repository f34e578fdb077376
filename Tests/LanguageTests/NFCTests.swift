import Language
import TestSupport
import Testing

@Suite struct NFCTests {
  // Expected values are from Python's unicodedata.normalize("NFC", …).
  static let rows: [(source: String, composed: String)] = [
    ("", ""), ("abc", "abc"),
    ("Vie\u{323}\u{302}t", "Vi\u{1EC7}t"), ("Vie\u{302}\u{323}t", "Vi\u{1EC7}t"),
    ("\u{1EB9}\u{302}", "\u{1EC7}"), ("u\u{31B}\u{323}", "\u{1EF1}"),
    ("\u{1EE5}\u{31B}", "\u{1EF1}"),
    ("d\u{335}", "d\u{335}"), ("\u{301}a", "\u{301}a"), ("a\u{301}\u{300}", "\u{E1}\u{300}"),
    ("\u{212B}\u{2126}\u{212A}", "\u{C5}\u{3A9}K"),
    ("\u{340}\u{341}\u{343}\u{374}\u{37E}\u{387}", "\u{300}\u{301}\u{313}\u{2B9};\u{B7}"),
    ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{AC00}\u{11A8}", "\u{AC01}"),
    ("\u{AC00}\u{1161}", "\u{AC00}\u{1161}"),
    ("\u{915}\u{93C}\u{958}", "\u{915}\u{93C}\u{915}\u{93C}"), ("\u{9C7}\u{9BE}", "\u{9CB}"),
    ("\u{304B}\u{3099}", "\u{304C}"), ("\u{F900}", "\u{8C48}"), ("\u{FB1D}", "\u{5D9}\u{5B4}"),
    ("\u{FB01}", "\u{FB01}"),
    ("\u{5D0}\u{5B7}\u{5B0}", "\u{5D0}\u{5B0}\u{5B7}"), ("\u{622}\u{627}\u{653}", "\u{622}\u{622}"),
    ("\u{1F71}\u{1FBB}", "\u{3AC}\u{386}"),
    ("\u{2000}\u{2001}\u{2002}", "\u{2002}\u{2003}\u{2002}"),
    ("\u{2329}\u{2ADC}", "\u{3008}\u{2ADD}\u{338}"), ("\u{1D15E}", "\u{1D157}\u{1D165}"),
    ("\u{2F800}", "\u{4E3D}"),
    ("\u{11099}\u{110BA}", "\u{1109A}"), ("\u{438}\u{306}\u{483}", "\u{439}\u{483}"),
    ("\u{20D0}\u{302A}\u{302A}", "\u{302A}\u{302A}\u{20D0}"),
    ("😀👨‍👩‍👧 ₫ “ ” … –", "😀👨‍👩‍👧 ₫ “ ” … –"),
  ]

  @Test(arguments: rows)
  func `composes`(_ source: String, _ expected: String) {
    #expect(nfc(Array(source.utf8)) == Array(expected.utf8))
    #expect(nfc(source).utf8.elementsEqual(expected.utf8))
    // The same in the middle of a text, across the blocks of the quick look.
    for padding in 60..<70 {
      let before = Array(repeating: UInt8(ascii: "x"), count: padding) + Array("ế ".utf8)
      let after = Array(" ứ".utf8) + Array(repeating: UInt8(ascii: "x"), count: padding)
      #expect(nfc(before + source.utf8 + after) == before + expected.utf8 + after)
    }
  }

  @Test func `leaves bytes that are not UTF-8`() {
    #expect(nfc([0xFF, 0x20, 0x65, 0xCC, 0x81]) == [0xFF, 0x20, 0xC3, 0xA9])
    #expect(nfc([0x65, 0xCC, 0x81, 0xFF, 0x65]) == [0x65, 0xCC, 0x81, 0xFF, 0x65])
    #expect(nfc([0x65, 0xCC]) == [0x65, 0xCC])
    #expect(nfc([0xE2, 0x80]) == [0xE2, 0x80])
  }

  @Test func `leaves a letter under a heap of marks`() {
    let heap =
      Array("a".utf8) + (0..<600).flatMap { Array(($0 % 2 == 0 ? "\u{301}" : "\u{323}").utf8) }
    #expect(nfc(heap + Array(" a\u{301}".utf8)) == heap + Array(" á".utf8))
    #expect(
      nfc(Array(heap.prefix(1001)))
        == String(decoding: heap.prefix(1001), as: UTF8.self)._nfcCodeUnits)
  }

  @Test func `agrees with the standard library on random text`() {
    var random = SplitMix64(seed: 0x4E)
    let pools: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xC0...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0x1E00...0x1EFF, 0x300...0x331,
      0x2000...0x2BFF, 0x370...0x6FF, 0x900...0x1FFF, 0x3000...0xFFFF, 0x1_0000...0x2_FFFF,
    ]
    for round in 0..<4000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...100, using: &random) {
        let pool = pools[
          round % 3 == 0
            ? Int.random(in: 0..<pools.count, using: &random)
            : Int.random(in: 0..<6, using: &random)]
        if let scalar = Unicode.Scalar(UInt32.random(in: pool, using: &random)) {
          text.append(scalar)
        }
      }
      let bytes = Array(String(text).utf8)
      #expect(nfc(bytes) == String(text)._nfcCodeUnits, "\(text.map(\.value))")
      #expect(nfc(nfc(bytes)) == nfc(bytes))
    }
  }

  /// Every letter of Vietnamese apart into letter and marks, in both orders of the marks.
  @Test func `puts every letter together again`() {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    let shapes = [
      ("a", ""), ("a", "\u{306}"), ("a", "\u{302}"), ("e", ""), ("e", "\u{302}"), ("i", ""),
      ("o", ""),
      ("o", "\u{302}"), ("o", "\u{31B}"), ("u", ""), ("u", "\u{31B}"), ("y", ""),
    ]
    let rows = [
      "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
      "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
    ]
    for ((letter, shape), row) in zip(shapes, rows) {
      for (tone, whole) in zip(tones, row.unicodeScalars) {
        #expect(nfc(letter + shape + tone).utf8.elementsEqual(String(whole).utf8))
        // A mark below or at the side may come after one above; two above may not change
        // places.
        if tone == "\u{323}" || shape == "\u{31B}" {
          #expect(nfc(letter + tone + shape).utf8.elementsEqual(String(whole).utf8))
        }
        let capital = (letter + shape + tone).uppercased()
        #expect(nfc(capital).utf8.elementsEqual(String(whole).uppercased().utf8))
      }
    }
    #expect(nfc("a\u{301}\u{302}").utf8.elementsEqual("á\u{302}".utf8))
    #expect(nfc("\0\u{301}a\u{301}").utf8.elementsEqual("\0\u{301}á".utf8))
  }
}
