extension String {
  /// Whether a quick look shows an address that nobody could object to: `http://` or `https://`,
  /// a host of ASCII letters, digits, points and single hyphens, and a path of plain signs.
  ///
  /// True is certain. False says only that a closer look is needed.
  var isPlainWebAddress: Bool {
    let bytes = utf8Span.span
    guard let host = webSchemes.first(where: { bytes.starts(with: $0) })?.count else {
      return false
    }
    var place = host
    while place < bytes.count, bytes[place].isPlainInHost {
      let isHyphen = bytes[place] == UInt8(ascii: "-")
      // Two of them may be Punycode.
      if isHyphen, bytes[place - 1] == UInt8(ascii: "-") { return false }
      place += 1
    }
    guard place > host else { return false }
    if place < bytes.count, bytes[place] != UInt8(ascii: "/") { return false }
    while place < bytes.count, bytes[place].isPlainInPath { place += 1 }
    return place == bytes.count
  }
}

private let webSchemes = ["https://", "http://"].map { [UInt8]($0.utf8) }

extension Span<UInt8> {
  fileprivate func starts(with prefix: [UInt8]) -> Bool {
    count >= prefix.count && prefix.indices.allSatisfy { self[$0] == prefix[$0] }
  }
}

extension String {
  /// See `[UInt8].isWebAddress`.
  var isWebAddress: Bool { Array(utf8).isWebAddress }
}

extension [UInt8] {
  /// Whether this is `http://` or `https://`, a host, and no space, quote, bracket or
  /// control character.
  var isWebAddress: Bool {
    guard let scheme = webSchemes.first(where: { starts(with: $0) }),
      let first = dropFirst(scheme.count).first
    else { return false }
    return first != UInt8(ascii: "/") && !contains(where: \.endsWebAddress)
  }
}

extension UInt8 {
  fileprivate var endsWebAddress: Bool {
    switch self {
    case 0x00...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"),
      UInt8(ascii: "\\"), UInt8(ascii: "^"):
      true
    default: false
    }
  }

  fileprivate var isPlainInHost: Bool {
    switch Unicode.Scalar(self) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
    default: false
    }
  }

  fileprivate var isPlainInPath: Bool {
    switch Unicode.Scalar(self) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/", "?", "=", "&", "%", "+", "#":
      true
    default: false
    }
  }
}
