internal import Diagnostics
internal import Language

extension Fields {
  /// A value as it is published: in NFC, without what hides or turns text.
  ///
  /// YAML's escapes can smuggle such characters past a look at the file, so values are
  /// checked after parsing.
  ///
  /// - Returns: `nil` if the value has a character that no text may have; this is reported.
  mutating func clean(_ text: String, at range: Range<Int>, of key: String) -> String? {
    if isPlainlyClean(text) { return text }
    let text = nfc(text)
    guard firstTextFault(in: text) != nil else { return text }
    var bytes = Array(text.utf8)
    var isWarned = false
    while let fault = firstTextFault(in: bytes.span) {
      switch fault.kind {
      case .bidirectionalControl, .invisible, .byteOrderMark:
        if !isWarned { warn(range, "`\(key)`: \(fault.message)", hint: "it is left out") }
        isWarned = true
        bytes.removeSubrange(fault.range)
      case .invalidUTF8, .utf16, .nul, .control, .noncharacter:
        report(range, "`\(key)`: \(fault.message)", hint: "remove it")
        return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SourceText {
  /// Why the file is not text, if it is not: other encodings, NUL, broken UTF-8.
  ///
  /// - Complexity: O(*n*).
  var encodingFault: Diagnostic? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        in: self, at: 0..<2, "the file is in UTF-16", hint: "save it as UTF-8")
    }
    if let range = firstInvalidUTF8(in: bytes.span) {
      return Diagnostic(
        in: self, at: range, "not UTF-8 (byte \(range.lowerBound))",
        hint: "save the file as UTF-8")
    }
    if let offset = firstNUL(in: bytes.span) {
      return Diagnostic(
        in: self, at: offset..<offset + 1, "a NUL character (byte \(offset))", hint: "remove it")
    }
    return nil
  }
}
