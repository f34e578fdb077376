internal import Language

extension Fields {
  /// A day, or a day and a time.
  ///
  /// - Parameter zone: Where a bare day begins, and a time without a zone counts.
  mutating func moment(_ key: String, in zone: FixedZone) -> Moment? {
    guard let text = text(key) else { return nil }
    let bytes = Array(text.value.utf8)
    do throws(DateFault) {
      if bytes.count <= "2025-10-25".utf8.count {
        return Moment(instant: Instant(startOf: try Day(parsing: bytes), zone: zone), isDay: true)
      }
      return Moment(instant: try Instant(parsing: bytes, in: zone), isDay: false)
    } catch {
      report(error, key, text)
      return nil
    }
  }

  /// A day, a month, a year, or a span of them.
  mutating func partialDate(_ key: String) -> PartialDate? {
    guard let text = text(key) else { return nil }
    do throws(DateFault) {
      return try PartialDate(parsing: text.value)
    } catch {
      let hint = "write a day, a month or a year, without a time: `2025-10-25`, `2025-10`, `2025`"
      report(error, key, text, hint: error == .shape ? hint : nil)
      return nil
    }
  }

  private mutating func report(
    _ fault: DateFault, _ key: String, _ text: Located<String>, hint: String? = nil
  ) {
    report(text.range, "`\(key)`: \(fault.message): `\(text.value)`", hint: hint ?? fault.hint)
  }
}
