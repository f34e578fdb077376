import Addresses
import Testing

@Suite struct SitePathTests {
  @Test(arguments: [
    "index.html", "2026/03/lockbit/index.html", "assets/style.0a1b.css", "_headers", "a..b",
    "A-Z_~+=@,.txt", String(repeating: "a", count: 200),
  ])
  func `accepts a path`(_ text: String) {
    #expect(SitePath(text)?.text == text)
    #expect(SitePath(bytes: Array(text.utf8)[...])?.text == text)
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", ".git/config", "a/.htaccess",
    "a b", "a\\b", "a%2fb", "a\u{0}", "a\n", "ă", "a/..\u{301}/b", "a:b", "a?b", "a#b", "<a>",
    "a&b",
    "a'b", "a\"b", String(repeating: "a", count: 201),
    String(repeating: "a/", count: 32) + "a",
    String(repeating: String(repeating: "a", count: 199) + "/", count: 5) + "ab",
  ])
  func `refuses a path`(_ text: String) {
    #expect(SitePath(text) == nil)
    #expect(SitePath(bytes: Array(text.utf8)[...]) == nil)
  }

  @Test func `judges a byte the same in every place`() {
    let allowed = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~+=@,/".utf8)
    for place in 1..<19 {
      for byte in UInt8.min...UInt8.max {
        var path = Array("abcdefgh-0123456789z".utf8)
        path[place] = byte
        #expect(
          (SitePath(bytes: path[...]) != nil) == allowed.contains(byte), "\(byte) at \(place)")
      }
    }
  }

  @Test func `refuses bytes that are not UTF-8`() {
    #expect(SitePath(bytes: [0x61, 0xFF]) == nil)
  }

  @Test func `orders by bytes`() throws {
    let texts = ["B", "a", "a-b/c", "a/b", "a/b/c", "a0"]
    let paths = texts.compactMap { SitePath($0) }
    #expect(paths.shuffled().sorted().map(\.text) == texts)
  }
}
