/// Text without marks and capitals: `"Đặng Thùy Trâm"` gives `"dang thuy tram"`.
///
/// What slugs are made of and what a search without marks compares. Latin letters become
/// ASCII (`LatinLetters`) and combining marks U+0300–036F go, so composed and decomposed
/// Latin text fold alike; Greek, Cyrillic and Armenian letters get their lower case; all
/// else stays. Folding twice is folding once.
///
/// - Parameter bytes: Any bytes; what is not valid UTF-8 stays as it is.
/// - Returns: At most as many bytes.
/// - Complexity: O(*n*), at the speed of a table look-up a letter.
package func folded(_ bytes: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  appendFolded(bytes.span, to: &output)
  return output
}

/// Appends what `folded(_:)` returns.
package func appendFolded(_ bytes: borrowing Span<UInt8>, to output: inout [UInt8]) {
  foldMap.append(bytes, to: &output)
}

/// Text in lower case with its marks: `"ĐẶNG"` gives `"đặng"`.
///
/// Ð (U+00D0, eth) and Ɖ (U+0189), which look like Đ and are typed for it, become đ; so
/// do their small letters.
///
/// - Parameter bytes: Any bytes, best in NFC; what is not valid UTF-8 stays as it is.
/// - Returns: At most as many bytes.
/// - Complexity: O(*n*), at the speed of a table look-up a letter.
package func lowercased(_ bytes: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  appendLowercased(bytes.span, to: &output)
  return output
}

/// Appends what `lowercased(_:)` returns.
package func appendLowercased(_ bytes: borrowing Span<UInt8>, to output: inout [UInt8]) {
  lowercaseMap.append(bytes, to: &output)
}

private let foldMap: LetterMap = {
  var ascii: [Unicode.Scalar: String] = [:]
  for row in LatinLetters.rows {
    for letter in row.letters.unicodeScalars { ascii[letter] = row.ascii }
  }
  return LetterMap { scalar in
    if (0x300...0x36F).contains(scalar.value) { return "" }
    let small = scalar.simpleLowercase
    return ascii[small] ?? String(small)
  }
}()

private let lowercaseMap = LetterMap { scalar in
  switch scalar {
  case "Ð", "ð", "Ɖ", "ɖ": "đ"
  default: String(scalar.simpleLowercase)
  }
}

extension Unicode.Scalar {
  /// The small letter of a capital, always one scalar: `İ` gives `i`.
  var simpleLowercase: Unicode.Scalar {
    properties.lowercaseMapping.unicodeScalars.first ?? self
  }
}
