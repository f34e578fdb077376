import Addresses
import Testing

@testable import Publishing

@Suite struct ManifestTests {
  static func entry(_ path: String, _ kind: FileKind, isRetired: Bool = false) throws
    -> Manifest.Entry
  {
    Manifest.Entry(
      path: try #require(SitePath(path)), kind: kind, hash: ContentHash(of: Array(path.utf8)),
      isRetired: isRetired)
  }

  static func example() throws -> Manifest {
    Manifest(entries: [
      try entry("2026/a/index.html", .article), try entry("assets/a.css", .asset),
      try entry("assets/b.css", .asset, isRetired: true), try entry("feed.xml", .feed),
      try entry("index.html", .list),
    ])
  }

  @Test func `is lines of text`() throws {
    #expect(
      String(decoding: try Self.example().bytes, as: UTF8.self) == """
        digest-manifest 1
        d911e4e5efbe6e70 p 2026/a/index.html
        9f680d815e324903 a assets/a.css
        fae501545c17202b r assets/b.css
        6a2c10aed762ee44 f feed.xml
        0df7b1206a146ad7 l index.html
        end 14540cd221cab219

        """)
  }

  @Test func `reads what it wrote`() throws {
    let example = try Self.example()
    #expect(Manifest(bytes: example.bytes)?.entries == example.entries)
    #expect(Manifest(bytes: Manifest.empty.bytes)?.entries.isEmpty == true)
    for (index, entry) in example.entries.enumerated() {
      #expect(example.index(of: entry.path) == index)
    }
    #expect(example.index(of: try #require(SitePath("assets"))) == nil)
    #expect(example.index(of: try #require(SitePath("zzz"))) == nil)
  }

  @Test func `believes nothing of a damaged file`() throws {
    let bytes = try Self.example().bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(Manifest(bytes: damaged) == nil, "bit of byte \(index)")
      #expect(Manifest(bytes: Array(bytes[..<index])) == nil, "cut at \(index)")
    }
  }

  /// Lies with a right sum, such as a stranger's repository may hold.
  @Test(arguments: [
    "0000000000000000 p ../../etc/passwd", "0000000000000000 p /etc/passwd",
    "0000000000000000 p .git/config", "0000000000000000 p a/../b", "0000000000000000 x a",
    "0000000000000000 p a\n0000000000000000 p a", "0000000000000000 p b\n0000000000000000 p a",
    "000000000000000G p a", "00000000 p a", "0000000000000000 p ", "0000000000000000 p",
    "0000000000000000p a", "",
  ])
  func `believes nothing of a lie`(_ lines: String) {
    var bytes = Array("digest-manifest 1\n\(lines)\n".utf8)
    bytes += Array("end \(ContentHash(of: bytes).hexadecimal)\n".utf8)
    #expect(Manifest(bytes: bytes) == nil)
  }
}
