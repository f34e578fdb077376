/// Text in Unicode's composed form, NFC, in which canonically equal texts have equal bytes.
///
/// Swift compares `String`s as if they were normalised; files, addresses and JSON do
/// not, so text is normalised once, where it is read. Text that is composed already,
/// which is nearly all of it, is found so at the speed of memory and returned as it is.
///
/// Only the stretches from one ASCII byte to the next that hold something to compose
/// are rewritten: an ASCII character never joins what stands before it. A stretch that
/// is not valid UTF-8 stays as it is, and so does one with more than 500 marks on one
/// letter: putting them in order would cost the square of their number.
///
/// The data is the standard library's. Unicode never changes the form of a character
/// once it is assigned, so another toolchain can differ only in newer characters.
///
/// - Complexity: O(*n*).
package func nfc(_ bytes: [UInt8]) -> [UInt8] {
  let source = bytes.span
  guard var doubt = source.firstDoubt(from: 0) else { return bytes }
  var output: [UInt8] = []
  output.reserveCapacity(bytes.count)
  var copied = 0
  while true {
    let stretch = source.stretch(around: doubt, from: copied)
    output += bytes[copied..<stretch.lowerBound]
    if !VietnameseComposition.standard.append(source.extracting(stretch), to: &output) {
      appendComposed(bytes[stretch], to: &output)
    }
    copied = stretch.upperBound
    guard let next = source.firstDoubt(from: copied) else { break }
    doubt = next
  }
  output += bytes[copied...]
  return output
}

private func appendComposed(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
  if let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.haveFewMarks {
    text._withNFCCodeUnits { output.append($0) }
  } else {
    output += bytes
  }
}

extension String.UnicodeScalarView {
  /// Whether no more than 500 marks stand one after another.
  fileprivate var haveFewMarks: Bool {
    guard count > 500 else { return true }
    var marks = 0
    for scalar in self {
      marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
      if marks > 500 { return false }
    }
    return true
  }
}

/// The same for a `String`.
package func nfc(_ text: String) -> String {
  if text.utf8Span.span.isPlainlyComposed { return text }
  return String(decoding: nfc(Array(text.utf8)), as: UTF8.self)
}

extension Span<UInt8> {
  /// Whether a quick look shows the text to be in NFC.
  ///
  /// True is certain. False says only that something stands there that can combine, as
  /// it does in much Hebrew, Arabic and Indic text that is composed.
  package var isPlainlyComposed: Bool { firstDoubt(from: 0) == nil }

  /// The offset of the first sequence from `start` that NFC may compose, replace or
  /// reorder.
  fileprivate func firstDoubt(from start: Int) -> Int? {
    var offset = start
    while offset < count {
      if isPlainBlock(at: offset) {
        offset += 256
        continue
      }
      let end = Swift.min(offset + 256, count)
      while offset < end {
        if self[offset] >= 0xCC, isDoubtful(at: offset) { return offset }
        offset += 1
      }
    }
    return nil
  }

  /// Whether none of the 256 bytes from `offset`, with two more to look at, starts
  /// anything but ASCII, Latin letters, general punctuation or a currency sign.
  ///
  /// Not inlined: then the loop is no longer one over many bytes at once.
  @inline(never)
  private func isPlainBlock(at offset: Int) -> Bool {
    guard count - offset >= 258 else { return false }
    let block = extracting(offset..<offset + 258)
    var doubts: UInt8 = 0
    for index in 0..<256 {
      let first = block[index]
      let second = block[index + 1]
      let third = block[index + 2]
      // E1 B8–BB, and E2 80 or E2 82 before anything but 80 and 81.
      let isLatin = HighBit.isZero((first ^ 0xE1) | ((second & 0xFC) ^ 0xB8))
      let isGeneral = HighBit.isZero((first ^ 0xE2) | ((second & 0xFD) ^ 0x80))
      let isPlain = isLatin | isGeneral & HighBit.isAtLeast(third, 0x82)
      doubts |= HighBit.isAtLeast(first, 0xCC) & ~isPlain
    }
    return doubts & 0x80 == 0
  }

  /// From the last ASCII byte before `offset`, but not before `start`, to the next one.
  fileprivate func stretch(around offset: Int, from start: Int) -> Range<Int> {
    var lower = offset
    while lower > start, self[lower] >= 0x80 { lower -= 1 }
    var upper = offset + 1
    while upper < count, self[upper] >= 0x80 { upper += 1 }
    return lower..<upper
  }

  /// Whether the sequence that starts here, with a byte from 0xCC, is or may be
  /// something that NFC changes: the property NFC_Quick_Check is not Yes, or the
  /// canonical combining class is not 0.
  private func isDoubtful(at offset: Int) -> Bool {
    let second = offset + 1 < count ? self[offset + 1] : 0
    let third = offset + 2 < count ? self[offset + 2] : 0
    switch self[offset] {
    case 0xCC, 0xCD: return true
    case 0xCE: return second == 0x87  // U+0387
    case 0xCF, 0xD0, 0xD1, 0xD3...0xD5: return false
    case 0xD2: return (0x83...0x87).contains(second)  // U+0483–0487
    case 0xE1: return second & 0xFC != 0xB8  // all but U+1E00–1EFF
    case 0xE2: return second == 0x80 ? third < 0x82 : second > 0x82
    case 0xE3:  // U+302A–302F, 3099, 309A
      return second == 0x80 && (0xAA...0xAF).contains(third)
        || second == 0x82 && (0x99...0x9A).contains(third)
    case 0xE4...0xE9, 0xEB, 0xEC, 0xEE: return false
    case 0xEA: return second < 0xB0
    case 0xED: return second > 0x9F
    case 0xEF: return (0xA4...0xAD).contains(second) || second == 0xB8 && third >= 0xA0
    case 0xF0: return second != 0x9F
    default: return true
    }
  }
}
