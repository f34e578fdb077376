/// Numbers as people read them.
enum Decimal {
  /// A number that is not negative, with so many digits after the point.
  static func text(_ value: Double, digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    guard value.isFinite, value >= 0, value < 1e12 else { return "-" }
    let scaled = Int((value * Double(scale)).rounded())
    guard digits > 0 else { return String(scaled) }
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: digits - fraction.utf8.count)
    return "\(scaled / scale).\(zeros)\(fraction)"
  }

  /// A number that is not negative, with at most four digits after the point.
  static func shortest(_ value: Double) -> String {
    var digits = Array(text(value, digits: 4).utf8)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.last == UInt8(ascii: ".") { digits.removeLast() }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A share of 1 as a percentage with one digit after the point.
  static func percent(_ value: Double) -> String { text(value * 100, digits: 1) }
}
