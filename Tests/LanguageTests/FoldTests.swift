import Language
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
}
