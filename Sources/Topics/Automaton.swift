/// Finds all of many phrases in one pass over the words of a text (Aho and Corasick, 1975).
///
/// A step is a word, not a byte: most words are in no phrase, and for the others one or two
/// looks into the table of moves do. Words have the numbers of `vocabulary`.
struct Automaton: Sendable {
  typealias State = UInt32

  let vocabulary: Vocabulary
  /// The moves from all states but the root, by state and word; 0 is none.
  private let moves: KeyTable
  /// The state that a phrase's first word leads to has the number of the word, and these
  /// words have the smallest numbers.
  private let firstWords: UInt32
  /// For each state, that of its longest proper suffix.
  private let suffixes: [State]
  /// For each state a bit for every word that leads on from it or from one of its suffixes, by
  /// the last bits of the word's number: most do not, which is seen here without a search.
  private let mayAdvance: [UInt64]
  /// The patterns that end in each state, longest first, those of one state after another.
  private let endings: [Int]
  /// Where those of each state begin in `endings`, and where the last end.
  private let endingStarts: [Int]
  private let hasEndings: [Bool]

  /// Where a text begins, and every stretch that a phrase cannot cross.
  static let root: State = 0

  /// - Parameter patterns: Words, each followed by a space.
  /// - Complexity: O(*n*) in the bytes of the patterns.
  init(_ patterns: [[UInt8]]) {
    let phrases = patterns.map { $0.split(separator: Letters.space).map(Array.init) }
    let first = phrases.compactMap(\.first)
    let vocabulary = Vocabulary(first + phrases.joined())
    self.vocabulary = vocabulary
    firstWords = UInt32(truncatingIfNeeded: Set(first).count)
    let trie = Trie(
      phrases.map { $0.map { vocabulary.number(of: $0.span) } }, firstWords: firstWords)
    moves = KeyTable(trie.moves)
    let endings: [[Int]]
    (suffixes, endings) = trie.close()
    mayAdvance = trie.mayAdvance(suffixes)
    self.endings = Array(endings.joined())
    hasEndings = endings.map { !$0.isEmpty }
    endingStarts = endings.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// The state after a word.
  ///
  /// - Complexity: O(1) a word of a text, on average: every step back follows a step forward.
  @inline(__always)
  func next(_ state: State, _ word: UInt32) -> State {
    if mayAdvance[Int(state)] & 1 &<< UInt64(word) != 0,
      let next = advance(from: state, word)
    {
      return next
    }
    return word <= firstWords ? word : Self.root
  }

  @inline(__always)
  private func advance(from state: State, _ word: UInt32) -> State? {
    var state = state
    repeat {
      let next = moves[Trie.key(state, word)]
      guard next == 0 else { return next }
      state = suffixes[Int(state)]
    } while state != Self.root
    return nil
  }

  /// Whether any pattern ends in a state.
  @inline(__always)
  func isFinal(_ state: State) -> Bool { hasEndings[Int(state)] }

  /// The patterns that end in a state, longest first.
  func patterns(endingIn state: State) -> ArraySlice<Int> {
    endings[endingStarts[Int(state)]..<endingStarts[Int(state) + 1]]
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

  /// For each state the words that lead on, see `Automaton.mayAdvance`.
  func mayAdvance(_ suffixes: [UInt32]) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: suffixes.count)
    for (key, _) in moves { bits[Int(key >> 32)] |= 1 &<< key }
    // A suffix has a smaller number, so its bits are complete.
    for state in bits.indices { bits[state] |= bits[Int(suffixes[state])] }
    return bits
  }
}
