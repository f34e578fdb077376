/// How a date is written for readers.
package enum DateStyle: Hashable, Sendable {
  /// `ngày 25 tháng 10 năm 2025`, `25 October 2025`.
  case long
  /// `25/10/2025`, `25 Oct 2025`.
  case short
  /// `tháng 10 năm 2025`, `October 2025`.
  case month

  /// - Parameter name: `long`, `short` or `month`.
  package init?(name: [UInt8]) {
    if name == Self.shortName {
      self = .short
    } else if name == Self.longName {
      self = .long
    } else if name == Self.monthName {
      self = .month
    } else {
      return nil
    }
  }

  private static let longName = Array("long".utf8)
  private static let shortName = Array("short".utf8)
  private static let monthName = Array("month".utf8)
}

// Vietnamese dates follow the official rule (Decree 30/2020/NĐ-CP, annex I): a zero before
// days under 10 and before the months 1 and 2, and before no other month.

extension Day {
  package func formatted(_ style: DateStyle = .long, in language: TextLanguage) -> String {
    String(decoding: text(style, in: language), as: UTF8.self)
  }

  /// What `formatted` gives, in UTF-8.
  package func text(_ style: DateStyle = .long, in language: TextLanguage) -> [UInt8] {
    [UInt8](room: 40) { text in
      switch language {
      case .vietnamese: appendVietnamese(style, to: &text)
      case .english: appendEnglish(style, to: &text)
      }
    }
  }

  private func appendVietnamese(_ style: DateStyle, to text: inout OutputSpan<UInt8>) {
    switch style {
    case .long, .month:
      if style == .long {
        text.append("ngày ")
        text.append(day, digits: 2)
        text.append(" ")
      }
      text.append("tháng ")
      text.append(month, digits: month < 3 ? 2 : 1)
      text.append(" năm ")
    case .short:
      text.append(day, digits: 2)
      text.append(UInt8(ascii: "/"))
      text.append(month, digits: month < 3 ? 2 : 1)
      text.append(UInt8(ascii: "/"))
    }
    text.append(year, digits: 1)
  }

  private func appendEnglish(_ style: DateStyle, to text: inout OutputSpan<UInt8>) {
    if style != .month {
      text.append(day, digits: 1)
      text.append(UInt8(ascii: " "))
    }
    let names = style == .short ? EnglishNames.shortMonths : EnglishNames.months
    text.append(names[month - 1])
    text.append(UInt8(ascii: " "))
    text.append(year, digits: 1)
  }

  fileprivate var vietnameseDay: String { day < 10 ? "0\(day)" : "\(day)" }
  fileprivate var vietnameseMonth: String { month < 3 ? "0\(month)" : "\(month)" }
}

extension Instant {
  /// Day and time: `07:00, ngày 25 tháng 10 năm 2025`, `25 October 2025, 07:00`.
  ///
  /// The time is that of the instant's own zone; convert it first for another.
  package func formatted(_ style: DateStyle = .long, in language: TextLanguage) -> String {
    let date = day.formatted(style, in: language)
    let time = [UInt8](room: 5) { text in
      text.append(hour, digits: 2)
      text.append(UInt8(ascii: ":"))
      text.append(minute, digits: 2)
    }
    let clock = String(decoding: time, as: UTF8.self)
    return language == .vietnamese ? "\(clock), \(date)" : "\(date), \(clock)"
  }

  /// RFC 3339: `2025-10-25T07:00:00+07:00`, with `Z` for UTC.
  package var rfc3339: String { String(decoding: rfc3339Text, as: UTF8.self) }

  /// The same in UTF-8.
  package var rfc3339Text: [UInt8] {
    [UInt8](room: 32) { text in
      text.append(day)
      text.append(UInt8(ascii: "T"))
      appendClock(to: &text)
      text.append(zone)
    }
  }

  /// RFC 5322 (once 822 and 2822): `Sat, 25 Oct 2025 07:00:00 +0700`.
  package var rfc822: String {
    let text = [UInt8](room: 40) { text in
      text.append(EnglishNames.shortWeekdays[day.weekday])
      text.append(", ")
      text.append(day.day, digits: 2)
      text.append(" ")
      text.append(EnglishNames.shortMonths[day.month - 1])
      text.append(" ")
      text.append(day.year, digits: 4)
      text.append(" ")
      appendClock(to: &text)
      text.append(" ")
      text.append(offsetOf: zone, separator: "")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func appendClock(to text: inout OutputSpan<UInt8>) {
    text.append(hour, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(minute, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(second, digits: 2)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339.
  package var description: String { rfc3339 }
}

enum EnglishNames {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let shortMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  static let shortWeekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
}

extension PartialDate {
  /// `ngày 25-26 tháng 10 năm 2025`, `25–26 October 2025`; of a month or a year, as much
  /// as is known: `tháng 10 năm 2025`, `2025`.
  package func formatted(in language: TextLanguage) -> String {
    switch (language, precision) {
    case (.vietnamese, .day): vietnameseDays
    case (.vietnamese, .month): vietnameseMonths
    case (.vietnamese, .year): isSpan ? "năm \(start.year)-\(end.year)" : "năm \(start.year)"
    case (.english, .day): englishDays
    case (.english, .month): englishMonths
    case (.english, .year): isSpan ? "\(start.year)–\(end.year)" : "\(start.year)"
    }
  }

  private var vietnameseDays: String {
    let last = end.formatted(in: .vietnamese)
    guard isSpan else { return last }
    guard start.year == end.year else {
      return "từ \(start.formatted(in: .vietnamese)) đến \(last)"
    }
    guard start.month == end.month else {
      return "từ ngày \(start.vietnameseDay) tháng \(start.vietnameseMonth) đến \(last)"
    }
    return "ngày \(start.vietnameseDay)-\(end.vietnameseDay) "
      + end.formatted(.month, in: .vietnamese)
  }

  private var vietnameseMonths: String {
    let last = end.formatted(.month, in: .vietnamese)
    guard isSpan else { return last }
    guard start.year == end.year else {
      return "từ \(start.formatted(.month, in: .vietnamese)) đến \(last)"
    }
    return "tháng \(start.vietnameseMonth)-\(end.vietnameseMonth) năm \(end.year)"
  }

  private var englishDays: String {
    let last = end.formatted(in: .english)
    guard isSpan else { return last }
    guard start.year == end.year else { return "\(start.formatted(in: .english)) – \(last)" }
    guard start.month == end.month else {
      return "\(start.day) \(EnglishNames.months[start.month - 1]) – \(last)"
    }
    return "\(start.day)–\(last)"
  }

  private var englishMonths: String {
    let last = end.formatted(.month, in: .english)
    guard isSpan else { return last }
    guard start.year == end.year else {
      return "\(start.formatted(.month, in: .english)) – \(last)"
    }
    return "\(EnglishNames.months[start.month - 1])–\(last)"
  }
}
