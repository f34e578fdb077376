internal import Language

/// Who makes the ids of a site, as RFC 4151 tells them apart: a host or an e-mail address, and
/// a date on which it was theirs.
///
/// `example.org,2025` or `ban-bien-tap@example.org,2025-10-25`.
struct TagAuthority: Sendable {
  let text: String

  /// Accepts `text` as it stands, or not at all.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isDate(parts[1]) else { return nil }
    var host = parts[0]
    if let at = host.firstIndex(of: UInt8(ascii: "@")) {
      guard at > host.startIndex, host[..<at].allSatisfy(\.isInMailboxName) else { return nil }
      host = host[host.index(after: at)...]
    }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.allSatisfy({ $0.isHostLabel }) else { return nil }
    self.text = text
  }

  /// A year, a month or a day: one date, not a span from one to another.
  private static func isDate(_ text: Substring.UTF8View) -> Bool {
    guard let date = try? PartialDate(parsing: Array(text)) else { return false }
    return !date.isSpan && date.startText.utf8.elementsEqual(text)
  }
}

extension Substring.UTF8View {
  fileprivate var isHostLabel: Bool {
    let hyphen = UInt8(ascii: "-")
    return !isEmpty && first != hyphen && last != hyphen
      && allSatisfy { $0.isASCIILetterOrDigit || $0 == hyphen }
  }
}

extension String {
  /// Whether this is `name@host`, and no sign in it ends an address or begins another.
  var isMailAddress: Bool {
    let parts = utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && !utf8.contains(where: \.endsMailAddress)
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  fileprivate var isInMailboxName: Bool {
    isASCIILetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_")
  }

  fileprivate var endsMailAddress: Bool {
    switch self {
    case 0x00...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
      UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
