internal import Addresses
internal import Diagnostics
internal import Language

/// Knows where every page and file of the site lies, and so where a link leads.
package struct LinkResolver: Sendable {
  private let site: Site
  /// The files of articles, then of standing pages, in NFC: one system may write a name of a
  /// file otherwise than another, and than the link.
  private let sources: LazyTable
  /// The last parts of the paths of these files, in the same order.
  private let leaves: LazyTable
  /// The addresses of all that the site publishes; see `Address.folder`.
  private let addresses: TextTable

  init(site: Site, addresses: TextTable) {
    self.site = site
    self.addresses = addresses
    sources = LazyTable {
      TextTable((site.articles + site.standingPages).map { nfc($0.file) })
    }
    leaves = LazyTable {
      TextTable((site.articles + site.standingPages).map { Self.leaf(nfc($0.file)) })
    }
  }

  /// A link that leads nowhere.
  package struct Fault: Error, Equatable {
    package var message: String
    package var hint: String?
  }

  /// Where a link leads: an address below the base URL's path, with what follows `#` or `?`
  /// as it was written, or only that.
  ///
  /// - Parameters:
  ///   - destination: An address on the site, or relative to the author's file.
  ///   - article: The article or standing page the link stands in.
  package func target(
    of destination: String, in article: Article
  ) -> Result<Target, Fault> {
    if destination.isPlainPath {
      return target(ofPath: destination).map { Target(address: $0, suffix: "") }
    }
    let bytes = Array(destination.utf8)
    let end = bytes.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? bytes.count
    let suffix = String(decoding: bytes[end...], as: UTF8.self)
    guard end > 0 else { return .success(Target(address: nil, suffix: suffix)) }
    var found = address(of: bytes[..<end], in: article, as: destination)
    // A name may have a `%` of its own; but most that have one come from a program.
    if case .failure = found, let decoded = bytes[..<end].percentDecoded {
      found = address(of: decoded[...], in: article, as: destination)
    }
    return found.map { Target(address: $0, suffix: suffix) }
  }

  private func address(
    of bytes: ArraySlice<UInt8>, in article: Article, as destination: String
  ) -> Result<Address, Fault> {
    guard let path = Self.resolve(bytes, from: article.file) else {
      return .failure(Fault(message: "a link out of the site: `\(destination)`", hint: nil))
    }
    if path.hasBytes(suffix: ".md") { return target(ofFile: path) }
    return target(ofPath: path)
  }

  /// Where a link leads.
  package struct Target: Equatable, Sendable {
    /// `nil` for a place on the same page.
    package var address: Address?
    /// `#part`, `?query`, or nothing.
    package var suffix: String
  }

  private func target(ofFile path: String) -> Result<Address, Fault> {
    let file = path.utf8.first == UInt8(ascii: "/") ? "content" + path : path
    if let article = article(of: file) { return .success(site.address(of: article)) }
    let near = leaves.place(of: Self.leaf(nfc(file))).map(source(at:))
    return .failure(
      Fault(
        message: "no published article `\(file)`",
        hint: near.map { "there is `\($0.file)`" }
          ?? "the file does not exist, or is a draft, expired or still to come"))
  }

  private func target(ofPath path: String) -> Result<Address, Fault> {
    let address = Address(path)
    if leadsSomewhere(address) { return .success(address) }
    let folder = address.appending("/")
    if leadsSomewhere(folder) { return .success(folder) }
    return .failure(
      Fault(
        message: "nothing lies at `\(path)`",
        hint: path.namesFile
          ? hint(forFile: path)
          : "name the article's file, such as `../ten-bai.md`, or an address of the site"))
  }

  /// Editors often write where an image lies among their files, not on the site.
  private func hint(forFile path: String) -> String {
    // No path of a site has more segments.
    let segments = path.utf8.split(separator: UInt8(ascii: "/")).suffix(32)
    for start in segments.indices {
      let address = segments[start...].reduce(into: "") { $0 += "/" + String(Substring($1)) }
      if leadsSomewhere(Address(address)) {
        return "images and other files lie in content/static: write `\(address)`"
      }
    }
    return "images and other files lie in content/static: `/images/so-do.svg` is "
      + "`content/static/images/so-do.svg`"
  }

  /// The published article or standing page that comes from a file.
  func article(of file: String) -> Article? {
    sources.place(of: nfc(file)).map(source(at:))
  }

  private func source(at place: Int) -> Article {
    let others = place - site.articles.count
    return others < 0 ? site.articles[place] : site.standingPages[others]
  }

  private func leadsSomewhere(_ address: Address) -> Bool {
    addresses.place(of: address.folder.path) != nil
  }

  /// An absolute path, or a relative one seen from the folder of a file.
  ///
  /// - Returns: `nil` if it climbs out of the site.
  private static func resolve(_ path: ArraySlice<UInt8>, from file: String) -> String? {
    let slash = UInt8(ascii: "/")
    let isAbsolute = path.first == slash
    var segments: [ArraySlice<UInt8>] =
      isAbsolute ? [] : Array(file.utf8).split(separator: slash).dropLast()
    for segment in path.split(separator: slash) {
      if segment.elementsEqual("..".utf8) {
        if segments.popLast() == nil { return nil }
      } else if !segment.elementsEqual(".".utf8) {
        segments.append(segment)
      }
    }
    let joined = String(decoding: Array(segments.joined(separator: [slash])), as: UTF8.self)
    guard isAbsolute else { return joined }
    return "/" + joined + (path.last == slash && !segments.isEmpty ? "/" : "")
  }

  private static func leaf(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

extension ArraySlice<UInt8> {
  /// What stands for itself in an address and is written `%20` or `%C3%A0` there.
  ///
  /// - Returns: `nil` if there is nothing of the kind, or if it gives what the name of no file
  ///   has: a slash, a control character, or no text at all.
  fileprivate var percentDecoded: [UInt8]? {
    guard contains(UInt8(ascii: "%")) else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(count)
    var place = startIndex
    while place < endIndex {
      if self[place] == UInt8(ascii: "%") {
        guard endIndex - place > 2, let high = self[place + 1].hexDigit,
          let low = self[place + 2].hexDigit
        else { return nil }
        let byte = high << 4 | low
        guard byte >= UInt8(ascii: " "), byte != UInt8(ascii: "/") else { return nil }
        decoded.append(byte)
        place += 3
      } else {
        decoded.append(self[place])
        place += 1
      }
    }
    return firstTextFault(in: decoded.span) == nil ? decoded : nil
  }
}

extension UInt8 {
  fileprivate var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension String {
  /// Whether the last segment has an extension, which no page's address has but `.html`.
  fileprivate var namesFile: Bool {
    let leaf = utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
    return leaf.contains(UInt8(ascii: ".")) && !hasBytes(suffix: ".html")
  }

  /// Whether it is an absolute path as addresses are, with nothing to be resolved: most links
  /// that editors write are.
  fileprivate var isPlainPath: Bool {
    let bytes = utf8Span.span
    let slash = UInt8(ascii: "/")
    guard bytes.count > 0, bytes[0] == slash else { return false }
    for place in 1..<bytes.count {
      let byte = bytes[place]
      let isPlain =
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: "-") || byte == slash && bytes[place - 1] != slash
      guard isPlain else { return false }
    }
    return true
  }
}
