/// A time zone that never changes its clocks.
///
/// Digest has no time zone database: its rules would change under the same site. Vietnam
/// has kept UTC+7 since June 1975 and no summer time.
package struct FixedZone: Hashable, Sendable {
  private let minutes: Int16

  /// East of Greenwich.
  package var offsetMinutes: Int { Int(minutes) }

  package static let utc = FixedZone(unchecked: 0)
  package static let hoChiMinh = FixedZone(unchecked: 7 * 60)

  /// - Parameter offsetMinutes: At most 14 hours either way, as far as zones go.
  package init?(offsetMinutes: Int) {
    guard (-14 * 60...14 * 60).contains(offsetMinutes) else { return nil }
    self.init(unchecked: offsetMinutes)
  }

  private init(unchecked offsetMinutes: Int) {
    minutes = Int16(truncatingIfNeeded: offsetMinutes)
  }

  /// Takes `Asia/Ho_Chi_Minh` (or its older name `Asia/Saigon`), `UTC`, `Z` or an offset
  /// such as `+07:00`.
  ///
  /// - Returns: `nil` for any other name: whether it has summer time is not known here.
  package init?(_ name: String) {
    switch name {
    case "Asia/Ho_Chi_Minh", "Asia/Saigon": self = .hoChiMinh
    case "UTC", "Etc/UTC", "Z": self = .utc
    default:
      var reader = DigitReader(Array(name.utf8))
      guard let zone = try? reader.readOffset(), reader.isAtEnd else { return nil }
      self = zone
    }
  }
}

extension FixedZone: CustomStringConvertible {
  /// `+07:00`, and `Z` for UTC.
  package var description: String {
    String(decoding: [UInt8](room: 6) { $0.append(self) }, as: UTF8.self)
  }
}

extension OutputSpan<UInt8> {
  /// Appends `+07:00`, or `Z` for UTC.
  mutating func append(_ zone: FixedZone) {
    if zone == .utc { append(UInt8(ascii: "Z")) } else { append(offsetOf: zone, separator: ":") }
  }

  /// Appends sign, hours, `separator`, minutes.
  mutating func append(offsetOf zone: FixedZone, separator: String) {
    append(UInt8(ascii: zone.offsetMinutes < 0 ? "-" : "+"))
    append(abs(zone.offsetMinutes) / 60, digits: 2)
    append(separator)
    append(abs(zone.offsetMinutes) % 60, digits: 2)
  }
}

extension DigitReader {
  /// Takes `Z`, `z` or `±hh:mm`.
  mutating func readOffset() throws(DateFault) -> FixedZone {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return .utc }
    let isWest = take(UInt8(ascii: "-"))
    guard isWest || take(UInt8(ascii: "+")) else { throw .shape }
    let hours = try number(digits: 2)
    guard take(UInt8(ascii: ":")) else { throw .shape }
    let minutes = try number(digits: 2)
    let total = hours * 60 + minutes
    guard minutes < 60, let zone = FixedZone(offsetMinutes: isWest ? -total : total) else {
      throw .noSuchOffset
    }
    return zone
  }
}
