/// Leads from a text that was put together back to the file.
struct OffsetMap {
  /// Bytes that were copied as they are.
  private struct Segment {
    var start: Int
    var source: Int
    var count: Int
  }

  private var segments: [Segment] = []

  /// Notes that bytes of the file were copied.
  mutating func add(copyOf source: Range<Int>, at start: Int) {
    guard !source.isEmpty else { return }
    if let last = segments.last, last.start + last.count == start,
      last.source + last.count == source.lowerBound
    {
      segments[segments.count - 1].count += source.count
      return
    }
    segments.append(Segment(start: start, source: source.lowerBound, count: source.count))
  }

  /// Where a byte of the text comes from; a byte that was put in comes from the end of what
  /// was copied before it. Without any copy, the text is the file itself.
  func source(of offset: Int) -> Int {
    guard !segments.isEmpty else { return offset }
    guard let index = index(before: offset) else { return segments[0].source }
    let segment = segments[index]
    return segment.source + min(offset - segment.start, segment.count)
  }

  func source(of range: Range<Int>) -> Range<Int> {
    let start = source(of: range.lowerBound)
    return start..<max(start, source(of: range.upperBound))
  }

  /// Calls `body` with each part of a range that was copied in one piece.
  func forEachCopy(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    guard !segments.isEmpty else { return body(range) }
    var index = index(before: range.lowerBound) ?? 0
    while index < segments.count, segments[index].start < range.upperBound {
      let segment = segments[index]
      let copied = range.clamped(to: segment.start..<segment.start + segment.count)
      let shift = segment.source - segment.start
      if !copied.isEmpty { body(copied.lowerBound + shift..<copied.upperBound + shift) }
      index += 1
    }
  }

  /// The last segment that starts at an offset or before it.
  private func index(before offset: Int) -> Int? {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
