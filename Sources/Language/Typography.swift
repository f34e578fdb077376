/// Text with no-break spaces between numbers and their units: `12 km`, `1,2 tỷ đồng`.
///
/// Only for text that is shown, not for what is searched, tagged or put into an address.
/// A space is bound if a digit stands before it and one of `units` after it, as a whole
/// word; all else, quotes too, is as its author wrote it.
///
/// - Parameter bytes: Plain text in NFC, or the text between two tags of HTML.
/// - Complexity: O(*n*); text without such a place is returned as it is.
package func bindingUnits(_ bytes: [UInt8]) -> [UInt8] {
  let source = bytes.span
  var output: [UInt8] = []
  var copied = 0
  var offset = 1
  while offset < source.count {
    if source[offset] == UInt8(ascii: " "), source[offset - 1].isASCIIDigit,
      source.hasUnit(at: offset + 1)
    {
      output += bytes[copied..<offset]
      output += [0xC2, 0xA0]
      copied = offset + 1
    }
    offset += 1
  }
  if copied == 0 { return bytes }
  output += bytes[copied...]
  return output
}

/// What is measured in: physical units, amounts of data, money, and the words for large
/// numbers.
private let units: [[UInt8]] = [
  "%", "‰", "°C", "mm", "cm", "m", "km", "ha", "m²", "km²", "g", "kg", "l", "W", "kW", "MW", "GW",
  "kWh", "MWh", "Hz", "MHz", "GHz", "B", "KB", "kB", "MB", "GB", "TB", "PB", "Kbps", "Mbps", "Gbps",
  "USD", "EUR", "VND", "đồng", "đô", "euro", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "thousand",
  "million", "billion", "trillion", "percent",
].map { Array($0.utf8) }

extension Span<UInt8> {
  /// Whether a unit stands at `offset`, and no word goes on after it.
  fileprivate func hasUnit(at offset: Int) -> Bool {
    units.contains { unit in
      let end = offset + unit.count
      guard end <= count, unit.indices.allSatisfy({ self[offset + $0] == unit[$0] }) else {
        return false
      }
      return end == count || !continuesWord(at: end)
    }
  }

  /// Whether a letter, a digit or a mark stands at `offset`.
  private func continuesWord(at offset: Int) -> Bool {
    var words = WordReader(from: offset)
    return words.next(in: self)?.lowerBound == offset
  }
}
