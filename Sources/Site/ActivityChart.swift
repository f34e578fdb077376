internal import Templating

/// How many entries each month of a timeline has, as the bars of a drawing.
struct ActivityChart {
  /// Months the chart reaches back from the last one with an entry.
  private static let reach = 36
  private static let height = 120
  private static let step = 20
  private static let barWidth = 14

  /// Counted from year 0; every month between the first and the last, empty ones too.
  private var months: [(month: Int, count: Int)] = []

  init(of timeline: [TimelineEntry]) {
    let dated = timeline.compactMap { entry in entry.month.map { entry.year * 12 + $0 - 1 } }
    guard let last = dated.max(), let first = dated.min() else { return }
    let start = max(first, last - Self.reach + 1)
    months = (start...last).map { ($0, 0) }
    for month in dated where month >= start { months[month - start].count += 1 }
  }

  /// `chart` of the timeline's template; measures are in the drawing's own units.
  var value: Value {
    let most = max(1, months.map(\.count).max() ?? 1)
    let bars = months.enumerated().map { place, month in
      let height = (month.count * Self.height + most - 1) / most
      return Value.record(
        Shapes.bar,
        [
          .string("\((month.month / 12).padded(4))-\((month.month % 12 + 1).padded(2))"),
          .int(month.count), .int(place * Self.step), .int(Self.height - height),
          .int(Self.barWidth), .int(height),
        ])
    }
    return .record(
      Shapes.chart,
      [
        .int(months.isEmpty ? 0 : most), .list(bars), .int(max(1, months.count) * Self.step),
        .int(Self.height),
      ])
  }
}
