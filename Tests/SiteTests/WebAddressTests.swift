import Language
import Markdown
import TestSupport
import Testing

@testable import Site

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("https://vnexpress.net", true), ("http://a.example/2025/10/x.html?a=1&b=%20#c", true),
    ("https://a-b.example/", true),
    ("", false), ("https://", false), ("https:///a", false), ("https://?", false),
    ("HTTPS://a.example", false), ("https://xn--pple-43d.example", false),
    ("https://a.example:443/", false), ("https://a@b.example/", false),
    ("https://a.example/\u{200B}", false), ("hxxps://a.example", false),
    ("https://a[.]example", false), ("https://a.example\\b", false), ("https://аpple.com", false),
  ])
  func `is plain at a quick look`(address: String, isPlain: Bool) {
    #expect(address.isPlainWebAddress == isPlain)
  }

  @Test func `what is plain passes a closer look`() {
    var random = SplitMix64(seed: 11)
    let parts = [
      "https://", "http://", "hxxp://", "/", "//", "a", "b.c", "xn--", "-", ".", ":", ":80", "@",
      "[.]", "(dot)", "%2F", "?", "#", "&=+~_", "\\", " ", "\"", "\u{7F}", "\u{FEFF}", "ệ", "а",
    ]
    var plain = 0
    for _ in 0..<20_000 {
      let start = Int.random(in: 0..<4, using: &random) > 0 ? "https://a" : ""
      let address = (0..<Int.random(in: 0..<6, using: &random)).reduce(start) { text, _ in
        text + (parts.randomElement(using: &random) ?? "")
      }
      guard address.isPlainWebAddress else { continue }
      plain += 1
      let bytes = Array(address.utf8)
      #expect(bytes.isWebAddress, "\(address)")
      let host = LinkPolicy.host(ofWebAddress: bytes)
      #expect(host.map { mixesScripts(host: $0.span) } == false, "\(address)")
    }
    #expect(plain > 500)
  }
}
