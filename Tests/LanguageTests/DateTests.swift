import Language
import Testing

@Suite struct DayTests {
  @Test(
    arguments: [
      ("1970-01-01", 0), ("2025-10-25", 20_386), ("2000-02-29", 11_016), ("1969-12-31", -1),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1900-03-01", -25_508),
    ])
  func `counts days`(_ text: String, _ epochDay: Int) throws {
    let day = try Day(parsing: text)
    #expect(day.epochDay == epochDay)
    #expect(Day(epochDay: epochDay) == day)
    #expect(day.description == text)
  }

  @Test(arguments: [-719_162 ... -600_000, -50_000...200_000, 2_800_000...2_932_896])
  func `counts days one after another`(_ numbers: ClosedRange<Int>) throws {
    var last = try #require(Day(epochDay: numbers.lowerBound))
    for number in numbers.dropFirst() {
      guard let day = Day(epochDay: number), day > last, day.epochDay == number,
        day.weekday == (last.weekday + 1) % 7,
        Day(year: day.year, month: day.month, day: day.day) == day
      else {
        Issue.record("\(last) is followed by no day")
        return
      }
      last = day
    }
  }

  @Test func `knows no days outside four digits of years`() throws {
    #expect(Day(epochDay: Day.epochDays.lowerBound - 1) == nil)
    #expect(Day(epochDay: Day.epochDays.upperBound + 1) == nil)
    let last = try #require(Day(epochDay: Day.epochDays.upperBound))
    #expect(last.advanced(by: -1)?.description == "9999-12-30")
    #expect(last.advanced(by: 1) == nil)
    #expect(last.advanced(by: .max) == nil)
  }

  @Test(arguments: [
    ("2025-13-01", DateFault.noSuchMonth(13)), ("2025-00-01", .noSuchMonth(0)),
    ("2025-02-29", .noSuchDay(29, month: 2, year: 2025)),
    ("1900-02-29", .noSuchDay(29, month: 2, year: 1900)),
    ("2025-04-31", .noSuchDay(31, month: 4, year: 2025)),
    ("2025-01-00", .noSuchDay(0, month: 1, year: 2025)), ("0000-01-01", .noSuchYear(0)),
    ("2025-1-1", .shape), ("25/10/2025", .shape), ("2025-10-25T", .shape), ("", .shape),
    ("2025-10-255", .shape), ("20255-10-25", .shape), ("2025-10", .shape), ("２025-10-25", .shape),
    ("2025-10-25\u{301}", .shape), (" 2025-10-25", .shape), ("2025–10–25", .shape),
  ])
  func `refuses a day`(_ text: String, because fault: DateFault) {
    #expect(throws: fault) { try Day(parsing: text) }
  }

  @Test func `says how long a month is`() {
    let fault = DateFault.noSuchDay(31, month: 4, year: 2025)
    #expect(fault.message == "no such day: `31`")
    #expect(fault.hint == "April 2025 has 30 days")
    #expect(
      DateFault.noSuchTime(hour: 24, minute: 0, second: 0).message == "no such time: `24:00:00`")
  }

  @Test(arguments: [
    ("2023-08-05", "ngày 05 tháng 8 năm 2023", "05/8/2023", "tháng 8 năm 2023"),
    ("2025-10-25", "ngày 25 tháng 10 năm 2025", "25/10/2025", "tháng 10 năm 2025"),
    ("2024-02-09", "ngày 09 tháng 02 năm 2024", "09/02/2024", "tháng 02 năm 2024"),
    ("2024-03-10", "ngày 10 tháng 3 năm 2024", "10/3/2024", "tháng 3 năm 2024"),
  ])
  func `writes Vietnamese dates`(_ text: String, _ long: String, _ short: String, _ month: String)
    throws
  {
    let day = try Day(parsing: text)
    #expect(day.formatted(in: .vietnamese) == long)
    #expect(day.formatted(.short, in: .vietnamese) == short)
    #expect(day.formatted(.month, in: .vietnamese) == month)
  }

  @Test func `writes English dates`() throws {
    let day = try Day(parsing: "2023-08-05")
    #expect(day.formatted(in: .english) == "5 August 2023")
    #expect(day.formatted(.short, in: .english) == "5 Aug 2023")
    #expect(day.formatted(.month, in: .english) == "August 2023")
  }
}

@Suite struct InstantTests {
  @Test(arguments: [
    ("2025-10-25T07:00+07:00", "2025-10-25T07:00:00+07:00", 1_761_350_400),
    ("2025-10-25 07:00:05.250+07:00", "2025-10-25T07:00:05+07:00", 1_761_350_405),
    ("2025-10-25t00:00:00z", "2025-10-25T00:00:00Z", 1_761_350_400),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1),
    ("2024-12-24T12:30-03:30", "2024-12-24T12:30:00-03:30", 1_735_056_000),
    ("0001-01-01T00:00+14:00", "0001-01-01T00:00:00+14:00", -62_135_647_200),
  ])
  func `reads an instant`(_ text: String, _ written: String, _ seconds: Int) throws {
    let instant = try Instant(parsing: text)
    #expect(instant.description == written)
    #expect(instant.epochSeconds == seconds)
    #expect(Instant(epochSeconds: seconds, zone: instant.zone) == instant)
    #expect(try Instant(parsing: instant.rfc3339) == instant)
  }

  @Test(arguments: [
    ("2025-10-25", DateFault.shape), ("2025-10-25T07", .shape), ("2025-10-25T7:00Z", .shape),
    ("2025-10-25T07:00", .noOffset),
    ("2025-10-25T24:00Z", .noSuchTime(hour: 24, minute: 0, second: 0)),
    ("2025-10-25T07:60Z", .noSuchTime(hour: 7, minute: 60, second: 0)),
    ("2016-12-31T23:59:60Z", .noSuchTime(hour: 23, minute: 59, second: 60)),
    ("2025-10-25T07:00+15:00", .noSuchOffset), ("2025-10-25T07:00+07:60", .noSuchOffset),
    ("2025-10-25T07:00+7", .shape), ("2025-10-25T07:00:00.Z", .shape),
    ("2025-10-25T07:00Z ", .shape),
    ("2025-10-25T07:00 ICT", .shape), ("2025-02-30T07:00Z", .noSuchDay(30, month: 2, year: 2025)),
  ])
  func `refuses an instant`(_ text: String, because fault: DateFault) {
    #expect(throws: fault) { try Instant(parsing: text) }
  }

  @Test func `takes the site's zone where a time names none`() throws {
    let instant = try Instant(parsing: "2025-10-25 07:00", in: .hoChiMinh)
    #expect(instant.rfc3339 == "2025-10-25T07:00:00+07:00")
    #expect(instant.converted(to: .utc)?.rfc3339 == "2025-10-25T00:00:00Z")
    #expect(try Instant(parsing: "2025-10-25T07:00Z", in: .hoChiMinh).zone == .utc)
    #expect(try Instant(parsing: "0001-01-01T00:00+14:00").converted(to: .utc) == nil)
    #expect(Instant(epochSeconds: .max, zone: .hoChiMinh) == nil)
    #expect(Instant(epochSeconds: .min, zone: .utc) == nil)
  }

  @Test func `orders instants by time`() throws {
    let early = try Instant(parsing: "2025-10-25T07:30+09:00")
    let late = try Instant(parsing: "2025-10-25T06:00+07:00")
    let same = try Instant(parsing: "2025-10-24T23:00Z")
    #expect(early < late)
    #expect(same < late)
    #expect(same != late)
    #expect(same.epochSeconds == late.epochSeconds)
  }

  @Test func `writes an instant`() throws {
    let instant = try Instant(parsing: "2025-10-25T07:00+07:00")
    #expect(instant.formatted(in: .vietnamese) == "07:00, ngày 25 tháng 10 năm 2025")
    #expect(instant.formatted(in: .english) == "25 October 2025, 07:00")
    #expect(instant.rfc822 == "Sat, 25 Oct 2025 07:00:00 +0700")
    #expect(
      try Instant(parsing: "2024-02-05T03:04:05Z").rfc822 == "Mon, 05 Feb 2024 03:04:05 +0000")
  }

  @Test(arguments: [
    ("Asia/Ho_Chi_Minh", 420), ("Asia/Saigon", 420), ("UTC", 0), ("Z", 0), ("+07:00", 420),
    ("-03:30", -210), ("+00:00", 0),
  ])
  func `knows zones without summer time`(_ name: String, _ minutes: Int) {
    #expect(FixedZone(name)?.offsetMinutes == minutes)
  }

  @Test(arguments: [
    "", "Europe/Paris", "asia/ho_chi_minh", "+7", "+0700", "+07:00 ", "+15:00", "ICT",
  ])
  func `refuses other zones`(_ name: String) {
    #expect(FixedZone(name) == nil)
  }
}

@Suite struct PartialDateTests {
  @Test(arguments: [
    ("2025", "2025-01-01", "2025-12-31", "năm 2025", "2025"),
    ("2024-02", "2024-02-01", "2024-02-29", "tháng 02 năm 2024", "February 2024"),
    ("2025-10-25", "2025-10-25", "2025-10-25", "ngày 25 tháng 10 năm 2025", "25 October 2025"),
    (
      "2025-10-25/2025-10-26", "2025-10-25", "2025-10-26", "ngày 25-26 tháng 10 năm 2025",
      "25–26 October 2025"
    ),
    (
      "2025-08-05..2025-08-09", "2025-08-05", "2025-08-09", "ngày 05-09 tháng 8 năm 2025",
      "5–9 August 2025"
    ),
    (
      "2025-10-30/2025-11-02", "2025-10-30", "2025-11-02",
      "từ ngày 30 tháng 10 đến ngày 02 tháng 11 năm 2025", "30 October – 2 November 2025"
    ),
    (
      "2024-12-30/2025-01-02", "2024-12-30", "2025-01-02",
      "từ ngày 30 tháng 12 năm 2024 đến ngày 02 tháng 01 năm 2025",
      "30 December 2024 – 2 January 2025"
    ),
    ("2025-01/2025-03", "2025-01-01", "2025-03-31", "tháng 01-3 năm 2025", "January–March 2025"),
    (
      "2024-11/2025-02", "2024-11-01", "2025-02-28", "từ tháng 11 năm 2024 đến tháng 02 năm 2025",
      "November 2024 – February 2025"
    ),
    ("2024/2025", "2024-01-01", "2025-12-31", "năm 2024-2025", "2024–2025"),
  ])
  func `reads and writes`(
    _ text: String, _ start: String, _ end: String, _ vietnamese: String, _ english: String
  ) throws {
    let date = try PartialDate(parsing: text)
    #expect(date.start.description == start)
    #expect(date.end.description == end)
    #expect(date.formatted(in: .vietnamese) == vietnamese)
    #expect(date.formatted(in: .english) == english)
    #expect(try PartialDate(parsing: date.description) == date)
  }

  @Test(arguments: [
    ("2025-10-26/2025-10-25", DateFault.endsBeforeStart), ("2025-10/2025-10-25", .unlikeEnds),
    ("2025-13", .noSuchMonth(13)), ("2025-1", .shape), ("25", .shape), ("2025-", .shape),
    ("2025-10-25/", .shape), ("2025-10-25/26", .shape), ("2025-10-25-26", .shape),
    ("20251", .shape),
    ("2025-10-25/2025-10-26/2025-10-27", .shape), ("tháng 10", .shape),
  ])
  func `refuses`(_ text: String, because fault: DateFault) {
    #expect(throws: fault) { try PartialDate(parsing: text) }
  }

  @Test func `knows how exact it is`() throws {
    #expect(try PartialDate(parsing: "2025").month == nil)
    #expect(try PartialDate(parsing: "2025-10").month == 10)
    #expect(try PartialDate(parsing: "2025-10").day == nil)
    #expect(try PartialDate(parsing: "2025-10-25/2025-10-25").isSpan == false)
    #expect(try PartialDate(parsing: "2025-10-25/2025-10-26").endText == "2025-10-26")
  }

  @Test func `orders by start, the less exact first`() throws {
    let texts = [
      "2024-12-31", "2025", "2025-01", "2025-01-01/2025-01-03", "2025-01-01", "2025-01-02",
    ]
    let dates = try texts.map { try PartialDate(parsing: $0) }
    #expect(dates.reversed().sorted() == dates)
  }
}
