import TestSupport
import Testing

@testable import Topics

@Suite struct NormaliserTests {
  private static let table = LetterTable()

  private func words(_ text: String, _ folding: Folding = .accented) -> [String] {
    let form = NormalisedText(text, folding, table: Self.table)
    return form.bytes.split(separator: Letters.space).map(spelling)
  }

  /// The code of a word in characters that a test can hold.
  private func spelling(_ word: ArraySlice<UInt8>) -> String {
    word.map { byte in
      switch byte {
      case Letters.aBreve: "ă"
      case Letters.aCircumflex: "â"
      case Letters.dStroke: "đ"
      case Letters.eCircumflex: "ê"
      case Letters.oCircumflex: "ô"
      case Letters.oHorn: "ơ"
      case Letters.uHorn: "ư"
      case Letters.tones: String(byte)
      default: String(Unicode.Scalar(byte))
      }
    }.joined()
  }

  @Test(arguments: [
    ("Đường dương đương", ["đương2", "dương", "đương"]),
    ("ĐỘNG ĐÓ Ð", ["đông5", "đo1", "đ"]),
    ("hòa hoà ho\u{300}a hoa\u{300}", ["hoa2", "hoa2", "hoa2", "hoa2"]),
    ("thủy thuỷ ủy uỷ", ["thuy3", "thuy3", "uy3", "uy3"]),
    ("kỹ kĩ quý quí Lý lí mỹ", ["ki4", "ki4", "qui1", "qui1", "li1", "li1", "mi4"]),
    ("hay thuyền yêu", ["hay", "thuyên2", "yêu"]),
    ("e\u{302}\u{323} e\u{323}\u{302} ệ", ["ê5", "ê5", "ê5"]),
    ("u\u{31B}\u{301}", ["ư1"]),
    ("sub\u{AD}ma\u{200B}rine", ["submarine"]),
    ("ASEAN-Nga, phòng,  chống\u{A0}“lừa”", ["asean", "nga", "phong2", "chông1", "lưa2"]),
    (
      "skills policies crisis virus process news",
      ["skill", "policy", "crisis", "virus", "process", "new"]
    ),
    ("Vietnam's Vietnam’s states' it's", ["vietnam", "vietnam", "state", "it"]),
    ("café naïve ñandú", ["cafe1", "naive", "nandu1"]),
    ("", []),
    ("?!… —", []),
  ])
  func `normalises words`(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func `leaves the marks out where the author did`() {
    #expect(
      words("Chủ quyền số ở Đà Nẵng", .unaccented) == ["chu", "quyen", "so", "o", "da", "nang"])
  }

  @Test func `keeps a tone in any script that has one`() {
    #expect(words("Москва 東京") != words("Киев 京都"))
  }

  @Test(arguments: [
    ("A. Nguyễn gặp TP. Hồ Chí Minh", 1),
    ("Một câu. Hai câu.", 2),
    ("Một câu? “Hai” câu! Ba…", 3),
    ("Tăng 1.000 lần, 3.5 điểm. Hết", 2),
    ("Xem example.com nhé", 1),
    ("Theo ThS. Lê, Dr. No vs. M. kết", 1),
  ])
  func `ends sentences`(_ text: String, _ count: Int) {
    #expect(NormalisedText(text, .accented, table: Self.table).sentenceCount == count)
  }

  @Test func `finds every word in the source`() {
    let source = Array("Vì  “Chủ\u{AD} quyền” số, đấy".utf8)
    let form = NormalisedText(source, [Passage(source.indices)], .accented, table: Self.table)
    let quotes = form.words.map { String(decoding: source[$0], as: UTF8.self) }
    #expect(quotes == ["Vì", "Chủ", "quyền", "số", "đấy"])
  }

  @Test func `joins words across markup and parts them across blocks`() {
    let source = Array("cyber**crime** và".utf8)
    let joined = [
      Passage(0..<5), Passage(7..<12, boundary: .joined), Passage(14..<18, boundary: .joined),
    ]
    let form = NormalisedText(source, joined, .accented, table: Self.table)
    #expect(form.words == [0..<12, 15..<18])
    let parted = NormalisedText(
      source, [Passage(0..<5), Passage(7..<12)], .accented, table: Self.table)
    #expect(parted.words == [0..<5, 7..<12])
    #expect(parted.segmentCount == 2)
  }

  @Test func `never traps`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for folding in [Folding.accented, .unaccented] {
        let form = NormalisedText(bytes, [Passage(bytes.indices)], folding, table: Self.table)
        #expect(form.words.allSatisfy { !$0.isEmpty && $0.upperBound <= bytes.count }, "\(bytes)")
      }
    }
  }

  @Test func `knows the letters of Vietnamese`() {
    // Every letter is its base and its marks, one after the other.
    let letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    for letter in letters.unicodeScalars where letter != "đ" {
      let composed = words("x" + String(letter))
      #expect(composed == words("x" + decomposed(letter)), "\(letter)")
      #expect(composed == words(("X" + String(letter)).uppercased()), "\(letter)")
    }
    #expect(words("Đđ") == ["đđ"])
  }

  /// A letter as its base and combining marks, from the names of Unicode.
  private func decomposed(_ letter: Unicode.Scalar) -> String {
    let name = letter.properties.name ?? ""
    let base = name.split(separator: " ")[3].lowercased()
    let marks: [(String, String)] = [
      ("CIRCUMFLEX", "\u{302}"), ("BREVE", "\u{306}"), ("HORN", "\u{31B}"), ("ACUTE", "\u{301}"),
      ("GRAVE", "\u{300}"), ("HOOK", "\u{309}"), ("TILDE", "\u{303}"), ("DOT BELOW", "\u{323}"),
    ]
    return base + marks.filter { name.contains($0.0) }.map(\.1).joined()
  }
}
