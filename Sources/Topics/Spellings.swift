/// What words came to, by how they were spelled.
///
/// Texts repeat their words, and to normalise one takes longer than to see that it is an old
/// one. What a spelling comes to depends on nothing else, so it does not matter which are
/// remembered: each has two places, which it shares with others.
struct Spellings: Sendable {
  private struct Entry {
    var raw = RawWord.none
    var spelling = Spelling()
  }

  private let shift: UInt64
  /// Empty before the first word.
  private var entries: [Entry] = []

  /// - Parameter words: How long the text is. Of many texts, the common words of a language
  ///   are remembered, as far as a processor's cache goes.
  init(forTextOf words: Int = .max) {
    shift = UInt64(max(64 - 14, min(64 - 1, words.leadingZeroBitCount)))
  }

  @inline(__always)
  subscript(raw: RawWord) -> Spelling? {
    guard !entries.isEmpty else { return nil }
    let slot = raw.slot(shift: shift)
    if entries[slot].raw == raw { return entries[slot].spelling }
    if entries[slot ^ 1].raw == raw { return entries[slot ^ 1].spelling }
    return nil
  }

  /// The first comer keeps its place, for common words come early.
  mutating func remember(_ spelling: Spelling, of raw: RawWord) {
    if entries.isEmpty { entries = Array(repeating: Entry(), count: 1 << Int(64 - shift)) }
    let slot = raw.slot(shift: shift)
    let place = entries[slot].raw == .none ? slot : slot ^ 1
    entries[place] = Entry(raw: raw, spelling: spelling)
  }
}

/// What there is to know of a word of a text besides its place.
struct Spelling {
  /// The number that the vocabulary gives it.
  var number: UInt32 = 0
  /// How many letters it has, its tone included, and how many of the author's carry a mark.
  var letters: UInt16 = 0
  var marks: UInt8 = 0
  /// Whether a point after it is no full stop: an initial, or a title before a name.
  var isAbbreviation = false
}
