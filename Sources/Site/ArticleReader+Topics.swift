internal import Diagnostics
internal import Topics

extension ArticleReader {
  /// The assigned topics in the order of the taxonomy.
  func assigned(_ results: [TopicResult]) -> [TopicResult] {
    results.filter(\.isAssigned).sorted { $0.place < $1.place }
  }

  /// The short form of a result that readers get: up to three quotes.
  func reason(_ result: TopicResult, in draft: Draft) -> TopicReason {
    TopicReason(
      bandID: result.origin == .pinned ? "pinned" : result.band.rawValue,
      origin: result.origin.rawValue,
      quotes: result.evidence.prefix(3).map { evidence in
        TopicReason.Quote(
          text: draft.source.quote(evidence.range), zone: evidence.zone.rawValue)
      })
  }

  /// Where editor and tagger disagree: the next examples for the lexicon.
  func topicNotes(_ results: [TopicResult], _ draft: Draft) -> [Diagnostic] {
    results.compactMap { result in
      let (texts, note) =
        result.isMissedPin
        ? (draft.front.pinned, "the text itself does not speak for the pinned topic")
        : (draft.front.vetoed, "the text itself speaks for the vetoed topic")
      guard result.isMissedPin || result.isNeededVeto,
        let range = texts.first(where: { $0.value == result.topic.text })?.range
      else { return nil }
      return Diagnostic(
        .note, in: draft.source, at: range, "\(note) `\(result.topic)`",
        hint: "`digest explain \(draft.source.path)` shows why")
    }
  }
}

extension SourceText {
  /// Words of the author on one line, in UTF-8: breaks and runs of spaces are one space.
  func quote(_ range: Range<Int>) -> [UInt8] {
    let words = bytes[range.clamped(to: 0..<bytes.count)]
    guard words.needsFolding else { return Array(words) }
    var line: [UInt8] = []
    line.reserveCapacity(words.count)
    var isParted = false
    for byte in words {
      if byte > 0x20 {
        if isParted, !line.isEmpty { line.append(UInt8(ascii: " ")) }
        line.append(byte)
      }
      isParted = byte <= 0x20
    }
    return line
  }
}

extension ArraySlice<UInt8> {
  /// Whether breaks stand anywhere, or spaces at an end or side by side.
  fileprivate var needsFolding: Bool {
    var last: UInt8 = 0x20
    for byte in self {
      if byte < 0x20 || byte == 0x20 && last == 0x20 { return true }
      last = byte
    }
    return last == 0x20
  }
}
