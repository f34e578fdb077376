/// A day of the Gregorian calendar, in no zone.
///
/// Every `Day` exists: there is no way to make 31 April, or a year outside 1…9999.
package struct Day: Hashable, Sendable {
  /// The year, the month and the day, eight bits for each of the last two.
  private let packed: UInt32

  package var year: Int { Int(packed >> 16) }
  /// From 1.
  package var month: Int { Int(packed >> 8 & 0xFF) }
  /// From 1.
  package var day: Int { Int(packed & 0xFF) }

  /// - Returns: `nil` if there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packed = UInt32(truncatingIfNeeded: year << 16 | month << 8 | day)
  }

  /// How many days a month has.
  ///
  /// - Parameter month: From 1 to 12.
  package static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension Day {
  /// Days since 1 January 1970.
  ///
  /// Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`:
  /// years that begin in March, in eras of 400.
  package var epochDay: Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The first and the last day of all, as days since 1 January 1970.
  package static let epochDays = -719_162...2_932_896

  /// - Parameter epochDay: Days since 1 January 1970.
  /// - Returns: `nil` outside the years 1…9999.
  package init?(epochDay: Int) {
    guard Self.epochDays.contains(epochDay) else { return nil }
    let shifted = epochDay + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// From 0, Sunday, to 6, Saturday.
  package var weekday: Int { ((epochDay + 4) % 7 + 7) % 7 }

  /// The day some days later; `nil` outside the years 1…9999.
  package func advanced(by days: Int) -> Day? {
    let (sum, overflow) = epochDay.addingReportingOverflow(days)
    return overflow ? nil : Day(epochDay: sum)
  }
}

extension Day {
  /// Reads `YYYY-MM-DD`, and nothing else.
  ///
  /// - Throws: What is wrong.
  package init(parsing bytes: [UInt8]) throws(DateFault) {
    var reader = DigitReader(bytes)
    self = try reader.readDay()
    guard reader.isAtEnd else { throw .shape }
  }

  /// Reads `YYYY-MM-DD`, and nothing else.
  package init(parsing text: String) throws(DateFault) {
    try self.init(parsing: Array(text.utf8))
  }
}

extension Day: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }
}

extension Day: CustomStringConvertible {
  /// `2025-10-25`.
  package var description: String { String(decoding: text, as: UTF8.self) }

  /// The same in UTF-8.
  package var text: [UInt8] { [UInt8](room: 10) { $0.append(self) } }
}

extension [UInt8] {
  /// - Parameter room: At least as many bytes as `body` appends.
  init(room: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    self = []
    append(addingCapacity: room, initializingWith: body)
  }
}

extension OutputSpan<UInt8> {
  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends `2025-10-25`.
  mutating func append(_ day: Day) {
    append(day.year, digits: 4)
    append(UInt8(ascii: "-"))
    append(day.month, digits: 2)
    append(UInt8(ascii: "-"))
    append(day.day, digits: 2)
  }

  /// Appends a number that is not negative, with zeros before it up to `digits`, of which there
  /// is at least one.
  mutating func append(_ number: Int, digits: Int) {
    if number > 9 || digits > 1 { append(number / 10, digits: digits - 1) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
