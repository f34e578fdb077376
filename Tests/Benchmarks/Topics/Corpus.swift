/// Generated texts: the same seed gives the same bytes.
enum Corpus {
  private static let initials = [
    "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r",
    "s", "t",
    "th", "tr", "v", "x",
  ]
  private static let rhymes = [
    "a", "à", "á", "ạ", "ai", "ài", "an", "án", "ang", "ành", "ao", "âu", "ây", "ăn", "ắc", "ê",
    "ề", "ết",
    "iên", "iệc", "iều", "in", "ình", "o", "ò", "ong", "ô", "ộc", "ông", "ơ", "ời", "ới", "u", "ú",
    "ung",
    "uyền", "ư", "ững", "ươi", "ước", "ượng", "y", "ý",
  ]
  private static let phrases = [
    "an ninh mạng", "chủ quyền số", "hội nghị cấp cao ASEAN", "đào tạo cán bộ", "tội phạm mạng",
    "dữ liệu cá nhân",
    "chuyển đổi số", "lừa đảo trực tuyến", "mã độc tống tiền", "hợp tác quốc tế", "Bộ Công an",
    "trí tuệ nhân tạo",
  ]

  /// Articles in Vietnamese-looking syllables; every fortieth word is a phrase.
  static func articles(count: Int, bytes: Int) -> [[UInt8]] {
    var random = Random(seed: 42)
    return (0..<count).map { _ in
      var text = "# "
      var words = 0
      while text.utf8.count < bytes {
        if words % 40 == 20 {
          text += phrases[random.below(phrases.count)]
        } else {
          text += initials[random.below(initials.count)] + rhymes[random.below(rhymes.count)]
        }
        words += 1
        text += words == 12 ? "\n" : words % 120 == 0 ? ".\n" : words % 17 == 0 ? ". T" : " "
      }
      return Array(text.utf8)
    }
  }

  /// A topic of its own with many generated phrases, in the form of `topics.yml`.
  static func topic(phrases count: Int) -> String {
    var random = Random(seed: 7)
    var seen: Set<String> = []
    while seen.count < count {
      let words = (0..<2 + random.below(3)).map { _ in
        initials[random.below(initials.count)] + rhymes[random.below(rhymes.count)]
      }
      // A number keeps the phrases apart where folding would make two of them one.
      seen.insert(words.joined(separator: " ") + " \(seen.count)")
    }
    let lines = seen.sorted().map { "          - \($0)\n" }.joined()
    return """

        - id: generated
          label: {vi: Chủ đề sinh ra, en: Generated topic}
          scope: {vi: Để đo., en: To measure.}
          evidence:
            weak:
      \(lines)
      """
  }

  static let adversaries: [(name: String, unit: String)] = [
    ("one word again and again", "ASEAN "),
    ("phrases that overlap", "chủ quyền số chủ quyền "),
    (
      "near rules in an endless sentence",
      "đào tạo cán bộ ASEAN hội nghị chủ quyền công nghệ nước ngoài "
    ),
    (
      "near rules whose halves never meet",
      "đào tạo một hai ba bốn năm sáu bảy tám chín mười ASEAN "
    ),
    ("almost a phrase", "hội nghị cấp cao hội nghị cấp "),
    ("letters without a space", "chuquyen"),
    ("combining marks", "a\u{301}\u{323}\u{302}"),
    ("a sentence a word", "A. B! C? "),
    ("capitals that matter", "ai AI Ai "),
    ("bytes that are no text", "\u{FFFD}"),
  ]

  static func repeating(_ unit: String, bytes: Int) -> [UInt8] {
    let unit = Array(unit.utf8)
    return (0..<bytes / unit.count).flatMap { _ in unit }
  }
}

/// A linear congruential generator (Knuth, MMIX), enough for texts.
private struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
