/// Why a text is not a date.
package enum DateFault: Error, Hashable, Sendable {
  /// It is not written as a date.
  case shape
  case noSuchYear(Int)
  case noSuchMonth(Int)
  /// The month is over before that day.
  case noSuchDay(Int, month: Int, year: Int)
  case noSuchTime(hour: Int, minute: Int, second: Int)
  case noSuchOffset
  /// A time that does not say where on earth, and nothing else that does.
  case noOffset
  /// The second date of a span is before the first.
  case endsBeforeStart
  /// The dates of a span say more or less than each other: a day and a month.
  case unlikeEnds
}

extension DateFault {
  /// What is wrong, in the words of a message: lower case, no full stop.
  package var message: String {
    switch self {
    case .shape: "not a date"
    case .noSuchYear(let year): "no such year: `\(year)`"
    case .noSuchMonth(let month): "no such month: `\(month)`"
    case .noSuchDay(let day, _, _): "no such day: `\(day)`"
    case .noSuchTime(let hour, let minute, let second):
      "no such time: `\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))`"
    case .noSuchOffset: "no such offset from UTC"
    case .noOffset: "a time without an offset from UTC"
    case .endsBeforeStart: "ends before it starts"
    case .unlikeEnds: "the two dates of a span must be of one kind"
    }
  }

  /// What to write instead.
  package var hint: String {
    switch self {
    case .shape: "write `2025-10-25`, or with a time `2025-10-25T07:00+07:00`"
    case .noSuchYear: "years run from 0001 to 9999"
    case .noSuchMonth: "months run from 01 to 12"
    case .noSuchDay(_, let month, let year):
      "\(EnglishNames.months[month - 1]) \(year) has \(Day.length(ofMonth: month, in: year)) days"
    case .noSuchTime: "times run from 00:00:00 to 23:59:59"
    case .noSuchOffset: "offsets run from -14:00 to +14:00, such as `+07:00`"
    case .noOffset: "write the offset after the time, such as `+07:00`"
    case .endsBeforeStart: "write the earlier date first"
    case .unlikeEnds: "write two days, two months or two years"
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
