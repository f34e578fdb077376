import Language
import TestSupport
import Testing

@Suite struct SlugTests {
  @Test(
    arguments: [
      ("Công ước Hà Nội", "cong-uoc-ha-noi"),
      ("Nghị định 13/2023/NĐ-CP", "nghi-dinh-13-2023-nd-cp"),
      ("“Đông Du”: 100 năm", "dong-du-100-nam"),
      ("Cảnh báo: lừa đảo qua QR — mất 1,2 tỷ đồng!", "canh-bao-lua-dao-qua-qr-mat-1-2-ty-dong"),
      ("  $4.4M ransom  ", "4-4m-ransom"),
      ("Vietnam's plan and the bank’s", "vietnams-plan-and-the-banks"),
      ("Ñandú & ß", "nandu-ss"),
      ("a\u{AD}b\u{200B}c", "abc"),
      ("Co\u{302}ng u\u{31B}o\u{31B}\u{301}c", "cong-uoc"),
      ("' - '", nil), ("", nil), ("Россия", nil), ("中文", nil), ("’x’ y", "x-y"),
    ] as [(String, String?)])
  func `derives a slug`(_ title: String, _ expected: String?) {
    #expect(Slug(deriving: title)?.text == expected)
  }

  @Test(arguments: ["a", "a-b", "2025", "x1-y2", String(repeating: "a", count: 80)])
  func `takes a slug`(_ text: String) {
    #expect(Slug(text)?.description == text)
  }

  @Test(arguments: [
    "", "-", "a-", "-a", "a--b", "A", "à", "a b", "a_b", "a.b", "a/b", "..", "a\u{301}", "a\0",
    String(repeating: "a", count: 81),
  ])
  func `refuses what is no slug`(_ text: String) {
    #expect(Slug(text) == nil)
  }

  @Test func `judges a byte the same in every place`() {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
    for place in 1..<20 {
      for byte in UInt8.min...UInt8.max {
        var slug = Array("abcdefghij0123456789z".utf8)
        slug[place - 1] = UInt8(ascii: "x")
        slug[place] = byte
        let text = String(decoding: slug, as: UTF8.self)
        #expect((Slug(text) != nil) == allowed.contains(byte), "\(byte) at \(place)")
      }
      var slug = Array("abcdefghij0123456789z".utf8)
      slug.replaceSubrange(place..<place + 1, with: "--".utf8)
      #expect(Slug(String(decoding: slug, as: UTF8.self)) == nil, "two hyphens at \(place)")
    }
  }

  @Test func `cuts a long slug after a word`() {
    let word = String(repeating: "x", count: 26)
    #expect(Slug(deriving: "\(word) \(word) \(word)")?.text == "\(word)-\(word)-\(word)")
    #expect(Slug(deriving: "\(word) \(word) \(word) y")?.text == "\(word)-\(word)-\(word)")
    #expect(Slug(deriving: "\(word) \(word) \(word)y")?.text == "\(word)-\(word)")
    #expect(Slug(deriving: String(repeating: "é", count: 90))?.text.utf8.count == 80)
  }

  @Test func `derives from any bytes what is a slug`() {
    var random = SplitMix64(seed: 0x51)
    let alphabet: [UInt8] = Array("aZ9 -'’đĐ\u{301}\u{AD}ß.".utf8) + [0xFF, 0xC3, 0xE1, 0xE2, 0x80]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
        Bool.random(using: &random)
          ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      guard let slug = Slug(deriving: bytes) else { continue }
      #expect(Slug(slug.text) == slug)
      #expect(Slug(deriving: slug.text) == slug)
    }
  }
}
