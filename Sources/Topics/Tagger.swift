internal import Diagnostics

/// Gives texts their topics.
///
/// A tagger is immutable: one copy serves every task of a build. The same bytes give
/// the same topics, whatever the machine.
package struct Tagger: Sendable {
  package let taxonomy: Taxonomy
  private let table = LetterTable()
  private let accented: Lexicon
  private let unaccented: Lexicon

  /// - Complexity: O(*n*) in the bytes of all phrases; some milliseconds for thousands.
  package init(_ taxonomy: Taxonomy) {
    self.taxonomy = taxonomy
    accented = Lexicon(taxonomy, .accented, table: table)
    unaccented = Lexicon(taxonomy, .unaccented, table: table)
  }

  /// The topics of a text that its words or its editor speak for: the assigned ones
  /// by score, then suggestions, then vetoed ones.
  ///
  /// A pin wins over everything, a veto over the words. That a topic is both, or is
  /// none of the taxonomy's, is for the caller to report.
  ///
  /// - Complexity: O(*n*) in the text.
  package func tag(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: false)
      .filter { $0.isAssigned || $0.band == .possible || $0.origin != .auto }
  }

  /// As `tag`, for every topic of which the text has any word, and with near misses.
  package func explain(
    _ text: Text, pinned: [Topic.ID] = [], vetoed: [Topic.ID] = []
  ) -> [TopicResult] {
    results(text, pinned: pinned, vetoed: vetoed, explains: true)
  }

  private func results(
    _ text: Text, pinned: [Topic.ID], vetoed: [Topic.ID], explains: Bool
  ) -> [TopicResult] {
    let isUnaccented = text.isUnaccentedVietnamese
    let source = text.source.bytes
    let normalised = Normaliser.normalise(
      source, text.passages.filter { !$0.isFurniture(in: source) },
      isUnaccented ? .unaccented : .accented, table: table)
    let matcher = Matcher(
      text: normalised, source: source, language: text.language,
      lexicon: isUnaccented ? unaccented : accented, table: table)
    let matches = matcher.matches(for: taxonomy)
    let results = taxonomy.topics.enumerated().compactMap { index, topic -> TopicResult? in
      let isEditors = pinned.contains(topic.id) || vetoed.contains(topic.id)
      guard isEditors || matches.mayConcern(topic, at: index) else { return nil }
      let judge = Judge(
        topic: topic, index: index, taxonomy: taxonomy, matches: matches, text: normalised,
        source: source)
      let origin: TopicResult.Origin =
        pinned.contains(topic.id) ? .pinned : vetoed.contains(topic.id) ? .vetoed : .auto
      return judge.result(origin: origin, explains: explains)
    }
    return results.enumerated().sorted { a, b in
      (a.element.rank, b.element.score, a.offset) < (b.element.rank, a.element.score, b.offset)
    }.map(\.element)
  }
}

extension TopicResult {
  /// Assigned before suggested before vetoed before the rest.
  fileprivate var rank: Int {
    isAssigned ? 0 : origin == .vetoed ? 2 : band == .possible ? 1 : 3
  }
}

extension Text {
  /// Whether this is Vietnamese that was written without its marks: under 5 % of its
  /// letters are outside ASCII.
  var isUnaccentedVietnamese: Bool {
    guard language == .vi else { return false }
    var (letters, marked) = (0, 0)
    for passage in passages {
      for byte in source.bytes[passage.range.clamped(to: 0..<source.bytes.count)] {
        letters += (byte | 0x20) &- UInt8(ascii: "a") < 26 ? 1 : 0
        marked += byte >= 0xC3 && byte < 0xE2 ? 1 : 0
      }
    }
    return marked * 20 < letters + marked
  }
}
