/// Finds all of many phrases in one pass over the words of a text (Aho and Corasick, 1975).
///
/// A step is a word, not a byte: most words are in no phrase, and for the others one or two
/// looks into the table of moves do. The normaliser has numbered the words by `vocabulary`.
struct Automaton: Sendable {
  /// The numbers of the words of a text that is to be searched.
  let vocabulary: Vocabulary
  /// The moves from all states but the root, by state and word; 0 is none.
  private let moves: KeyTable
  /// The state that a phrase's first word leads to has the number of the word, and these
  /// words have the smallest numbers.
  private let firstWords: UInt32
  /// For each state, that of its longest proper suffix.
  private let suffixes: [UInt32]
  /// The patterns that end in each state, longest first.
  private let endings: [[Int]]
  /// Whether `endings` has any.
  private let isFinal: [Bool]

  /// A place where patterns end.
  struct Occurrence {
    /// The index in the text of the last word, and that of its segment.
    var word: Int
    var segment: Int
    fileprivate var state: UInt32
  }

  /// - Parameter patterns: Each starts and ends with a space.
  /// - Complexity: O(*n*) in the bytes of the patterns.
  init(_ patterns: [[UInt8]]) {
    let phrases = patterns.map { $0.split(separator: Letters.space).map(Array.init) }
    let first = phrases.compactMap(\.first)
    let vocabulary = Vocabulary(first + phrases.joined())
    self.vocabulary = vocabulary
    firstWords = UInt32(truncatingIfNeeded: Set(first).count)
    let trie = Trie(
      phrases.map { $0.map { vocabulary.number(of: $0.span, 0..<$0.count) } },
      firstWords: firstWords)
    moves = KeyTable(trie.moves)
    (suffixes, endings) = trie.close()
    isFinal = endings.map { !$0.isEmpty }
  }

  /// Calls `body` for the places where patterns end, in order, in a text whose words have the
  /// numbers of `vocabulary`.
  ///
  /// - Complexity: O(*n*), whatever the text: every step back follows a step forward.
  @inline(__always)
  func search(_ text: NormalisedText, _ body: (Occurrence) -> Void) {
    let words = text.words.span
    var word = 0
    for (index, segment) in text.segments.enumerated() {
      var state: UInt32 = 0
      while word < Int(segment.wordEnd) {
        state = next(state, words[word].number)
        if isFinal[Int(state)] {
          body(Occurrence(word: word, segment: index, state: state))
        }
        word &+= 1
      }
    }
  }

  /// The patterns that end at an occurrence, longest first.
  func patterns(at occurrence: Occurrence) -> [Int] { endings[Int(occurrence.state)] }

  /// The state after a word.
  private func next(_ state: UInt32, _ word: UInt32) -> UInt32 {
    guard word != 0 else { return 0 }
    var state = state
    while state != 0 {
      let next = moves[Trie.key(state, word)]
      guard next == 0 else { return next }
      state = suffixes[Int(state)]
    }
    return word <= firstWords ? word : 0
  }
}

/// The patterns as a tree. State 0 is the root.
private struct Trie {
  /// By `key`, in the order of the states they lead to.
  private(set) var moves: [(key: UInt64, value: UInt32)] = []
  /// The patterns that end in each state.
  private var endings: [[Int]]
  private let firstWords: UInt32

  init(_ patterns: [[UInt32]], firstWords: UInt32) {
    self.firstWords = firstWords
    endings = Array(repeating: [], count: Int(firstWords) + 1)
    var states = patterns.map { $0.first ?? 0 }
    let longest = patterns.map(\.count).max() ?? 0
    var children: [UInt64: UInt32] = [:]
    // Level by level, so that a state has a larger number than its suffixes.
    for depth in 1..<max(2, longest + 1) {
      for (index, pattern) in patterns.enumerated() {
        if pattern.count == depth { endings[Int(states[index])].append(index) }
        guard pattern.count > depth else { continue }
        let key = Self.key(states[index], pattern[depth])
        let known = children[key]
        let child = known ?? UInt32(truncatingIfNeeded: endings.count)
        if known == nil {
          children[key] = child
          moves.append((key, child))
          endings.append([])
        }
        states[index] = child
      }
    }
  }

  static func key(_ state: UInt32, _ word: UInt32) -> UInt64 {
    UInt64(state) << 32 | UInt64(word)
  }

  /// For each state its longest proper suffix, and its endings with those of the suffix.
  func close() -> (suffixes: [UInt32], endings: [[Int]]) {
    var endings = endings
    var suffixes = [UInt32](repeating: 0, count: endings.count)
    let children = Dictionary(uniqueKeysWithValues: moves.map { ($0.key, $0.value) })
    for (key, child) in moves {
      let word = UInt32(truncatingIfNeeded: key)
      var state = suffixes[Int(key >> 32)]
      while state != 0, children[Self.key(state, word)] == nil { state = suffixes[Int(state)] }
      let suffix =
        state == 0 ? (word <= firstWords ? word : 0) : children[Self.key(state, word)] ?? 0
      suffixes[Int(child)] = suffix
      endings[Int(child)] += endings[Int(suffix)]
    }
    return (suffixes, endings)
  }
}
