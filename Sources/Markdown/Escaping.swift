extension [UInt8] {
  /// Makes an array of the bytes of a span.
  init(copying bytes: Span<UInt8>) {
    self.init()
    append(copying: bytes)
  }

  mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends text that this module wrote.
  mutating func append(_ literal: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends text with `"`, `&`, `<` and `>` as entities, copying the runs between them.
  mutating func append(escaping text: Span<UInt8>) {
    guard !text.byteClasses.isDisjoint(with: [.escaped, .indirect]) else {
      return append(copying: text)
    }
    var start = 0
    for i in text.indices where text[i].isEscapedInHTML {
      append(copying: text.extracting(start..<i))
      append(text[i].htmlEntity)
      start = i + 1
    }
    append(copying: text.extracting(start...))
  }

  /// Appends text as HTML, without invalid UTF-8 and without characters that XML or HTML
  /// forbid: libcmark makes both out of entities such as `&#xFFFE;` and `&#1;`.
  mutating func append(sanitizing text: some Collection<UInt8>, escapes: Bool = true) {
    let bytes = [UInt8](text)
    guard bytes.span.byteClasses.contains(.suspicious) else {
      return escapes ? append(escaping: bytes.span) : append(copying: bytes.span)
    }
    appendDecoding(bytes, escapes: escapes)
  }

  private mutating func appendDecoding(_ text: [UInt8], escapes: Bool) {
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while true {
      switch decoder.decode(&bytes) {
      case .emptyInput: return
      case .error: continue
      case .scalarValue(let scalar):
        guard scalar.isTextCharacter else { continue }
        if escapes, scalar.isASCII, UInt8(scalar.value).isEscapedInHTML {
          append(UInt8(scalar.value).htmlEntity)
        } else {
          append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }

  /// Appends an address as the value of `href` or `src`.
  ///
  /// The same bytes as libcmark leaves as they are: everything else becomes `%XX`, so the
  /// value is ASCII whatever the address holds.
  mutating func append(encodingAddress address: [UInt8]) {
    guard !address.allSatisfy({ $0.isPlainInAddress }) else {
      return append(contentsOf: address)
    }
    let hex: StaticString = "0123456789ABCDEF"
    for byte in address {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      case _ where byte.isPlainInAddress: append(byte)
      default:
        append(UInt8(ascii: "%"))
        unsafe append(hex.utf8Start[Int(byte >> 4)])
        unsafe append(hex.utf8Start[Int(byte & 15)])
      }
    }
  }

  /// Appends a number in decimal digits.
  mutating func append(decimal number: Int) {
    if (0...9).contains(number) {
      append(UInt8(ascii: "0") + UInt8(number))
    } else {
      append(contentsOf: String(number).utf8)
    }
  }
}

extension UInt8 {
  var isEscapedInHTML: Bool {
    // One bit each for `"`, `&`, `<` and `>`, which are all below 64.
    let escaped: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
    return self < 64 && escaped &>> UInt64(self) & 1 == 1
  }

  fileprivate var htmlEntity: StaticString {
    switch self {
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    default: "&gt;"
    }
  }

  fileprivate var isPlainInAddress: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "?")...UInt8(ascii: "@"), UInt8(ascii: "#")...UInt8(ascii: "%"),
      UInt8(ascii: "(")...UInt8(ascii: ";"):
      true
    default:
      self == UInt8(ascii: "!") || self == UInt8(ascii: "=") || self == UInt8(ascii: "_")
        || self == UInt8(ascii: "~")
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character may stand in HTML and in XML: no control but tab and line ends,
  /// no noncharacter.
  var isTextCharacter: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
