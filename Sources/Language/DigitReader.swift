/// Reads the numbers of dates from bytes, from left to right.
struct DigitReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  /// The next byte, without taking it.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Takes a byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  /// Takes text if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard bytes.count - offset >= length else { return false }
    let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + length]) }
    if matches { offset += length }
    return matches
  }

  /// Takes any number of digits.
  mutating func skipDigits() {
    while let byte = next, byte.isASCIIDigit { offset += 1 }
  }

  /// Takes exactly `count` digits.
  mutating func number(digits count: Int) throws(DateFault) -> Int {
    guard bytes.count - offset >= count else { throw .shape }
    var number = 0
    for index in offset..<offset + count {
      guard bytes[index].isASCIIDigit else { throw .shape }
      number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    offset += count
    return number
  }

  mutating func readYear() throws(DateFault) -> Int {
    let year = try number(digits: 4)
    if let byte = next, byte.isASCIIDigit { throw .shape }
    guard year > 0 else { throw .noSuchYear(year) }
    return year
  }

  mutating func readMonth() throws(DateFault) -> Int {
    guard take(UInt8(ascii: "-")) else { throw .shape }
    let month = try number(digits: 2)
    if let byte = next, byte.isASCIIDigit { throw .shape }
    guard (1...12).contains(month) else { throw .noSuchMonth(month) }
    return month
  }

  mutating func readDay(ofMonth month: Int, year: Int) throws(DateFault) -> Day {
    guard take(UInt8(ascii: "-")) else { throw .shape }
    let number = try number(digits: 2)
    if let byte = next, byte.isASCIIDigit { throw .shape }
    guard let day = Day(year: year, month: month, day: number) else {
      throw .noSuchDay(number, month: month, year: year)
    }
    return day
  }

  /// Takes `2025-10-25` if there is that day: what most dates are. Of others, the readers of years,
  /// months and days tell what is wrong.
  mutating func takeDay() -> Day? {
    let end = offset + 10
    guard bytes.count >= end, bytes.count == end || !bytes[end].isASCIIDigit else { return nil }
    var digits = 0
    for place in 0..<10 {
      let byte = bytes[offset + place]
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte.isASCIIDigit else { return nil }
        digits = digits &* 10 &+ Int(byte &- UInt8(ascii: "0"))
      }
    }
    let day = Day(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    if day != nil { offset = end }
    return day
  }

  mutating func readDay() throws(DateFault) -> Day {
    if let day = takeDay() { return day }
    let year = try readYear()
    let month = try readMonth()
    return try readDay(ofMonth: month, year: year)
  }
}
