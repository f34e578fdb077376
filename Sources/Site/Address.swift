/// Where a page lies on the site: an absolute path below the base URL's own path.
///
/// Addresses are made here and nowhere else, from slugs, ids and numbers, so every
/// segment is `[a-z0-9-]`.
package struct Address: Hashable, Sendable {
  /// Such as `/2025/10/cong-uoc-ha-noi/` or `/feed.xml`.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The file, from the output folder: `2025/10/cong-uoc-ha-noi/index.html`.
  package var file: String {
    let bytes = path.utf8Span.span
    guard bytes.count > 0 else { return "" }
    var file: [UInt8] = []
    file.reserveCapacity(bytes.count + Self.index.count)
    for place in 1..<bytes.count { file.append(bytes[place]) }
    if bytes[bytes.count - 1] == UInt8(ascii: "/") { file.append(contentsOf: Self.index) }
    return String(decoding: file, as: UTF8.self)
  }

  /// The address that leads to the same file by the name of its folder, if it names the
  /// folder's `index.html`.
  var folder: Address {
    let bytes = path.utf8Span.span
    let end = bytes.count - Self.index.count
    guard end > 0, bytes[end - 1] == UInt8(ascii: "/") else { return self }
    for place in end..<bytes.count where bytes[place] != Self.index[place - end] { return self }
    return Address(String(decoding: path.utf8.prefix(end), as: UTF8.self))
  }

  private static let index = Array("index.html".utf8)

  /// An address below this one.
  package func appending(_ rest: String) -> Address { Address(path + rest) }
}

extension Address: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
  }
}

extension SiteSettings {
  /// `/` for the site's own language, `/en/` for another.
  package func home(of language: String) -> Address {
    Address(language == defaultLanguage ? "/" : "/\(language)/")
  }

  /// The address as a link on a page says it: with the path of the base URL before it.
  package func link(_ address: Address) -> String { baseURL.path + address.path }

  /// The address in full.
  package func absolute(_ address: Address) -> String { baseURL.origin + link(address) }
}
