extension Builtins {
  static let textFilters: [String: FilterEntry] = [
    "capitalize": text { $0.capitalized },
    "lower": text { $0.lowercased },
    "upper": text { $0.uppercased },
    "title": text { $0.titled },
    "striptags": text { $0.withoutTags },
    "string": .init(parameters: []) { value, _, _ throws(Fault) in
      let text = try value.printedText()
      if case .html = value { return value }
      return .string(text)
    },
    "trim": .init(parameters: ["chars"]) { value, arguments, machine throws(Fault) in
      let text = try value.printedText()
      guard let set = try arguments.text("chars", at: 0) else { return .string(text.trimmed) }
      try machine.spend(set.count)
      return .string(text.trimmed(of: set))
    },
    "center": .init(parameters: ["width"], body: center),
    "indent": .init(parameters: ["width", "first", "blank"], body: indent),
    "replace": .init(parameters: ["old", "new", "count"], required: 2, body: replace),
    "truncate": .init(
      parameters: ["length", "killwords", "end", "leeway"], body: truncate),
    "wordcount": .init(parameters: []) { value, _, _ throws(Fault) in
      .int(try value.printedText().wordCount)
    },
    "wordwrap": .init(
      parameters: ["width", "break_long_words", "wrapstring", "break_on_hyphens"], body: wordWrap),
    "split": .init(parameters: ["separator", "count"]) { value, arguments, _ throws(Fault) in
      let text = try value.printedText()
      guard let separator = try arguments.text("separator", at: 0), !separator.isEmpty else {
        return try list(text.words)
      }
      let limit = try arguments.int("count", at: 1, default: -1)
      return try list(text.split(by: separator, atMost: limit < 0 ? .max : limit))
    },
    "lines": .init(parameters: []) { value, _, _ throws(Fault) in
      try list(try value.printedText().lines)
    },
    "urlencode": .init(parameters: [], body: urlEncode),
    "json": .init(parameters: ["indent"], body: json),
    "tojson": .init(parameters: ["indent"], body: json),
    "escape": .init(parameters: [], body: escape),
    "e": .init(parameters: [], body: escape),
    "forceescape": .init(parameters: []) { value, _, machine throws(Fault) in
      try machine.escaped(.string(value.printedText()), machine.language)
    },
    "safe": .init(parameters: []) { value, _, machine throws(Fault) in
      try machine.markedSafe(value)
    },
  ]

  private static func list(_ texts: [[UInt8]]) throws(Fault) -> Value {
    try Limits.check(length: texts.count)
    return .list(texts.map { .string($0) })
  }

  /// A filter from text to text.
  private static func text(
    _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> FilterEntry {
    FilterEntry(parameters: []) { value, _, _ throws(Fault) in
      .string(change(try value.printedText()))
    }
  }

  private static let escape: Filter = { value, _, machine throws(Fault) in
    try machine.escaped(value, machine.language)
  }

  /// JSON that may stand in HTML text: none of `< > & '` is in it.
  private static let json: Filter = { value, arguments, _ throws(Fault) in
    var bytes: [UInt8] = []
    var lines: JSONWriter.Lines?
    if let indent = arguments.value("indent", at: 0), indent != .none {
      lines = .init(indent: max(0, try arguments.int("indent", at: 0, default: 0)))
    }
    if let size = lines?.size(of: value) { try Limits.check(size: size) }
    try JSONWriter.append(value.defined(), to: &bytes, lines)
    try Limits.check(size: bytes.count)
    return .html(trusting: bytes)
  }

  private static let center: Filter = { value, arguments, _ throws(Fault) in
    let text = try value.printedText()
    let width = Swift.max(0, try arguments.int("width", at: 0, default: 80))
    try Limits.check(size: width)
    let padding = Swift.max(0, width - text.scalarCount)
    let left = padding / 2 + (padding & width & 1)
    let space = UInt8(ascii: " ")
    return .string(
      Array(repeating: space, count: left) + text
        + Array(repeating: space, count: padding - left))
  }

  private static let indent: Filter = { value, arguments, _ throws(Fault) in
    guard let text = try value.defined().text else {
      throw Fault("`indent` needs text, not \(value.typeName)")
    }
    var indentation: [UInt8] = []
    if case .string(let prefix) = arguments.value("width", at: 0) {
      indentation = prefix
    } else {
      let width = Swift.max(0, try arguments.int("width", at: 0, default: 4))
      try Limits.check(size: width)
      indentation = Array(repeating: UInt8(ascii: " "), count: width)
    }
    let blank = try arguments.flag("blank", at: 2)
    var result = try arguments.flag("first", at: 1) ? indentation : []
    for (index, line) in (text + [0x0A]).lines.enumerated() {
      if index > 0 { result.append(0x0A) }
      if index > 0, blank || !line.isEmpty { result += indentation }
      result += line
      try Limits.check(size: result.count)
    }
    return .string(result)
  }

  private static let replace: Filter = { value, arguments, _ throws(Fault) in
    let text = try value.printedText()
    let old = try arguments.value("old", at: 0)?.printedText() ?? []
    let new = try arguments.value("new", at: 1)?.printedText() ?? []
    let count = try arguments.int("count", at: 2, default: -1)
    return .string(try text.replacing(old, with: new, atMost: count < 0 ? .max : count))
  }

  private static let truncate: Filter = { value, arguments, _ throws(Fault) in
    guard value.number == nil else { throw Fault("`truncate` needs text, not \(value.typeName)") }
    let text = try value.printedText()
    let length = try arguments.int("length", at: 0, default: 255)
    let end = try arguments.text("end", at: 2) ?? Array("...".utf8)
    let leeway = try arguments.int("leeway", at: 3, default: 5)
    let endLength = end.scalarCount
    guard length >= endLength, leeway >= 0 else { throw Fault("`length` is shorter than `end`") }
    guard text.scalarCount - leeway > length else { return .string(text) }
    var start = text.prefix(scalars: length - endLength)
    if try !arguments.flag("killwords", at: 1), let space = start.lastIndex(of: 0x20) {
      start.removeSubrange(space...)
    }
    return .string(start + end)
  }

  private static let urlEncode: Filter = { value, _, _ throws(Fault) in
    var pairs: [Value]?
    switch value {
    case .map(let map): pairs = zip(map.shape.keys, map.values).map { .tuple([$0, $1]) }
    case .list(let list): pairs = list.elements
    default: break
    }
    var result: [UInt8] = []
    guard let pairs else {
      result.appendQuoted(try value.printedText(), keepsSlash: true)
      return .string(result)
    }
    for (index, pair) in pairs.enumerated() {
      let parts = try pair.elements(for: "`urlencode`")
      guard parts.count == 2 else { throw Fault("`urlencode` needs pairs of a key and a value") }
      if index > 0 { result.append(UInt8(ascii: "&")) }
      result.appendQuoted(try parts[0].printedText(), keepsSlash: false)
      result.append(UInt8(ascii: "="))
      result.appendQuoted(try parts[1].printedText(), keepsSlash: false)
    }
    return .string(result)
  }

  private static let wordWrap: Filter = { value, arguments, _ throws(Fault) in
    let width = try arguments.int("width", at: 0, default: 79)
    guard width > 0 else { throw Fault("`width` is at least 1") }
    let breaksWords = try arguments.flag("break_long_words", at: 1, default: true)
    let separator = try arguments.text("wrapstring", at: 2) ?? [0x0A]
    var lines: [[UInt8]] = []
    for line in try value.printedText().lines {
      lines += line.wrapped(to: width, breaksWords: breaksWords)
    }
    try Limits.check(size: lines.count.multipliedReportingOverflow(by: separator.count))
    return .string(Array(lines.joined(separator: separator)))
  }
}

// MARK: On bytes

extension [UInt8] {
  /// Each word with a capital; words begin after spaces, hyphens and opening brackets.
  fileprivate var titled: [UInt8] {
    var result: [UInt8] = []
    var start = 0
    var index = 0
    while index < count {
      let space = whitespaceLength(at: index, end: count)
      let isSeparator = space > 0 || "-({[<".utf8.contains(self[index])
      let length = Swift.max(space, 1)
      if isSeparator {
        result += Array(self[start..<index]).capitalized
        result += self[index..<index + length]
        start = index + length
      }
      index += length
    }
    return result + Array(self[start...]).capitalized
  }

  fileprivate func trimmed(of set: [UInt8]) -> [UInt8] {
    let wanted = Set(String(decoding: set, as: UTF8.self).unicodeScalars)
    var rest = String(decoding: self, as: UTF8.self).unicodeScalars[...]
    while let first = rest.first, wanted.contains(first) { rest.removeFirst() }
    while let last = rest.last, wanted.contains(last) { rest.removeLast() }
    return Array(Substring(rest).utf8)
  }

  fileprivate func replacing(
    _ old: [UInt8], with new: [UInt8], atMost limit: Int
  ) throws(Fault) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    var rest = limit
    if old.isEmpty {
      // Python puts it before each scalar and at the end.
      for range in scalars {
        if rest > 0 { result += new }
        rest -= 1
        result += self[range]
        try Limits.check(size: result.count)
      }
      return rest > 0 ? result + new : result
    }
    while rest > 0, let range = firstRange(of: old, from: start) {
      result += self[start..<range.lowerBound]
      result += new
      start = range.upperBound
      rest -= 1
      try Limits.check(size: result.count)
    }
    return result + self[start...]
  }

  /// Without comments and tags, and with single spaces.
  fileprivate var withoutTags: [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < count {
      guard self[index] == UInt8(ascii: "<") else {
        text.append(self[index])
        index += 1
        continue
      }
      let isComment = self[index...].starts(with: "<!--".utf8)
      let end = Array((isComment ? "-->" : ">").utf8)
      guard let range = firstRange(of: end, from: index) else {
        text += self[index...]
        break
      }
      index = range.upperBound
    }
    return Array(text.words.joined(separator: [0x20])).unescapingReferences
  }

  /// With the references that digest itself writes turned back into characters.
  var unescapingReferences: [UInt8] {
    guard contains(UInt8(ascii: "&")) else { return self }
    let references: [(String, String)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"),
      ("&nbsp;", "\u{A0}"), ("&amp;", "&"),
    ]
    var text: [UInt8] = []
    var index = 0
    while index < count {
      let rest = self[index...]
      if self[index] == UInt8(ascii: "&"),
        let (name, character) = references.first(where: { rest.starts(with: $0.0.utf8) })
      {
        text += character.utf8
        index += name.utf8.count
      } else {
        text.append(self[index])
        index += 1
      }
    }
    return text
  }

  fileprivate var wordCount: Int {
    var number = 0
    var isInWord = false
    for byte in self {
      if byte.isNameByte, !isInWord { number += 1 }
      isInWord = byte.isNameByte
    }
    return number
  }

  fileprivate func wrapped(to width: Int, breaksWords: Bool) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var length = 0
    for word in words {
      var size = word.scalarCount
      if !line.isEmpty, length + 1 + size <= width {
        line += [0x20] + word
        length += 1 + size
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var start = 0
      while breaksWords, size > width {
        let end = word.index(scalars: width, from: start)
        lines.append(Array(word[start..<end]))
        start = end
        size -= width
      }
      line = start == 0 ? word : Array(word[start...])
      length = size
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// Percent-encodes all but unreserved characters, as in Python's `quote`.
  fileprivate mutating func appendQuoted(_ text: [UInt8], keepsSlash: Bool) {
    for byte in text {
      if byte.isUnreserved || keepsSlash && byte == UInt8(ascii: "/") {
        append(byte)
      } else if !keepsSlash, byte == UInt8(ascii: " ") {
        append(UInt8(ascii: "+"))
      } else {
        append(UInt8(ascii: "%"))
        append(Unicode.hexDigit(byte >> 4).uppercased)
        append(Unicode.hexDigit(byte & 15).uppercased)
      }
    }
  }
}
