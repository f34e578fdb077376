extension [UInt8] {
  /// Appends a part of a path as an IRI may hold it (RFC 3987, section 2.2): letters of all
  /// languages stay, and what may not stand there is percent-encoded, `%` too.
  ///
  /// Ids that have been published hang on this: it must not encode more, or less.
  mutating func append(iriPath range: Range<Int>, of path: String) {
    let bytes = path.utf8Span.span
    for place in range {
      guard bytes[place].isPlainInIRI else {
        let scalars = Substring(path.utf8.prefix(range.upperBound).dropFirst(place)).unicodeScalars
        return append(encoding: scalars)
      }
      append(bytes[place])
    }
  }

  private mutating func append(encoding scalars: Substring.UnicodeScalarView) {
    for scalar in scalars {
      let bytes = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      guard !scalar.isInIRIPath else {
        self += bytes
        continue
      }
      for byte in bytes { append(percentEncoding: byte) }
    }
  }

  /// Appends `%` and two hexadecimal digits (RFC 3986, section 2.1).
  mutating func append(percentEncoding byte: UInt8) {
    append(UInt8(ascii: "%"))
    for digit in [byte >> 4, byte & 15] {
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }
}

extension UInt8 {
  /// Whether it stands for itself; there are others that do.
  fileprivate var isPlainInIRI: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-")...UInt8(ascii: "9"): true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// `ipchar`, and `/` and `?`, which RFC 4151 allows in an id.
  fileprivate var isInIRIPath: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "!", "$", "&", "'", "(", ")", "*",
      "+", ",", ";", "=", ":", "@", "/", "?", "\u{A0}"..."\u{D7FF}", "\u{F900}"..."\u{FDCF}",
      "\u{FDF0}"..."\u{FFEF}", "\u{E1000}"..."\u{EFFFD}":
      true
    // The last two of each plane are no characters.
    case "\u{10000}"..."\u{DFFFF}": value & 0xFFFF < 0xFFFE
    default: false
    }
  }
}
