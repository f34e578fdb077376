internal import Diagnostics

extension ScanFailure {
  /// What went wrong in an editor's words, with the remedy for the mistakes that
  /// editors make.
  func diagnostic(in source: SourceText, places: ScalarOffsets) -> Diagnostic {
    var places = places
    let bytes = source.bytes.span
    let offset = places.offset(of: scalarOffset, in: bytes)
    let place = offset..<min(offset + 1, source.bytes.count)
    func fault(_ message: String, hint: String?, at range: Range<Int>? = nil) -> Diagnostic {
      Diagnostic(in: source, at: range ?? place, message, hint: hint)
    }
    let opening = places.offset(of: contextScalarOffset, in: bytes)
    let openingPlace = opening..<min(opening + 1, source.bytes.count)
    if isAboutKeys, let missing = source.missingSpace(before: offset) {
      return fault(
        "no space behind the `:`", hint: "write `\(missing.key): …`", at: missing.range)
    }
    switch problem {
    case "mapping values are not allowed in this context" where source.isFirstColon(offset):
      return fault(
        "an entry that does not line up with the ones above",
        hint: "check the spaces before it, and that the line above has a `:`")
    case "mapping values are not allowed in this context":
      return fault("a `:` inside text without quotes", hint: source.quotingHint(at: offset))
    case "found character that cannot start any token":
      let isTab = source.bytes.indices.contains(offset) && source.bytes[offset] == 0x09
      return isTab
        ? fault("a tab in front of text", hint: "indent with spaces")
        : fault("text cannot start with this character", hint: source.quotingHint(at: offset))
    case "found unexpected end of stream" where context.contains("quoted scalar"):
      return fault("a quote that is never closed", hint: nil, at: openingPlace)
    case "found a tab character that violates indentation":
      return fault("a tab in front of text", hint: "indent with spaces")
    case "did not find expected <document start>" where !source.hasDocumentEnd(before: offset):
      return fault(
        "an entry that does not line up with the ones above",
        hint: "begin all entries alike, without spaces before the first")
    case "did not find expected <document start>":
      return fault("text after the end of the YAML", hint: "remove the line `...` before it")
    case "could not find expected ':'":
      let line = source.lineRange(at: places.offset(of: contextScalarOffset, in: bytes))
      return fault(
        "a line without a `:`", hint: "write `key: value`, or indent text that goes on",
        at: line.lowerBound..<line.upperBound)
    case "did not find expected key" where source.isAfterQuotedText(offset):
      return fault(
        "text after a closing quote", hint: "put the whole value in quotes, and write \\\" inside")
    case "did not find expected key" where source.startsWithSign(at: offset) != nil:
      return fault(
        "text cannot start with this character", hint: source.quotingHint(at: offset),
        at: source.startsWithSign(at: offset))
    case "did not find expected key":
      return fault("an entry that does not line up with the ones above", hint: "check the spaces")
    case "did not find expected ',' or ']'" where source.closes(UInt8(ascii: "]"), from: offset),
      "did not find expected ',' or '}'" where source.closes(UInt8(ascii: "}"), from: offset):
      return source.bytes[offset] == UInt8(ascii: ":")
        ? fault("a `:` inside text without quotes", hint: "put the value in quotes: `\"…: …\"`")
        : fault(
          "text after the end of a value",
          hint:
            "write a comma between values, and a value with quotes in it in quotes: `\"…\\\"…\"`")
    case "did not find expected ',' or ']'":
      return fault(
        "a list `[…]` that is never closed", hint: "separate its items with commas, end with `]`",
        at: openingPlace)
    case "did not find expected ',' or '}'":
      return fault(
        "a mapping `{…}` that is never closed",
        hint: "separate its entries with commas, end with `}`", at: openingPlace)
    case "block sequence entries are not allowed in this context":
      return fault("a list item `- ` on the line of its key", hint: "start the list on a new line")
    case "did not find expected '-' indicator":
      return fault(
        "a line that is not an item of the list above", hint: "start it with `- `, or indent it")
    default:
      if let sign = source.startsWithSign(at: offset) {
        return fault(
          "text cannot start with this character", hint: source.quotingHint(at: offset), at: sign)
      }
      let context = context.isEmpty ? "" : ", \(self.context)"
      return fault("not valid YAML: \(problem)\(context)", hint: nil)
    }
  }
}

extension ScanFailure {
  /// Whether a key that is not taken for one can be the cause.
  private var isAboutKeys: Bool {
    [
      "mapping values are not allowed in this context", "could not find expected ':'",
      "did not find expected key",
    ].contains(problem)
  }
}

extension SourceText {
  /// The line of a fault as it should have been written, its value in quotes.
  fileprivate func quotingHint(at offset: Int) -> String {
    let line = bytes[lineRange(at: offset)]
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.endIndex > colon + 1,
      line[colon + 1] == UInt8(ascii: " ")
    else { return "put the value in quotes" }
    let key = String(decoding: line[..<colon], as: UTF8.self)
    var value: [UInt8] = []
    for byte in line[(colon + 1)...].drop(while: { $0 == UInt8(ascii: " ") }) {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        value.append(UInt8(ascii: "\\"))
      }
      value.append(byte)
    }
    let name = key.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
    return "put the \(name.isEmpty ? "value" : String(name) ?? key) in quotes: "
      + "`\(key): \"\(String(decoding: value, as: UTF8.self))\"`"
  }

  /// The `key:` without a space behind it, on the line of a fault or the one above.
  fileprivate func missingSpace(before offset: Int) -> (key: String, range: Range<Int>)? {
    let line = lineRange(at: offset)
    let above = line.lowerBound > 0 ? lineRange(at: line.lowerBound - 1) : line
    for line in [line, above] {
      let indent = bytes[line].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
      let key = bytes[line].dropFirst(indent.count).prefix(while: \.isInKey)
      let rest = bytes[line].dropFirst(indent.count + key.count)
      guard !key.isEmpty, rest.first == UInt8(ascii: ":"), let next = rest.dropFirst().first,
        // A web address is no key.
        next != UInt8(ascii: " "), next != UInt8(ascii: "/"), next != UInt8(ascii: "\r")
      else { continue }
      return (String(decoding: key, as: UTF8.self), key.startIndex..<rest.startIndex + 1)
    }
    return nil
  }

  /// The first character of a value that YAML takes for something else.
  fileprivate func startsWithSign(at offset: Int) -> Range<Int>? {
    let line = bytes[lineRange(at: offset)]
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }
    guard value.startIndex > colon + 1, let first = value.first,
      "[{*&!%@`>|".utf8.contains(first)
    else { return nil }
    return value.startIndex..<value.startIndex + 1
  }

  /// Whether a bracket is closed on the line of a fault, from there on.
  fileprivate func closes(_ bracket: UInt8, from offset: Int) -> Bool {
    bytes[offset..<max(offset, lineRange(at: offset).upperBound)].contains(bracket)
  }

  /// Whether a line `...` stands before a place.
  fileprivate func hasDocumentEnd(before offset: Int) -> Bool {
    bytes[..<offset].split(separator: 0x0A).contains { $0.starts(with: "...".utf8) }
  }

  /// Whether the colon at `offset` is the first of its line: the one after a key.
  fileprivate func isFirstColon(_ offset: Int) -> Bool {
    let line = lineRange(at: offset)
    return bytes[line].firstIndex(of: UInt8(ascii: ":")) == offset
      && bytes[line].first != UInt8(ascii: "\"")
  }

  /// Whether a quoted text ends on this line before `offset`.
  fileprivate func isAfterQuotedText(_ offset: Int) -> Bool {
    let line = lineRange(at: offset)
    let before = bytes[line.lowerBound..<min(max(offset, line.lowerBound), line.upperBound)]
    return before.last { $0 != UInt8(ascii: " ") } == UInt8(ascii: "\"")
      || before.last { $0 != UInt8(ascii: " ") } == UInt8(ascii: "'")
  }
}

extension UInt8 {
  /// Whether keys of front matter are made of it.
  fileprivate var isInKey: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
