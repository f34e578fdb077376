/// Finds all of many byte strings in one pass over a text (Aho and Corasick, 1975).
///
/// A dense table: one load a byte, whatever the number of patterns. Bytes that no
/// pattern holds share a column. States are numbered breadth first, so that the few
/// that most text visits lie together, and those where a pattern ends come last: one
/// comparison a byte tells whether there is anything to report.
struct Automaton: Sendable {
  /// The column of each byte.
  private let columns: [UInt8]
  /// One row a state; an entry is the index at which the next state's row starts.
  private let table: [UInt32]
  /// Where the rows of the states begin in which a pattern ends.
  private let firstFinal: UInt32
  private let rowLength: UInt32
  /// The patterns that end in each final state, longest first.
  private let endings: [[Int]]
  /// The row of a text's first word, after a space.
  private let start: UInt32

  /// A place where patterns end.
  struct Occurrence {
    /// The offset in the text of the last byte.
    var last: Int
    fileprivate var row: UInt32
  }

  /// - Parameter patterns: Each starts and ends with a space.
  /// - Complexity: O(*n* · *c*) in the bytes of the patterns and the number of different ones.
  init(_ patterns: [[UInt8]]) {
    let columns = Self.columns(of: patterns)
    let trie = Trie(patterns, columns: columns)
    let order = trie.breadthFirst()
    let (links, endings) = trie.close(order)
    // Renumber: by breadth, the states without an ending first.
    let numbering = order.filter { endings[$0].isEmpty } + order.filter { !endings[$0].isEmpty }
    var rows = [UInt32](repeating: 0, count: numbering.count)
    let width = trie.width
    for (number, state) in numbering.enumerated() {
      rows[state] = UInt32(truncatingIfNeeded: number * width)
    }
    self.columns = columns
    var table: [UInt32] = []
    table.reserveCapacity(links.count)
    for state in numbering {
      for place in state * width..<(state + 1) * width { table.append(rows[Int(links[place])]) }
    }
    self.table = table
    rowLength = UInt32(truncatingIfNeeded: width)
    let finals = numbering.drop { endings[$0].isEmpty }
    firstFinal = UInt32(truncatingIfNeeded: finals.startIndex * width)
    self.endings = finals.map { endings[$0] }
    start = table[Int(columns[Int(Letters.space)])]
  }

  /// The places in a text where patterns end, in order.
  ///
  /// - Complexity: O(*n*), whatever the text.
  func occurrences(in text: NormalisedText) -> [Occurrence] {
    var found: [Occurrence] = []
    let (bytes, table, columns) = (text.bytes.span, table.span, columns.span)
    var offset = 1
    for segment in text.segments {
      var row = start
      while offset < Int(segment.end) {
        row = table[Int(row) &+ Int(columns[Int(bytes[offset])])]
        if row >= firstFinal { found.append(Occurrence(last: offset, row: row)) }
        offset &+= 1
      }
    }
    return found
  }

  /// The patterns that end at an occurrence, longest first.
  func patterns(at occurrence: Occurrence) -> [Int] {
    endings[Int((occurrence.row - firstFinal) / rowLength)]
  }

  /// A column for each byte that stands in a pattern, and column 0 for all others.
  private static func columns(of patterns: [[UInt8]]) -> [UInt8] {
    var isUsed = [Bool](repeating: false, count: 256)
    for byte in patterns.joined() { isUsed[Int(byte)] = true }
    isUsed[Int(Letters.space)] = true
    var next: UInt8 = 0
    return isUsed.map { isUsed in
      // UTF-8 has no use for some bytes, so that 255 columns are never all taken.
      if isUsed { next &+= 1 }
      return isUsed ? next : 0
    }
  }
}

/// The patterns as a tree, before there is a way back from a failed match.
private struct Trie {
  /// One more than the largest column.
  let width: Int
  /// A row of children for each state; 0 is none, for the root is nobody's child.
  private var children: [Int32]
  /// The patterns that end in each state.
  private var endings: [[Int]] = [[]]

  init(_ patterns: [[UInt8]], columns: [UInt8]) {
    width = Int(columns.max() ?? 0) + 1
    children = [Int32](repeating: 0, count: width)
    for (index, pattern) in patterns.enumerated() {
      var state = 0
      for byte in pattern { state = child(of: state, at: Int(columns[Int(byte)])) }
      endings[state].append(index)
    }
  }

  private mutating func child(of state: Int, at column: Int) -> Int {
    let place = state * width + column
    if children[place] == 0 {
      children[place] = Int32(truncatingIfNeeded: endings.count)
      endings.append([])
      children.append(contentsOf: repeatElement(0, count: width))
    }
    return Int(children[place])
  }

  func breadthFirst() -> [Int] {
    var order = [0]
    var next = 0
    while next < order.count {
      let row = order[next] * width
      for place in row..<row + width where children[place] != 0 {
        order.append(Int(children[place]))
      }
      next += 1
    }
    return order
  }

  /// Adds to every state the moves and the endings of its longest proper suffix.
  func close(_ order: [Int]) -> (links: [Int32], endings: [[Int]]) {
    var links = children
    var endings = endings
    var suffixes = [Int](repeating: 0, count: endings.count)
    for state in order {
      let suffix = suffixes[state]
      if state != 0, !endings[suffix].isEmpty { endings[state] += endings[suffix] }
      for column in 0..<width {
        // The suffix is shorter, so its row is complete already.
        let onward = state == 0 ? 0 : links[suffix * width + column]
        let child = Int(links[state * width + column])
        if child == 0 {
          links[state * width + column] = onward
        } else {
          suffixes[child] = Int(onward)
        }
      }
    }
    return (links, endings)
  }
}
