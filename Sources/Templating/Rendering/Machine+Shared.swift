/// What a program wrote for an earlier page, and would write for all that are like it.
struct SharedText {
  /// The context of the page, and its language, by which some filters escape.
  var page: HostPage?
  var language: Language
  /// All that it depends on.
  var values: [Value]
  var bytes: [UInt8]
  /// The fuel that it took.
  var cost: Int
}

extension Machine {
  /// Pages of so many contexts take turns: those of a few languages, say.
  private static let contexts = 4
  /// The bytes of a text that is worth being kept.
  private static let sharedSize = 1 << 16

  /// Writes what a piece wrote before, or notes where it begins to write.
  mutating func replay(
    _ piece: SharedPiece, _ program: Program, _ counter: Int
  ) throws(Fault) -> Bool {
    for row in sharedTexts[piece.number].indices
    where isValid(row, piece, program, counter) {
      try spend(sharedTexts[piece.number][row].cost)
      output.append(sharedTexts[piece.number][row].bytes)
      try checkOutput()
      return true
    }
    sharedStarts.append((output.count, fuel))
    return false
  }

  private mutating func isValid(
    _ row: Int, _ piece: SharedPiece, _ program: Program, _ counter: Int
  ) -> Bool {
    guard sharedTexts[piece.number][row].page === page,
      sharedTexts[piece.number][row].language == language
    else { return false }
    for index in piece.names.indices {
      let value = load(piece.names[index], program, counter)
      guard value.isIdentical(to: sharedTexts[piece.number][row].values[index]) else {
        return false
      }
    }
    return true
  }

  /// Remembers what a piece wrote.
  mutating func keep(_ piece: SharedPiece, _ program: Program, _ counter: Int) {
    guard let start = sharedStarts.popLast() else { return }
    let values = piece.names.map { load($0, program, counter) }
    guard values.allSatisfy({ $0.isIdentical(to: $0) }),
      output.count - start.output <= Self.sharedSize
    else { return }
    if sharedTexts[piece.number].count == Self.contexts { sharedTexts[piece.number].removeFirst() }
    sharedTexts[piece.number].append(
      SharedText(
        page: page, language: language, values: values, bytes: output.bytes(from: start.output),
        cost: start.fuel - fuel))
  }
}

extension Value {
  /// Whether both are one object; what is no object never is.
  fileprivate func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.map(let map), .map(let other)): map === other
    case (.list(let list), .list(let other)): list === other
    case (.object(let object), .object(let other)): object === other
    default: false
    }
  }
}
