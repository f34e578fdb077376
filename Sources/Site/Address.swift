internal import Addresses

/// Where a page lies on the site: an absolute path below the base URL's own path.
///
/// Addresses are made here and nowhere else, from slugs, ids and numbers, so every
/// segment is `[a-z0-9-]`.
package struct Address: Hashable, Sendable {
  /// Such as `/2025/10/cong-uoc-ha-noi/` or `/feed.xml`.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The address that leads to the same file by the name of its folder, if it names the
  /// folder's `index.html`.
  var folder: Address {
    guard path.hasBytes(suffix: "/index.html") else { return self }
    return Address(String(decoding: path.utf8.dropLast("index.html".utf8.count), as: UTF8.self))
  }

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
