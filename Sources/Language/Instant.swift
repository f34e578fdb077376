/// A second in time, as the clocks of one zone show it.
///
/// Instants are in the order of time; two that are the same second in different zones are
/// not equal, because they are not written alike, and come in the order of their zones.
package struct Instant: Hashable, Sendable {
  package let day: Day
  private let secondOfDay: Int32
  package let zone: FixedZone

  package var hour: Int { Int(secondOfDay) / 3600 }
  package var minute: Int { Int(secondOfDay) / 60 % 60 }
  package var second: Int { Int(secondOfDay) % 60 }

  /// - Returns: `nil` if no clock shows that time.
  package init?(day: Day, hour: Int, minute: Int, second: Int = 0, zone: FixedZone) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
      return nil
    }
    self.init(unchecked: day, hour * 3600 + minute * 60 + second, zone)
  }

  /// The first second of a day.
  package init(startOf day: Day, zone: FixedZone) { self.init(unchecked: day, 0, zone) }

  private init(unchecked day: Day, _ secondOfDay: Int, _ zone: FixedZone) {
    self.day = day
    self.secondOfDay = Int32(truncatingIfNeeded: secondOfDay)
    self.zone = zone
  }

  /// Minutes east of Greenwich.
  package var offsetMinutes: Int { zone.offsetMinutes }
}

extension Instant {
  /// Seconds since the start of 1970 in UTC, not counting leap seconds.
  package var epochSeconds: Int {
    day.epochDay * 86_400 + Int(secondOfDay) - zone.offsetMinutes * 60
  }

  /// - Returns: `nil` outside the years 1…9999 of that zone.
  package init?(epochSeconds: Int, zone: FixedZone) {
    let (local, overflow) = epochSeconds.addingReportingOverflow(zone.offsetMinutes * 60)
    guard !overflow else { return nil }
    let (days, rest) = local.quotientAndRemainder(dividingBy: 86_400)
    guard let day = Day(epochDay: rest < 0 ? days - 1 : days) else { return nil }
    self.init(unchecked: day, rest < 0 ? rest + 86_400 : rest, zone)
  }

  /// The same second in another zone; `nil` where that zone writes a year outside 1…9999.
  package func converted(to zone: FixedZone) -> Instant? {
    Instant(epochSeconds: epochSeconds, zone: zone)
  }
}

extension Instant: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    (a.epochSeconds, a.zone.offsetMinutes) < (b.epochSeconds, b.zone.offsetMinutes)
  }
}

extension Instant {
  /// Reads a day and a time: RFC 3339 with or without seconds, `T` or one space between.
  /// A fraction of a second is dropped.
  ///
  /// - Parameters:
  ///   - bytes: `2025-10-25T07:00+07:00`, `2025-10-25T00:00:00Z`.
  ///   - standard: The zone of a time that names none; `nil` to refuse it.
  package init(parsing bytes: [UInt8], in standard: FixedZone? = nil) throws(DateFault) {
    var reader = DigitReader(bytes)
    let day = try reader.readDay()
    guard
      reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t"))
        || reader.take(UInt8(ascii: " "))
    else { throw .shape }
    let (hour, minute, second) = try reader.readTime()
    let zone: FixedZone
    if reader.isAtEnd {
      guard let standard else { throw .noOffset }
      zone = standard
    } else {
      zone = try reader.readOffset()
    }
    guard reader.isAtEnd else { throw .shape }
    guard
      let instant = Instant(day: day, hour: hour, minute: minute, second: second, zone: zone)
    else { throw .noSuchTime(hour: hour, minute: minute, second: second) }
    self = instant
  }

  /// The same from a `String`.
  package init(parsing text: String, in standard: FixedZone? = nil) throws(DateFault) {
    try self.init(parsing: Array(text.utf8), in: standard)
  }
}

extension DigitReader {
  /// Takes `hh:mm`, and `:ss` and a fraction if they follow.
  fileprivate mutating func readTime() throws(DateFault) -> (hour: Int, minute: Int, second: Int) {
    let hour = try number(digits: 2)
    guard take(UInt8(ascii: ":")) else { throw .shape }
    let minute = try number(digits: 2)
    guard take(UInt8(ascii: ":")) else { return (hour, minute, 0) }
    let second = try number(digits: 2)
    if take(UInt8(ascii: ".")) {
      _ = try number(digits: 1)
      skipDigits()
    }
    return (hour, minute, second)
  }
}
