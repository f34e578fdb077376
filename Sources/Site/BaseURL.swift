/// Where a site is published: scheme, host and the path it lies below.
package struct BaseURL: Hashable, Sendable {
  /// `https://example.org`, without the path.
  package let origin: String
  package let host: String
  /// Empty, or `/digest`: starts with a slash and does not end with one.
  package let path: String

  /// Accepts `http` and `https`, a host of letters, digits, dots and hyphens, a port,
  /// and a path of unreserved characters (RFC 3986, section 2.3); nothing else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let scheme = ["https://", "http://"].first(where: { bytes.starts(with: $0.utf8) }) else {
      return nil
    }
    let rest = bytes.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    var path = rest.dropFirst(authority.count)
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    let isHost = authority.allSatisfy { $0.isUnreserved || $0 == UInt8(ascii: ":") }
    let isPath = path.allSatisfy { $0.isUnreserved || $0 == UInt8(ascii: "/") }
    let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !authority.isEmpty, isHost, isPath,
      segments.dropFirst().allSatisfy({ !$0.allSatisfy { $0 == UInt8(ascii: ".") } })
    else { return nil }
    let name = authority.prefix { $0 != UInt8(ascii: ":") }
    guard !name.isEmpty else { return nil }
    host = String(decoding: name, as: UTF8.self)
    origin = scheme + String(decoding: authority, as: UTF8.self)
    self.path = String(decoding: path, as: UTF8.self)
  }

  private init(origin: String, host: String, path: String) {
    self.origin = origin
    self.host = host
    self.path = path
  }

  /// Stands in after a fault has been reported.
  static let example = BaseURL(origin: "https://example.org", host: "example.org", path: "")
}

extension UInt8 {
  /// RFC 3986, section 2.3.
  fileprivate var isUnreserved: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
