import Testing

@testable import Site

/// What the permanent ids of a site are made of.
@Suite struct IdentityTests {
  @Test(arguments: [
    ("example.org,2025", true), ("digest.example.org,2025-10", true),
    ("example.org,2025-10-25", true), ("xn--a-b.example,2024", true), ("localhost,2025", true),
    ("ban.bien-tap_1@example.org,2025", true),
    ("", false), (",2025", false), ("example", false), ("example.org", false),
    ("example.org,", false), ("example.org,25", false), ("example.org,2025-13", false),
    ("example.org,2025-02-30", false), ("example.org,2024/2025", false),
    ("example.org,2024..2025", false), ("example.org,2025,2026", false),
    ("example.org, 2025", false), ("https://example.org,2025", false), ("a..b,2025", false),
    (".a,2025", false), ("-a.b,2025", false), ("a-.b,2025", false), ("a_b.c,2025", false),
    ("tòa-soạn.vn,2025", false), ("@example.org,2025", false), ("a@,2025", false),
    ("a@b@c,2025", false), ("a:b,2025", false), ("tòa soạn của tôi", false),
  ])
  func `takes an authority of RFC 4151`(_ text: String, isTaken: Bool) {
    #expect((TagAuthority(text) != nil) == isTaken)
  }

  @Test(arguments: [
    ("a@example.org", true), ("tòa+soạn@ví-dụ.vn", true),
    ("", false), ("abc", false), ("@", false), ("a@", false), ("@a", false), ("a@b@c", false),
    ("A <a@b.c>", false), ("a b@c", false), ("a@b,c@d", false), ("mailto:a@b", false),
  ])
  func `takes an e-mail address`(_ text: String, isTaken: Bool) {
    #expect(text.isMailAddress == isTaken)
  }

  @Test(arguments: [
    ("2025/10/bai-mot", "2025/10/bai-mot"), ("", ""), ("Bài_Một~(2)", "Bài_Một~(2)"),
    ("a!$&'()*+,;=:@/?b", "a!$&'()*+,;=:@/?b"), ("bài ă̂ế/日本/😀", "bài%20ă̂ế/日本/😀"),
    ("bài hai #1", "bài%20hai%20%231"), ("100%", "100%25"), ("a%20b", "a%2520b"),
    ("a\"<>\\^`{|}[]b", "a%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5Db"), ("a\n\u{7F}b", "a%0A%7Fb"),
    ("\u{80}\u{9F}\u{A0}", "%C2%80%C2%9F\u{A0}"), ("\u{E000}\u{FFFD}", "%EE%80%80%EF%BF%BD"),
    ("\u{1FFFD}\u{1FFFE}", "\u{1FFFD}%F0%9F%BF%BE"), ("e\u{301} b", "e\u{301}%20b"),
  ])
  func `encodes only what an IRI may not hold`(_ path: String, _ expected: String) {
    var id = Array("tag:".utf8)
    let file = "content/" + path + ".md"
    id.append(iriPath: 8..<8 + path.utf8.count, of: file)
    #expect(id == Array("tag:\(expected)".utf8))
  }
}
