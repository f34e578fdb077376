import Language
import TestSupport
import Testing

/// Upper and lower case of the 134 accented letters of Vietnamese, with what they fold to.
private let vietnameseRows: [(ascii: String, small: String, capital: String)] = [
  ("a", "àảãáạăằẳẵắặâầẩẫấậ", "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ"),
  ("d", "đ", "Đ"),
  ("e", "èẻẽéẹêềểễếệ", "ÈẺẼÉẸÊỀỂỄẾỆ"),
  ("i", "ìỉĩíị", "ÌỈĨÍỊ"),
  ("o", "òỏõóọôồổỗốộơờởỡớợ", "ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ"),
  ("u", "ùủũúụưừửữứự", "ÙỦŨÚỤƯỪỬỮỨỰ"),
  ("y", "ỳỷỹýỵ", "ỲỶỸÝỴ"),
]

private func fold(_ text: String) -> String {
  String(decoding: folded(Array(text.utf8)), as: UTF8.self)
}

private func lower(_ text: String) -> String {
  String(decoding: lowercased(Array(text.utf8)), as: UTF8.self)
}

@Suite struct FoldTests {
  @Test func `folds each of the 134 letters of Vietnamese`() {
    var count = 0
    for row in vietnameseRows {
      for letter in row.small.unicodeScalars {
        #expect(fold(String(letter)).utf8.elementsEqual(row.ascii.utf8), "\(letter)")
        count += 1
      }
      for letter in row.capital.unicodeScalars {
        #expect(fold(String(letter)).utf8.elementsEqual(row.ascii.utf8), "\(letter)")
        count += 1
      }
      #expect(lower(row.capital).utf8.elementsEqual(row.small.utf8))
      #expect(lower(row.small).utf8.elementsEqual(row.small.utf8))
    }
    #expect(count == 134)
  }

  @Test(arguments: [
    ("Đặng Thùy Trâm", "dang thuy tram"),
    ("\u{D0}\u{1EB7}ng", "dang"),  // eth for Đ
    ("a\u{302}\u{301}", "a"),
    ("HÀ NỘI", "ha noi"),
    ("café müller señor façade Straße smørrebrød", "cafe muller senor facade strasse smorrebrod"),
    (
      "Ærøskøbing Þór Łódź œuvre ŐRSÉG İstanbul ıspanak ẞ",
      "aeroskobing thor lodz oeuvre orseg istanbul ispanak ss"
    ),
    ("km² 5 µm 10 %", "km2 5 µm 10 %"),
    ("Россия ΑΘΗΝΑ", "россия αθηνα"),
    ("“中文” 😀 ẹ̀", "“中文” 😀 e"),
  ])
  func `folds text`(_ text: String, _ expected: String) {
    #expect(fold(text).utf8.elementsEqual(expected.utf8), "\(fold(text))")
  }

  @Test(arguments: [
    ("ĐẶNG \u{D0}\u{1EB6}NG \u{189}", "đặng đặng đ"),
    ("ÉCOLE STRASSE ẞ Ž Ŷ Ÿ", "école strasse ß ž ŷ ÿ"),
    ("МОСКВА ΑΘΗΝΑ 中文 İ", "москва αθηνα 中文 i"),
    ("a\u{301}", "a\u{301}"),
  ])
  func `lowers text and keeps its marks`(_ text: String, _ expected: String) {
    #expect(lower(text).utf8.elementsEqual(expected.utf8), "\(lower(text))")
  }

  @Test(
    arguments: [
      [0xC3], [0xE1, 0xBA], [0xE1, 0xBA, 0x41], [0x80, 0xFF, 0x41], [0xC0, 0x80], [0xC1, 0xBF],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func `leaves what is not UTF-8`(_ bytes: [UInt8]) {
    let ascii = bytes.map { $0 == 0x41 ? 0x61 : $0 }
    #expect(folded(bytes) == ascii)
    #expect(lowercased(bytes) == ascii)
  }

  @Test func `folds a fold to itself, and never grows`() {
    var random = SplitMix64(seed: 0xF0)
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let pool: ClosedRange<UInt32> =
          [0x20...0x52F, 0x1E00...0x1EFF, 0...0x1_FFFF].randomElement(using: &random) ?? 0...0
        if let scalar = Unicode.Scalar(UInt32.random(in: pool, using: &random)) {
          text.append(scalar)
        }
      }
      let bytes = Array(String(text).utf8)
      for map in [folded, lowercased] {
        let once = map(bytes)
        #expect(map(once) == once)
        #expect(once.count <= bytes.count)
        #expect(String(validating: once, as: UTF8.self) != nil)
      }
      #expect(folded(lowercased(bytes)) == folded(bytes))
    }
  }

  @Test func `folds composed and decomposed Latin text alike`() {
    var random = SplitMix64(seed: 0xF1)
    let pools: [ClosedRange<UInt32>] = [0x41...0x5A, 0xC0...0x24F, 0x1E00...0x1EFF, 0x300...0x323]
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let pool = pools[Int.random(in: 0..<4, using: &random)]
        text.append(Unicode.Scalar(UInt32.random(in: pool, using: &random)) ?? "a")
      }
      let bytes = Array(String(text).utf8)
      #expect(folded(nfc(bytes)) == folded(bytes))
    }
  }

  /// The file was made by Python's `unicodedata` and `str.lower`, with the letters that
  /// have no decomposition, and the letters that are typed for đ, filled in by hand.
  @Test func `agrees with Python on every Latin letter`() throws {
    var table = ""
    for value in Array(0xAA...0x24F) + Array(0x1E00...0x1EFF) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let letter = String(scalar)
      table += "\(letter) \(lower(letter)) \(fold(letter))\n"
    }
    try expectGolden(table, matches: "Language/latin-letters.txt")
  }
}
