extension TextLanguage {
  /// A whole number with its thousands apart: `12.000` in Vietnamese, `12,000` in English.
  package func formatted(_ number: Int) -> String {
    String(decoding: grouped(Array(String(number).utf8)), as: UTF8.self)
  }

  /// A number with a fraction: `78,4` in Vietnamese, `78.4` in English.
  ///
  /// - Parameters:
  ///   - number: From 10¹⁵ on, and what is no number, is written as Swift does.
  ///   - fractionDigits: Digits after the comma, at most 9, rounded half away from zero;
  ///     `nil` for the fewest that tell the number apart from all others.
  package func formatted(_ number: Double, fractionDigits: Int? = nil) -> String {
    guard number.magnitude < 1e15 else { return String(number) }
    let digits = fractionDigits.map { min(max($0, 0), 9) }
    guard let text = Self.plain(number, fractionDigits: digits) else { return String(number) }
    let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.endIndex
    var output = grouped(Array(text[..<point]))
    if point < text.endIndex {
      output.append(UInt8(ascii: self == .vietnamese ? "," : "."))
      output += text[(point + 1)...]
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Digits and a point, without an exponent; `nil` for what is too small to be written so.
  private static func plain(_ number: Double, fractionDigits: Int?) -> [UInt8]? {
    guard let fractionDigits else {
      var text = Array(String(number).utf8)
      if text.suffix(2).elementsEqual(".0".utf8) { text.removeLast(2) }
      return text.contains(UInt8(ascii: "e")) ? nil : text
    }
    var scale = 1.0
    for _ in 0..<fractionDigits { scale *= 10 }
    let scaled = (number.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e18 else { return plain(number, fractionDigits: nil) }
    var digits = [UInt8](room: max(20, fractionDigits + 1)) {
      $0.append(Int(scaled), digits: fractionDigits + 1)
    }
    if fractionDigits > 0 {
      digits.insert(UInt8(ascii: "."), at: digits.count - fractionDigits)
    }
    return (number < 0 && scaled > 0 ? [UInt8(ascii: "-")] : []) + digits
  }

  /// Parts the digits of a whole number, with or without a sign, by thousands.
  private func grouped(_ digits: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    for (place, digit) in digits.enumerated() {
      let left = digits.count - place
      if left % 3 == 0, output.last?.isASCIIDigit == true {
        output.append(UInt8(ascii: self == .vietnamese ? "." : ","))
      }
      output.append(digit)
    }
    return output
  }
}
