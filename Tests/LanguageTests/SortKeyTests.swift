import Language
import TestSupport
import Testing

@Suite struct SortKeyTests {
  /// In the order of a Vietnamese dictionary, written by hand: syllable by syllable, each
  /// by its letters first and by its tone second.
  static let vietnamese = [
    "", "2 lớp", "an", "an ninh", "an ninh mạng", "an toàn", "Anh", "ảnh", "ánh sáng", "ăn", "âm",
    "ấm", "ba", "ba má", "bà", "bà ba", "bả", "bã", "bá", "bạ", "bác", "ban", "bàn", "bảo mật",
    "báo",
    "băng", "cá", "công an", "Công an", "công ước", "cộng", "cơ quan", "da", "dữ liệu", "đa",
    "đào tạo",
    "Điện Biên", "đường", "e", "ê", "fax", "gì", "Hà Nội", "Hà Tĩnh", "hoà", "hội", "internet",
    "kỹ",
    "lừa đảo", "mã", "mã độc", "má", "nghị định", "nguời", "người", "on", "ôn", "ơn", "phòng",
    "quý",
    "sở", "tay", "tây", "thủy", "thuỵ", "trà", "tư", "từ", "ướt", "Việt Nam", "wifi", "xã", "y tế",
    "ý kiến", "zalo", "Москва", "中文",
  ]

  static let english = [
    "", "4 facts", "ASEAN", "ASEAN Cup", "Aseana", "cafe", "café", "Cafe", "cyber crime",
    "cyber-crime", "cybercrime", "data", "Đông Du", "Hanoi", "new york", "New York", "Newark",
    "straße", "Zalo", "Ω",
  ]

  @Test(arguments: [
    (TextLanguage.vietnamese, SortKeyTests.vietnamese), (.english, SortKeyTests.english),
  ])
  func `sorts as a dictionary does`(_ language: TextLanguage, _ words: [String]) {
    for (place, first) in words.enumerated() {
      for second in words[(place + 1)...] {
        #expect(SortKey(first, in: language) < SortKey(second, in: language), "\(first), \(second)")
      }
    }
  }

  @Test func `tells apart what differs, and only that`() {
    let apart = ["hòa", "hoà", "Hoà", "hoa", "hoa.", "hoa ", "h-oa"]
    for language in TextLanguage.allCases {
      #expect(Set(apart.map { SortKey($0, in: language) }).count == apart.count)
    }
    #expect(SortKey("Việt", in: .vietnamese) == SortKey("Vie\u{323}\u{302}t", in: .vietnamese))
  }

  @Test func `puts the tone after the letters wherever it is written`() {
    #expect(SortKey("hòa", in: .vietnamese) < SortKey("hoá", in: .vietnamese))
    #expect(SortKey("hoà", in: .vietnamese) < SortKey("hóa", in: .vietnamese))
  }

  @Test func `orders random texts the same way from every start`() {
    var random = SplitMix64(seed: 0x50)
    let syllables = [
      "ba", "bà", "Bá", "ban", "ă", "â", "đ", "d", " ", "-", "1", "ß", "е", "\u{301}",
    ]
    let texts = (0..<300).map { _ in
      (0..<Int.random(in: 0...4, using: &random)).map { _ in
        syllables.randomElement(using: &random) ?? ""
      }.joined()
    }
    for language in TextLanguage.allCases {
      func sorted(_ texts: [String]) -> [[UInt8]] {
        texts.map { SortKey($0, in: language) }.sorted().map(\.bytes)
      }
      #expect(sorted(texts) == sorted(texts.shuffled(using: &random)))
      let keys = Set(texts.map { SortKey($0, in: language) })
      #expect(keys.count == Set(texts.map { Array(nfc($0).utf8) }).count)
    }
  }
}
