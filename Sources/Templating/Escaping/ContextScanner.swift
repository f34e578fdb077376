/// Follows the literal text of a template through the syntax of HTML or XML.
///
/// It is a small part of HTML's tokenizer, made stricter: what two readers could take for
/// different things (an unquoted value cut by output, half a tag name) is refused, so that the
/// context of every output is certain.
struct ContextScanner {
  /// Why a literal text cannot be followed, and the byte where.
  struct Refused: Error {
    var offset: Int
    var message: String
    var hint: String?
  }

  private let bytes: [UInt8]
  private var index = 0
  private(set) var context: Context
  /// Where the last tag, attribute, comment or declaration begins.
  private var opening: Int?

  /// The context behind a literal text, and where in it what is still open begins.
  ///
  /// - Parameters:
  ///   - bytes: A literal text as it will be written; a `{{ }}` or `{% %}` is before and after it.
  ///   - context: The context before it.
  static func context(
    after bytes: [UInt8], in context: Context
  ) throws(Refused) -> (context: Context, opening: Int?) {
    guard context.language != .text else { return (context, nil) }
    var scanner = ContextScanner(bytes: bytes, context: context)
    while scanner.index < bytes.count { try scanner.step() }
    return (scanner.context, scanner.opening)
  }

  private init(bytes: [UInt8], context: Context) {
    self.bytes = bytes
    self.context = context
  }

  private mutating func step() throws(Refused) {
    switch context.place {
    case .text: try scanText()
    case .tag(let tag): try scanTag(tag)
    case .attribute(let tag, let attribute): try scanValue(tag, attribute)
    case .title(let name), .opaque(let name): try scanContent(of: name)
    case .linkedData(let inString): try scanLinkedData(inString)
    case .comment: try scan(to: Array("-->".utf8))
    case .declaration(let end): try scan(to: end)
    }
  }
}

// MARK: Text

extension ContextScanner {
  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private var cut: Refused {
    Refused(
      offset: index, message: "a `<` is cut off from what it begins by a template tag",
      hint: "write the whole tag name after `<`; a `<` in text is `&lt;`")
  }

  private mutating func scanText() throws(Refused) {
    guard let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else {
      index = bytes.count
      return
    }
    index = open
    opening = open
    if starts(with: "<!--") {
      index += 4
      context.place = .comment
    } else if starts(with: "<![CDATA["), context.language == .xml {
      index += 9
      context.place = .declaration(end: Array("]]>".utf8))
    } else if starts(with: "<?"), context.language == .xml {
      index += 2
      context.place = .declaration(end: Array("?>".utf8))
    } else if byte(open + 1) == UInt8(ascii: "!") || byte(open + 1) == UInt8(ascii: "?") {
      guard bytes.count - open > 3 else { throw cut }
      index += 2
      context.place = .declaration(end: [UInt8(ascii: ">")])
    } else {
      try scanTagName()
    }
  }

  private mutating func scanTagName() throws(Refused) {
    let isClosing = byte(index + 1) == UInt8(ascii: "/")
    let start = index + (isClosing ? 2 : 1)
    guard start < bytes.count else { throw cut }
    guard bytes[start].isLetter || context.language == .xml && bytes[start].isNameByte else {
      guard context.language == .html, !isClosing else {
        throw Refused(
          offset: index, message: "this `<` begins no tag", hint: "in text it is written `&lt;`")
      }
      index = start  // `a < b`: text to HTML
      return
    }
    let end = bytes[start...].firstIndex { $0.endsTagName } ?? bytes.count
    let isHTML = context.language == .html
    let name = String(
      decoding: isHTML ? bytes[start..<end].map(\.lowercased) : Array(bytes[start..<end]),
      as: UTF8.self)
    index = end
    context.place = .tag(.init(name: name, isClosing: isClosing, isGlued: true))
  }

  /// Skips to behind `end`.
  private mutating func scan(to end: [UInt8]) throws(Refused) {
    guard let range = bytes.firstRange(of: end, from: index) else {
      // An end that a tag of the template cuts in two would be missed.
      for length in stride(from: end.count - 1, to: 0, by: -1)
      where bytes.count - index >= length && bytes.suffix(length).elementsEqual(end.prefix(length))
      {
        index = bytes.count - length
        throw Refused(offset: index, message: "the end of \(context.description) is cut in two")
      }
      index = bytes.count
      return
    }
    index = range.upperBound
    context.place = .text
  }

  /// Skips the content of an element that ends only with its own tag.
  private mutating func scanContent(of name: String) throws(Refused) {
    guard let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else {
      index = bytes.count
      return
    }
    index = open
    let end = open + 2 + name.utf8.count
    let tag = bytes[open..<Swift.min(end, bytes.count)].map(\.lowercased)
    let closing = Array("</\(name)".utf8)
    if tag == closing, end < bytes.count, bytes[end].endsTagName {
      index = end
      context.place = .tag(.init(name: name, isClosing: true, isGlued: true))
    } else if end >= bytes.count, closing.starts(with: tag) {
      throw Refused(offset: index, message: "the end of `<\(name)>` is cut in two")
    } else if case .title = context.place, byte(open + 1).isLetter {
      throw Refused(
        offset: index, message: "a tag in `<\(name)>`, which is text in HTML and a tag in SVG",
        hint: "in text `<` is written `&lt;`")
    } else {
      index += 1
    }
  }

  private mutating func scanLinkedData(_ inString: Bool) throws(Refused) {
    switch bytes[index] {
    case UInt8(ascii: "\""): context.place = .linkedData(inString: !inString)
    case UInt8(ascii: "\\") where inString:
      guard index + 1 < bytes.count else {
        throw Refused(offset: index, message: "this `\\` is cut off from what it escapes")
      }
      index += 1
    case UInt8(ascii: "<"):
      let place = context.place
      try scanContent(of: "script")
      if case .tag = context.place { return }
      context.place = place
      return
    default: break
    }
    index += 1
  }
}

extension UInt8 {
  fileprivate var endsTagName: Bool {
    isHTMLSpace || self == UInt8(ascii: "/") || self == UInt8(ascii: ">")
  }
}

// MARK: Tags

extension ContextScanner {
  private mutating func scanTag(_ tag: Context.Tag) throws(Refused) {
    var tag = tag
    let byte = bytes[index]
    if byte == UInt8(ascii: ">") {
      index += 1
      return leave(tag)
    }
    if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
      tag.isGlued = false
      context.place = .tag(tag)
      index += 1
      return
    }
    guard !tag.isGlued else {
      throw Refused(
        offset: index, message: "a name is glued to what is before it",
        hint: "put a space before it, and write names out in one piece")
    }
    try scanAttribute(tag)
  }

  /// Goes on behind the `>` of a tag.
  private mutating func leave(_ tag: Context.Tag) {
    context.place = .text
    let isSelfClosing = context.language == .xml || tag.isClosing
    guard !isSelfClosing else { return }
    if tag.isLinkedData {
      context.place = .linkedData(inString: false)
    } else if AttributeRules.titles.contains(tag.name) {
      context.place = .title(tag.name)
    } else if AttributeRules.opaque.contains(tag.name) {
      context.place = .opaque(tag.name)
    }
  }

  private mutating func scanAttribute(_ tag: Context.Tag) throws(Refused) {
    var tag = tag
    let start = index
    opening = start
    // A name may begin with `=`, as HTML has it.
    let end =
      bytes[(start + 1)...].firstIndex { $0.endsTagName || $0 == UInt8(ascii: "=") }
      ?? bytes.count
    let name = String(decoding: bytes[start..<end].map(\.lowercased), as: UTF8.self)
    if let bad = bytes[start..<end].firstIndex(where: { "\"'<".utf8.contains($0) }) {
      throw Refused(offset: bad, message: "an attribute's name cannot hold this character")
    }
    var next = end
    while next < bytes.count, bytes[next].isHTMLSpace { next += 1 }
    guard byte(next) == UInt8(ascii: "="), next < bytes.count else {
      index = end
      tag.isGlued = true
      context.place = .tag(tag)
      return
    }
    next += 1
    while next < bytes.count, bytes[next].isHTMLSpace { next += 1 }
    guard next < bytes.count else {
      index = start
      throw Refused(
        offset: start, message: "the value of `\(name)` has no quotes",
        hint: "write `\(name)=\"{{ … }}\"`")
    }
    try enterValue(of: name, in: tag, at: next)
  }

  private mutating func enterValue(
    of name: String, in tag: Context.Tag, at start: Int
  ) throws(Refused) {
    var tag = tag
    let quote = bytes[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index = start + 1
      let kind = AttributeRules.kind(of: name, in: tag, context.language)
      context.place = .attribute(tag, .init(name: name, quote: quote, kind: kind))
      return
    }
    guard let end = bytes[start...].firstIndex(where: { $0.isHTMLSpace || $0 == UInt8(ascii: ">") })
    else {
      throw Refused(
        offset: start, message: "the value of `\(name)` has no quotes",
        hint: "write `\(name)=\"…\"`")
    }
    if name == "type", tag.name == "script" {
      tag.isLinkedData = Self.isLinkedData(bytes[start..<end])
    }
    index = end
    context.place = .tag(tag)
  }

  private static func isLinkedData(_ type: some Sequence<UInt8>) -> Bool {
    type.map(\.lowercased).trimmed.elementsEqual("application/ld+json".utf8)
  }
}

// MARK: Values

extension ContextScanner {
  private mutating func scanValue(
    _ tag: Context.Tag, _ attribute: Context.Attribute
  ) throws(Refused) {
    let end = bytes[index...].firstIndex(of: attribute.quote) ?? bytes.count
    var attribute = attribute
    var tag = tag
    for offset in index..<end {
      if bytes[offset] == UInt8(ascii: "&") {
        try checkReference(bytes[offset..<end], in: attribute.kind)
      }
      attribute.kind = try attribute.kind.reading(bytes[offset], at: offset)
    }
    index = Swift.min(end + 1, bytes.count)
    guard end < bytes.count else {
      context.place = .attribute(tag, attribute)
      return
    }
    if case .scriptType(let type) = attribute.kind { tag.isLinkedData = Self.isLinkedData(type) }
    tag.isGlued = true
    context.place = .tag(tag)
  }
}

extension ContextScanner {
  /// Refuses a character reference that could spell what must be seen here: a browser reads a value
  /// with the references replaced.
  private func checkReference(
    _ text: ArraySlice<UInt8>, in kind: Context.Attribute.Kind
  ) throws(Refused) {
    let couldSpell =
      switch kind {
      case .url(.start), .url(.unsettled): !text.starts(with: "&amp;".utf8)
      case .content: text.starts(with: "&#".utf8) || text.starts(with: "&equals".utf8)
      default: false
      }
    guard couldSpell else { return }
    throw Refused(
      offset: text.startIndex, message: "this character reference could be a part of a scheme",
      hint: "write the character itself, and `&amp;` for `&`")
  }
}

extension Context.Attribute.Kind {
  /// What a value is after one more literal byte.
  fileprivate func reading(
    _ byte: UInt8, at offset: Int
  ) throws(ContextScanner.Refused) -> Self {
    switch self {
    case .url(let address): return .url(try address.reading(byte, at: offset))
    case .scriptType(let type): return type.count < 64 ? .scriptType(type + [byte]) : self
    case .content(let matched):
      let wanted = Array("url=".utf8)
      if matched < wanted.count, byte.lowercased == wanted[matched] {
        return matched + 1 == wanted.count
          ? .url(.start([])) : .content(matched: matched + 1)
      }
      return .content(matched: byte.isHTMLSpace ? matched : byte.lowercased == wanted[0] ? 1 : 0)
    case .code: return .code(isFresh: false)
    case .plain, .refused: return self
    }
  }
}

extension Context.Address {
  fileprivate func reading(
    _ byte: UInt8, at offset: Int
  ) throws(ContextScanner.Refused) -> Self {
    switch (self, byte) {
    case (.query, _), (.foreign, _): return self
    case (.path, UInt8(ascii: "?")), (.path, UInt8(ascii: "#")): return .query
    case (.path, _): return self
    case (_, UInt8(ascii: "/")), (_, UInt8(ascii: "\\")): return .path
    case (_, UInt8(ascii: "?")), (_, UInt8(ascii: "#")): return .query
    case (.start(let scheme), UInt8(ascii: ":")):
      return Escaper.isAllowed(scheme: scheme)
        ? .path
        : .foreign(String(decoding: scheme, as: UTF8.self))
    case (.start, UInt8(ascii: "&")): return .unsettled
    case (.start(let scheme), _):
      guard byte > 0x20 else { return self }
      // No known scheme is that long, and contexts must not grow without end.
      return scheme.count < 32 ? .start(scheme + [byte.lowercased]) : .unsettled
    case (.unsettled, UInt8(ascii: ":")):
      throw ContextScanner.Refused(
        offset: offset, message: "this `:` could make a scheme of the output before it",
        hint: "write the scheme out, as in `https://{{ … }}`")
    case (.unsettled, _): return self
    }
  }
}
