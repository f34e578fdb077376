internal import Language

/// Which addresses an article may point at.
///
/// libcmark's own check is a list of what it knows to be bad and lets `ms-msdt:`, `blob:`
/// and `//evil.example` pass; this is a list of what is good.
package struct LinkPolicy: Equatable, Sendable {
  /// Hosts that images may come from, in lower case; all others must be this site's own.
  package var imageHosts: [String]

  package init(imageHosts: [String] = []) {
    self.imageHosts = imageHosts
  }
}

extension LinkPolicy {
  /// What to do with an address.
  enum Verdict: Equatable {
    /// A path, a query or a fragment: a place in this site.
    case local
    /// Another host, by http or https; `host` is as written.
    case external(host: Range<Int>)
    /// `mailto:` or `tel:`.
    case contact
    case refused(Reason)
  }

  /// Why an address is not made into a link.
  enum Reason: String {
    case scheme = "this kind of address is not allowed"
    case protocolRelative = "an address without its scheme is not allowed"
    case host = "the host of this address is not well formed"
    case control = "this address holds a control character"
    case defanged = "a defanged address is never made into a link"
    case foreignImage = "images come from this site"
    case empty = "this link has no address"

    var hint: String? {
      switch self {
      case .scheme: "link to https, http, mailto, tel, a path or a `#` heading"
      case .protocolRelative: "write `https://` in front"
      case .host, .control: nil
      case .defanged: "write it as text, or as code between backticks"
      case .foreignImage: "copy the image into the site, or allow its host in site.yml"
      case .empty: "write it between the parentheses"
      }
    }
  }

  /// The host of an address of the web that needs no cleaning: its host is well formed, no
  /// user name stands before it, and it was not defanged.
  package static func host(ofWebAddress written: [UInt8]) -> [UInt8]? {
    let address = Address(written)
    guard address.bytes == written,
      case .external(let host) = LinkPolicy().verdict(on: address, isImage: false)
    else { return nil }
    return Array(address.bytes[host])
  }

  /// Whether articles may show an image that lies at an address of the web.
  package func allowsImage(at written: [UInt8]) -> Bool {
    if case .external = verdict(on: Address(written), isImage: true) { true } else { false }
  }

  /// Judges an address.
  ///
  /// - Parameter address: Cleaned by `Address.init`.
  func verdict(on address: Address, isImage: Bool) -> Verdict {
    let bytes = address.bytes
    if bytes.contains(where: \.isForbiddenInAddress) { return .refused(.control) }
    if address.isDefanged { return .refused(.defanged) }
    if bytes.startsWithTwoSlashes { return .refused(.protocolRelative) }
    guard let scheme = address.scheme else { return .local }
    switch scheme {
    case .web(let authority):
      guard let host = address.host(in: authority) else { return .refused(.host) }
      if isImage, !imageHosts.contains(where: { bytes[host].equalsIgnoringCase($0.utf8) }) {
        return .refused(.foreignImage)
      }
      return .external(host: host)
    case .contact: return isImage ? .refused(.scheme) : .contact
    case .other: return .refused(.scheme)
    }
  }
}

/// An address as a browser will read it.
struct Address: Equatable {
  enum Scheme: Equatable {
    /// `http://` or `https://`; what follows up to the path is at `authority`.
    case web(authority: Range<Int>)
    case contact
    case other
  }

  private(set) var bytes: [UInt8]
  /// Whether characters that nobody sees were taken out.
  private(set) var hadHiddenCharacters = false
  /// Whether a user name or a password was taken out.
  private(set) var hadUserInfo = false

  /// Cleans an address.
  ///
  /// Browsers drop spaces and controls at both ends and tabs and line ends anywhere, so
  /// `java\nscript:` is a scheme to them. The same is dropped here, before anything is
  /// judged, and with it the characters that are invisible or turn the direction of text.
  init(_ written: [UInt8]) {
    guard written.contains(where: \.mayNeedCleaning) else {
      bytes = written
      return
    }
    bytes = written.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    dropHiddenCharacters()
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    bytes.removeSubrange(..<start)
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    dropUserInfo()
  }

  /// Takes an address as it is.
  init(asWritten bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func dropHiddenCharacters() {
    guard bytes.contains(where: { $0 == 0xE2 || $0 == 0xEF }) else { return }
    let kept = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
      switch $0.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: false
      default: true
      }
    }
    let clean = Array(String(String.UnicodeScalarView(kept)).utf8)
    hadHiddenCharacters = clean.count != bytes.count
    bytes = clean
  }

  private mutating func dropUserInfo() {
    // To a browser a `\` ends the host, so what stands before `@` would be it: refused later.
    guard case .web(let authority) = scheme, !bytes[authority].contains(UInt8(ascii: "\\")),
      let at = bytes[authority].lastIndex(of: UInt8(ascii: "@"))
    else { return }
    bytes.removeSubrange(authority.lowerBound...at)
    hadUserInfo = true
  }

  /// What stands before the first `:`, if that `:` can end a scheme; `nil` for a path.
  var scheme: Scheme? {
    let end = bytes.firstIndex { $0 == UInt8(ascii: ":") || $0.endsAuthority }
    guard let colon = end, bytes[colon] == UInt8(ascii: ":"),
      let first = bytes.first, first.isASCIILetter,
      bytes[..<colon].allSatisfy({ $0.isSchemeByte })
    else { return nil }
    let name = bytes[..<colon]
    if name.equalsIgnoringCase("http".utf8) || name.equalsIgnoringCase("https".utf8) {
      // `https:host` and `https:\host` mean different things to different readers.
      let slashes = bytes[(colon + 1)...].prefix(2)
      guard slashes.elementsEqual("//".utf8) else { return .other }
      let start = colon + 3
      let end = bytes[start...].firstIndex { $0.endsAuthority } ?? bytes.endIndex
      return .web(authority: start..<end)
    }
    let isContact = name.equalsIgnoringCase("mailto".utf8) || name.equalsIgnoringCase("tel".utf8)
    return isContact ? .contact : .other
  }

  /// The host in an authority, if all of it is well formed.
  ///
  /// Stricter than browsers, which unescape `%`, read `\` as `/` and guess: a host that
  /// needs a guess is not one an editor can check.
  func host(in authority: Range<Int>) -> Range<Int>? {
    let end = bytes[authority].firstIndex(of: UInt8(ascii: ":")) ?? authority.upperBound
    let host = authority.lowerBound..<end
    let port = bytes[end..<authority.upperBound].dropFirst()
    guard !host.isEmpty, port.count <= 5, port.allSatisfy(\.isASCIIDigit) else { return nil }
    let isWellFormed = bytes[host].allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_") || $0 >= 0x80
    }
    return isWellFormed ? host : nil
  }

  /// Whether a host may be made to look like another.
  func mixesScripts(in host: Range<Int>) -> Bool {
    Language.mixesScripts(host: bytes.span.extracting(host))
  }

  /// Whether someone made this address harmless on purpose, as analysts do.
  var isDefanged: Bool {
    let marks = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "[:]", "[://]", "[@]", "[at]"]
    let holdsX = bytes.count > 1 && bytes[1].lowercasedASCII == UInt8(ascii: "x")
    return holdsX && bytes.prefix(4).equalsIgnoringCase("hxxp".utf8)
      || holdsX && bytes.prefix(3).equalsIgnoringCase("fxp".utf8)
      || bytes.contains(where: \.isOpeningBracket)
        && marks.contains { bytes.containsIgnoringCase($0.utf8) }
  }
}

extension Collection<UInt8> {
  /// Compares with ASCII text in lower case.
  fileprivate func equalsIgnoringCase(_ other: some Collection<UInt8>) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.lowercasedASCII == $1 }
  }
}

extension [UInt8] {
  fileprivate func containsIgnoringCase(_ other: some Collection<UInt8>) -> Bool {
    guard let first = other.first, other.count <= count else { return false }
    return (0...(count - other.count)).contains {
      self[$0].lowercasedASCII == first
        && self[$0..<($0 + other.count)].equalsIgnoringCase(other)
    }
  }

  /// Whether browsers take the next part for a host: they read `\` as `/`.
  fileprivate var startsWithTwoSlashes: Bool {
    count >= 2 && prefix(2).allSatisfy { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  var lowercasedASCII: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }

  fileprivate var isSchemeByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".")
  }

  /// What `Address.init` takes out, or what it begins with.
  fileprivate var mayNeedCleaning: Bool {
    self <= 0x20 || self == UInt8(ascii: "@") || self == 0xE2 || self == 0xEF
  }

  /// Controls, and the bytes that libcmark makes of `&#xFFFE;`.
  fileprivate var isForbiddenInAddress: Bool { self < 0x20 || self == 0x7F || self >= 0xF8 }

  fileprivate var isOpeningBracket: Bool {
    self == UInt8(ascii: "[") || self == UInt8(ascii: "(") || self == UInt8(ascii: "{")
  }

  fileprivate var endsAuthority: Bool {
    self == UInt8(ascii: "/") || self == UInt8(ascii: "?") || self == UInt8(ascii: "#")
  }
}
