/// When something happened, as exactly as it is known: a day, a month, a year, or a span
/// from one to another of the same kind.
package struct PartialDate: Hashable, Sendable {
  package enum Precision: Int, Hashable, Sendable { case year, month, day }

  package let precision: Precision
  /// The first day of it: of `2025-10`, the first of October.
  package let start: Day
  /// The last day of it: of `2025-10`, the 31st of October.
  package let end: Day

  package init(_ day: Day) {
    precision = .day
    start = day
    end = day
  }

  /// - Throws: `.endsBeforeStart` or `.unlikeEnds`.
  package init(from first: PartialDate, to last: PartialDate) throws(DateFault) {
    guard first.precision == last.precision else { throw .unlikeEnds }
    guard first.start <= last.start else { throw .endsBeforeStart }
    self.init(precision: first.precision, start: first.start, end: last.end)
  }

  private init(precision: Precision, start: Day, end: Day) {
    self.precision = precision
    self.start = start
    self.end = end
  }

  package var year: Int { start.year }
  /// `nil` if only the year is known.
  package var month: Int? { precision == .year ? nil : start.month }
  /// `nil` if only the month or the year is known.
  package var day: Int? { precision == .day ? start.day : nil }

  /// Whether it has two ends: two days, two months or two years.
  package var isSpan: Bool {
    switch precision {
    case .day: start != end
    case .month: (start.year, start.month) != (end.year, end.month)
    case .year: start.year != end.year
    }
  }
}

extension PartialDate: Comparable {
  /// By the first day; at one start, what is less exact or longer comes first.
  package static func < (a: Self, b: Self) -> Bool {
    (a.start, a.precision.rawValue, b.end) < (b.start, b.precision.rawValue, a.end)
  }
}

extension PartialDate {
  /// Reads `2025`, `2025-10`, `2025-10-25`, or two of these with `/` or `..` between.
  package init(parsing bytes: [UInt8]) throws(DateFault) {
    var reader = DigitReader(bytes)
    let first = try reader.readPartial()
    if reader.isAtEnd {
      self = first
      return
    }
    guard reader.take(UInt8(ascii: "/")) || reader.take("..") else { throw .shape }
    let last = try reader.readPartial()
    guard reader.isAtEnd else { throw .shape }
    try self.init(from: first, to: last)
  }

  /// The same from a `String`.
  package init(parsing text: String) throws(DateFault) {
    try self.init(parsing: Array(text.utf8))
  }

  fileprivate init?(year: Int, month: Int?) {
    guard let start = Day(year: year, month: month ?? 1, day: 1),
      let end = Day(
        year: year, month: month ?? 12, day: Day.length(ofMonth: month ?? 12, in: year))
    else { return nil }
    self.init(precision: month == nil ? .year : .month, start: start, end: end)
  }
}

extension DigitReader {
  /// Takes `2025`, `2025-10` or `2025-10-25`.
  fileprivate mutating func readPartial() throws(DateFault) -> PartialDate {
    if let day = takeDay() { return PartialDate(day) }
    let year = try readYear()
    guard next == UInt8(ascii: "-") else { return try partial(year, nil) }
    let month = try readMonth()
    guard next == UInt8(ascii: "-") else { return try partial(year, month) }
    return PartialDate(try readDay(ofMonth: month, year: year))
  }

  private func partial(_ year: Int, _ month: Int?) throws(DateFault) -> PartialDate {
    guard let date = PartialDate(year: year, month: month) else { throw .shape }
    return date
  }
}

extension PartialDate: CustomStringConvertible {
  /// As it is read: `2025-10-25`, `2025-10`, `2025`, `2025-10-25/2025-10-26`.
  package var description: String { isSpan ? "\(startText)/\(endText)" : startText }

  /// The first date alone, for `<time datetime>`.
  package var startText: String { text(start) }
  /// The last date alone; the first one if there is no other.
  package var endText: String { text(end) }

  private func text(_ day: Day) -> String {
    String(decoding: day.text.prefix([4, 7, 10][precision.rawValue]), as: UTF8.self)
  }
}
