/// What is done to a value before it is written.
enum Escape: Sendable {
  /// Nothing: a plain text template.
  case nothing
  /// Between HTML tags; HTML of digest's own stands as it is.
  case text
  /// In a quoted attribute, `<title>` or `<textarea>`; the references in HTML stand as they are.
  case attribute
  /// At the start of an address, where only known schemes pass.
  case address
  /// The same where the browser runs what it loads: only addresses of this site.
  case localAddress
  /// In the path of an address.
  case path
  /// In its query or fragment.
  case query
  /// JSON made by the `json` filter, which is already safe.
  case json
  case xml
}

/// Writes bytes so that they mean themselves where they stand.
///
/// All of it works on bytes. A combining mark after a quote joins it in a `Character`, and a
/// loop over those would leave the quote as it is.
enum Escaper {
  /// Written in place of an address whose scheme is not allowed.
  static let blocked = Array("about:invalid#blocked".utf8)

  private static let https = Array("https:".utf8)

  /// Escapes `& < > " '`, copying the runs between them.
  ///
  /// - Parameter keepsReferences: Whether `&` is left alone, because the text is HTML already.
  static func appendHTML(
    _ bytes: [UInt8], to output: inout Output, keepsReferences: Bool = false
  ) {
    var start = 0
    while let index = firstSpecial(in: bytes, from: start) {
      let entity: StaticString
      switch bytes[index] {
      case UInt8(ascii: "&"): entity = keepsReferences ? "&" : "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&#34;"
      default: entity = "&#39;"
      }
      output.append(bytes, start..<index)
      output.append(entity)
      start = index + 1
    }
    output.append(bytes, start..<bytes.count)
  }

  /// The next of `& < > " '`.
  private static func firstSpecial(in bytes: [UInt8], from start: Int) -> Int? {
    first(in: bytes, from: start, of: \.markup, isPlain: { !$0.isMarkup })
  }

  /// Escapes for XML text and attributes, and drops the code points that XML forbids.
  static func appendXML(
    _ bytes: [UInt8], to output: inout Output, keepsMarkup: Bool = false
  ) {
    var start = 0
    var index = 0
    while let special = firstSpecialInXML(in: bytes, from: index) {
      index = special
      let byte = bytes[index]
      var length = 1
      var entity: StaticString = ""
      switch byte {
      case UInt8(ascii: "&") where !keepsMarkup: entity = "&amp;"
      case UInt8(ascii: "<") where !keepsMarkup: entity = "&lt;"
      case UInt8(ascii: ">") where !keepsMarkup: entity = "&gt;"
      case UInt8(ascii: "\"") where !keepsMarkup: entity = "&#34;"
      case UInt8(ascii: "'") where !keepsMarkup: entity = "&#39;"
      case 0x09, 0x0A, 0x0D, 0x20..<0x7F:
        index += 1
        continue
      case 0..<0x20: break
      default:
        length = bytes.forbiddenInXML(at: index)
        if length == 0 {
          index += 1
          continue
        }
      }
      output.append(bytes, start..<index)
      output.append(entity)
      index += length
      start = index
    }
    output.append(bytes, start..<bytes.count)
  }

  /// The next byte that XML may have to be told something of.
  private static func firstSpecialInXML(in bytes: [UInt8], from start: Int) -> Int? {
    first(
      in: bytes, from: start, of: { $0.markup | $0.doubtfulInXML }, isPlain: \.isPlainInXML)
  }

  /// The next byte that is not plain, looked for in eight bytes at a time.
  ///
  /// Loads cannot leave the buffer: the last bytes are loaded with those before them, which are
  /// then shifted out.
  ///
  /// - Parameter marks: Sets the high bit of the first byte that is not plain, and of no byte
  ///   before it.
  @inline(__always)
  private static func first(
    in bytes: [UInt8], from start: Int, of marks: (UInt64) -> UInt64, isPlain: (UInt8) -> Bool
  ) -> Int? {
    bytes.withUnsafeBytes { buffer in
      var index = start
      while index &+ 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let marked = marks(UInt64(littleEndian: word)) & 0x8080_8080_8080_8080
        if marked != 0 { return index &+ marked.trailingZeroBitCount / 8 }
        index &+= 8
      }
      if buffer.count >= 8, index < buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: buffer.count &- 8, as: UInt64.self)
        let known = 8 &- (buffer.count &- index)
        let marked = marks(UInt64(littleEndian: word).droppingFirst(known)) & 0x8080_8080_8080_8080
        return marked == 0 ? nil : index &+ marked.trailingZeroBitCount / 8
      }
      while index < buffer.count {
        if !isPlain(buffer[index]) { return index }
        index &+= 1
      }
      return nil
    }
  }
}

/// Eight bytes, the first of them lowest. The marks are high bits; each comes after a right one, if
/// it is not right itself.
extension UInt64 {
  /// A one in each byte.
  fileprivate static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The bytes behind the first ones, and letters, which are plain everywhere.
  fileprivate func droppingFirst(_ count: Int) -> UInt64 {
    let gap = UInt64(truncatingIfNeeded: 8 &* count)
    return self &>> gap | (Self.ones &* 0x61) &<< (64 &- gap)
  }

  /// Marks `& < > " '`.
  fileprivate var markup: UInt64 {
    let ones = Self.ones
    let quotes = (self ^ (ones &* 0x22)).zeros
    let ampersands = ((self & ~ones) ^ (ones &* 0x26)).zeros
    let angles = ((self & ~(ones &* 0x02)) ^ (ones &* 0x3C)).zeros
    return quotes | ampersands | angles
  }

  /// Marks controls and what begins a code point that XML may forbid: 0x7F, 0xC2, and bytes under
  /// 0x20 or from 0xEF on.
  fileprivate var doubtfulInXML: UInt64 {
    let ones = Self.ones
    let low = self & (ones &* 0x7F)
    let controls = (self &- ones &* 0x20) & ~self
    let deletes = (low &+ ones) & ~self
    let high = (low &+ ones &* 0x11) & self
    return controls | deletes | high | (self ^ (ones &* 0xC2)).zeros
  }

  /// Marks the bytes of zero: where subtracting 1 sets a high bit that was clear.
  private var zeros: UInt64 { (self &- Self.ones) & ~self }
}

extension UInt8 {
  fileprivate var isMarkup: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// Whether it is a part of most text and never of anything that XML has to be told; there
  /// are other bytes that XML lets pass.
  fileprivate var isPlainInXML: Bool {
    // `?` to `~`, space, line feed, `(` to `;`, and all of UTF-8 but the leads of what may be
    // forbidden.
    self &- 0x3F < 0x40 || self == 0x20 || self == 0x0A || self &- 0x28 < 0x14
      || self &- 0x80 < 0x6F && self != 0xC2
  }
}

extension [UInt8] {
  /// The length of a scalar here that XML forbids or discourages, or 0: DEL and C1 controls
  /// but NEL, and the last two code points of each plane.
  fileprivate func forbiddenInXML(at index: Int) -> Int {
    switch self[index] {
    case 0x7F: return 1
    case 0xC2 where index + 1 < count:
      return self[index + 1] < 0xA0 && self[index + 1] != 0x85 ? 2 : 0
    case 0xEF where index + 2 < count:
      return self[index + 1] == 0xBF && self[index + 2] >= 0xBE ? 3 : 0
    case 0xF0...0xF4 where index + 3 < count:
      return self[index + 1] & 0x0F == 0x0F && self[index + 2] == 0xBF && self[index + 3] >= 0xBE
        ? 4 : 0
    default: return 0
    }
  }
}

// MARK: Addresses

extension Escaper {
  /// Whether an address may begin with this scheme, given in lower case.
  static func isAllowed(scheme: [UInt8]) -> Bool {
    ["http", "https", "mailto", "tel"].contains { scheme.elementsEqual($0.utf8) }
  }

  /// Whether an address has no scheme or one that only shows or fetches things.
  ///
  /// - Parameter isLocal: Whether it must also stay on this site: no scheme and no host.
  static func isAllowed(address: [UInt8], isLocal: Bool) -> Bool {
    // What most addresses begin with.
    if !isLocal, let first = address.first {
      if first == UInt8(ascii: "/") { return true }
      if first == UInt8(ascii: "h"), address.starts(with: https) { return true }
    }
    var scheme: [UInt8] = []
    var slashes = 0
    // Browsers drop control characters and spaces before they look for a scheme.
    for byte in address where byte > 0x20 {
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "\\"):
        slashes += 1
        if !isLocal || !scheme.isEmpty { return true }
        if slashes == 2 { return false }
      case UInt8(ascii: "?"), UInt8(ascii: "#"): return true
      case UInt8(ascii: ":"): return slashes > 0 || !isLocal && isAllowed(scheme: scheme)
      default:
        if slashes > 0 { return true }
        scheme.append(byte.lowercased)
      }
    }
    return true
  }

  static func appendAddress(_ bytes: [UInt8], to output: inout Output, isLocal: Bool) {
    guard isAllowed(address: bytes, isLocal: isLocal) else {
      output.append(blocked)
      return
    }
    appendEncoded(bytes, to: &output, keeping: .address)
  }

  /// What follows the start of an address; a `:` here could complete a scheme.
  static func appendPath(_ bytes: [UInt8], to output: inout Output) {
    appendEncoded(bytes, to: &output, keeping: .path)
  }

  static func appendQuery(_ bytes: [UInt8], to output: inout Output) {
    appendEncoded(bytes, to: &output, keeping: .unreserved, keepsEncoded: false)
  }

  /// Percent-encodes all but a set; `%41` is left as it is if wanted.
  private static func appendEncoded(
    _ bytes: [UInt8], to output: inout Output, keeping set: ASCIISet, keepsEncoded: Bool = true
  ) {
    var start = 0
    var next = 0
    while let index = first(in: bytes, from: next, outside: set) {
      let byte = bytes[index]
      next = index + 1
      if keepsEncoded, byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        bytes[index + 1].isHexDigit, bytes[index + 2].isHexDigit
      {
        continue
      }
      output.append(bytes, start..<index)
      if keepsEncoded, byte == UInt8(ascii: "&") {
        output.append("&amp;")
      } else {
        output.append(percentEncoding: byte)
      }
      start = index + 1
    }
    output.append(bytes, start..<bytes.count)
  }
}

extension Escaper {
  private static func first(
    in bytes: [UInt8], from start: Int, outside set: ASCIISet
  ) -> Int? {
    var next = start
    while let index = first(
      in: bytes, from: next, of: { $0.otherThanLetters(and: set.run) },
      isPlain: { set.contains($0) })
    {
      if !set.contains(bytes[index]) { return index }
      next = index &+ 1
    }
    return nil
  }
}

extension UInt64 {
  /// Marks the bytes that are neither of `a` to `z` nor in a run of ASCII, such as the digits.
  fileprivate func otherThanLetters(and run: ClosedRange<UInt8>) -> UInt64 {
    let ones = Self.ones
    let low = self & (ones &* 0x7F)
    let letters = (low &+ ones &* (0x80 - 0x61)) & ~(low &+ ones &* (0x7F - 0x7A))
    let others =
      (low &+ ones &* (0x80 &- UInt64(run.lowerBound)))
      & ~(low &+ ones &* (0x7F &- UInt64(run.upperBound)))
    return ~(letters | others) | self
  }
}

/// Some of the ASCII characters, a bit for each.
private struct ASCIISet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Neighbours that are all in it, and with the small letters make up most addresses.
  let run: ClosedRange<UInt8>

  init(_ characters: String, with run: ClosedRange<UInt8>) {
    self.run = run
    for byte in characters.utf8 where byte < 128 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
  }

  private static let letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
  static let unreserved = ASCIISet(letters, with: UInt8(ascii: "0")...UInt8(ascii: "9"))
  /// And what is reserved in RFC 3986 but `&`, and `'`, `(` and `)`, which end other things.
  static let path = ASCIISet(
    letters + "/?#[]@!$*+,;=", with: UInt8(ascii: "-")...UInt8(ascii: "9"))
  static let address = ASCIISet(
    letters + "/?#[]@!$*+,;=:", with: UInt8(ascii: "-")...UInt8(ascii: ":"))
}

extension Output {
  mutating func append(percentEncoding byte: UInt8) {
    append(UInt8(ascii: "%"))
    append(Unicode.hexDigit(byte >> 4).uppercased)
    append(Unicode.hexDigit(byte & 15).uppercased)
  }
}

extension UInt8 {
  var isUnreserved: Bool {
    isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
  }

  var uppercased: UInt8 {
    UInt8(ascii: "a") <= self && self <= UInt8(ascii: "z") ? self & 0xDF : self
  }
}
