import Language
import TestSupport
import Testing

@Suite struct WordTests {
  @Test(arguments: [
    ("Công ước Hà Nội", ["Công", "ước", "Hà", "Nội"]),
    ("Nghị định 13/2023/NĐ-CP.", ["Nghị", "định", "13", "2023", "NĐ", "CP"]),
    ("mất 1,2 tỷ (10.000 USD), v.v.", ["mất", "1,2", "tỷ", "10.000", "USD", "v", "v"]),
    ("don't 'quote' bank’s ’", ["don't", "quote", "bank’s"]),
    ("“xin chào”—tạm biệt…", ["xin", "chào", "tạm", "biệt"]),
    ("Vie\u{323}\u{302}t ke\u{AD}o e\u{301}", ["Vie\u{323}\u{302}t", "ke\u{AD}o", "e\u{301}"]),
    ("😀 中文、日本 × 5%", ["中文", "日本", "5"]), ("", []), (" \n\t", []), ("1,", ["1"]), ("a'", ["a"]),
  ])
  func `reads words`(_ text: String, _ expected: [String]) {
    let bytes = Array(text.utf8)
    var words = WordReader()
    var found: [String] = []
    while let range = words.next(in: bytes.span) {
      found.append(String(decoding: bytes[range], as: UTF8.self))
    }
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect(wordCount(bytes.span) == expected.count)
  }

  @Test func `counts what it reads`() {
    let parts = [
      "a", "Z", "đ", "à", "ướ", "ệ", "5", "0", "'", "’", ".", ",", " ", "-", "\n", "×", "÷",
      "\u{AD}",
      "\u{200B}", "…", "“", "ß", "ж", "中", "。", "😀", "e\u{301}", "ª", "\u{A0}", "_",
    ]
    var random = SplitMix64(seed: 0x60)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      var words = WordReader()
      var read = 0
      while words.next(in: bytes.span) != nil { read += 1 }
      #expect(wordCount(bytes.span) == read, "\(text)")
    }
  }

  @Test func `says how long a text takes`() {
    #expect(TextLanguage.vietnamese.readingMinutes(words: 0) == 1)
    #expect(TextLanguage.vietnamese.readingMinutes(words: 601) == 3)
    #expect(TextLanguage.english.readingMinutes(words: 476) == 2)
    #expect(TextLanguage.english.readingMinutes(words: .max) > 0)
  }
}

@Suite struct SpellingTests {
  @Test(arguments: [
    ("hoà bình", "hòa bình"), ("hòa bình", "hòa bình"), ("khoẻ", "khỏe"),
    ("toé hoẹ loã", "tóe họe lõa"),
    ("thuỷ uỷ ban luỹ tuỳ", "thủy ủy ban lũy tùy"), ("quý quỷ quỵ", "quí quỉ quị"),
    ("quy định", "qui định"),
    ("kỹ lý mỹ sỹ tỷ hy vỹ", "kĩ lí mĩ sĩ tỉ hi vĩ"), ("kĩ thuật", "kĩ thuật"),
    ("công ty", "công ti"),
    ("hoàn hoài khuỷu huỳnh khuya", "hoàn hoài khuỷu huỳnh khuya"),
    ("ý y tế đẩy mây", "ý y tế đẩy mây"),
    ("hoa huy oa quà", "hoa huy oa quà"), ("sky by they", "sky by they"), ("oà", "òa"),
    ("à ỳ", "à ỳ"),
  ])
  func `respells`(_ text: String, _ expected: String) {
    let spelt = respelled(Array(text.utf8))
    #expect(spelt == Array(expected.utf8), "\(String(decoding: spelt, as: UTF8.self))")
    #expect(respelled(spelt) == spelt)
  }
}

@Suite struct NumberTests {
  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (12_000, "12.000", "12,000"),
    (-1_234_567, "-1.234.567", "-1,234,567"), (-100, "-100", "-100"),
    (.min, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
  ])
  func `groups thousands`(_ number: Int, _ vietnamese: String, _ english: String) {
    #expect(TextLanguage.vietnamese.formatted(number) == vietnamese)
    #expect(TextLanguage.english.formatted(number) == english)
  }

  @Test(
    arguments: [
      (78.4, nil, "78,4"), (1234.5, nil, "1.234,5"), (2, nil, "2"), (0.1, nil, "0,1"),
      (78.45, 1, "78,5"), (-0.04, 1, "0,0"), (-2.5, 0, "-3"), (1e6, 2, "1.000.000,00"),
      (0.05, 3, "0,050"), (1e20, nil, "1e+20"), (.infinity, nil, "inf"), (.nan, 2, "nan"),
      (1e-7, nil, "1e-07"), (123_456_789_012_345, 9, "123.456.789.012.345"), (-0.0, nil, "-0"),
    ] as [(Double, Int?, String)])
  func `writes fractions`(_ number: Double, _ digits: Int?, _ expected: String) {
    #expect(TextLanguage.vietnamese.formatted(number, fractionDigits: digits) == expected)
  }
}

@Suite struct TypographyTests {
  @Test(arguments: [
    ("dài 12 km, giá 1,2 tỷ đồng", "dài 12~km, giá 1,2~tỷ đồng"), ("5 % và 7 %.", "5~% và 7~%."),
    ("30 °C 10 km² 3 m²", "30~°C 10~km² 3~m²"), ("100 triệu", "100~triệu"),
    ("100 triệuphú", "100 triệuphú"),
    ("25 tháng 10", "25 tháng 10"), ("3 mét", "3 mét"), ("3 m2", "3 m2"), ("12  km", "12  km"),
    ("A km", "A km"), ("12 ", "12 "), ("“5” MB", "“5” MB"), ("5 MB", "5~MB"), ("", ""), ("1", "1"),
    ("4.5 million people", "4.5~million people"),
  ])
  func `binds numbers to units`(_ text: String, _ expected: String) {
    let wanted = expected.unicodeScalars.map { $0 == "~" ? "\u{A0}" : String($0) }.joined()
    #expect(bindingUnits(Array(text.utf8)) == Array(wanted.utf8))
  }
}
