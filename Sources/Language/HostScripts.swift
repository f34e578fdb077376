/// Whether a host name may be made to look like another: one of its labels mixes Latin,
/// Cyrillic and Greek letters, as `аpple.com` with a Cyrillic а does.
///
/// Labels in Punycode (`xn--…`) are read as what browsers show.
///
/// - Parameter host: Without scheme, user and port.
package func mixesScripts(host: borrowing Span<UInt8>) -> Bool {
  guard host.holdsOtherThanASCII else { return false }
  let bytes = host.indices.map { host[$0] }
  return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: true).contains {
    Set(scalars(ofLabel: Array($0)).compactMap(\.confusableScript)).count > 1
  }
}

extension Span<UInt8> {
  /// Whether letters of other scripts may stand here, as such or in Punycode. In most hosts
  /// there are none.
  fileprivate var holdsOtherThanASCII: Bool {
    var last: UInt8 = 0
    for i in indices {
      if self[i] >= 0x80 || self[i] == UInt8(ascii: "-") && last == UInt8(ascii: "-") {
        return true
      }
      last = self[i]
    }
    return false
  }
}

private enum ConfusableScript { case latin, cyrillic, greek }

extension Unicode.Scalar {
  fileprivate var confusableScript: ConfusableScript? {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF,
      0xFF21...0xFF3A, 0xFF41...0xFF5A:
      .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
    default: nil
    }
  }
}

private func scalars(ofLabel label: [UInt8]) -> [Unicode.Scalar] {
  if lowercased(label).starts(with: "xn--".utf8), let decoded = decodedPunycode(label.dropFirst(4))
  {
    return decoded
  }
  return Array(String(decoding: label, as: UTF8.self).unicodeScalars)
}

/// Decodes a label after its `xn--` (RFC 3492, section 6.2); `nil` if it is none.
///
/// - Complexity: O(*n*²) in a label, of which no more than 63 bytes are read.
private func decodedPunycode(_ label: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
  guard label.count <= 63 else { return nil }
  let delimiter = label.lastIndex(of: UInt8(ascii: "-"))
  var output = label[..<(delimiter ?? label.startIndex)].map { Unicode.Scalar($0) }
  var offset = delimiter.map { $0 + 1 } ?? label.startIndex
  var point = 128
  var position = 0
  var bias = 72
  while offset < label.endIndex {
    let start = position
    var weight = 1
    var threshold = 36
    while true {
      guard offset < label.endIndex, let digit = label[offset].punycodeDigit else { return nil }
      offset += 1
      position += digit * weight
      let bound = min(max(threshold - bias, 1), 26)
      if digit < bound { break }
      weight *= 36 - bound
      guard weight < 1 << 32, position < 1 << 32 else { return nil }
      threshold += 36
    }
    let count = output.count + 1
    bias = adaptedBias(position - start, count: count, isFirst: start == 0)
    point += position / count
    position %= count
    guard point < 0x110000, let scalar = Unicode.Scalar(UInt32(point)) else { return nil }
    output.insert(scalar, at: position)
    position += 1
  }
  return output
}

private func adaptedBias(_ delta: Int, count: Int, isFirst: Bool) -> Int {
  var delta = isFirst ? delta / 700 : delta / 2
  delta += delta / count
  var bias = 0
  while delta > 455 {
    delta /= 35
    bias += 36
  }
  return bias + 36 * delta / (delta + 38)
}

extension UInt8 {
  fileprivate var punycodeDigit: Int? {
    if isASCIIDigit { return Int(self) - 0x30 + 26 }
    let letter = asciiLowercased &- 0x61
    return letter < 26 ? Int(letter) : nil
  }
}
