/// What filters of the host made of short texts, such as days: pages ask the same again and again.
///
/// An answer has one place in the table, from which the next one that has it drives it away.
struct Answers: Sendable {
  /// A filter with its arguments, and a text of less than 32 bytes.
  struct Question: Equatable, Sendable {
    /// The bytes of the text, zeros, and its length.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private var filter: Int32 = 0

    /// A question that nobody asks: no text is as long as it says.
    fileprivate init() { words.3 = .max }

    /// - Parameter filter: Its number, that of its arguments, too.
    init?(_ filter: Int, _ text: [UInt8]) {
      guard text.count < 32 else { return nil }
      withUnsafeMutableBytes(of: &words) { words in
        text.withUnsafeBytes { words.copyMemory(from: $0) }
        words[31] = UInt8(text.count)
      }
      self.filter = Int32(truncatingIfNeeded: filter)
    }

    fileprivate var hash: Int {
      let mixed =
        words.0 ^ words.1 &* 0x9E37_79B9_7F4A_7C15 ^ words.2 &* 0xC2B2_AE3D_27D4_EB4F
        ^ words.3 &* 0x1656_67B1_9E37_79F9 ^ UInt64(truncatingIfNeeded: filter)
      return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }

    static func == (one: Question, other: Question) -> Bool {
      one.words == other.words && one.filter == other.filter
    }
  }

  private struct Answer: Sendable {
    var question = Question()
    var cost: Int32 = 0
    var page: HostPage?
    var value = Value.none
  }

  private var answers: [Answer] = []

  private static let size = 4096

  /// Where the answer is, if it was given for a page of the same context.
  mutating func place(of question: Question, on page: HostPage?) -> Int? {
    if answers.isEmpty { answers = Array(repeating: Answer(), count: Self.size) }
    let place = question.hash % Self.size
    let isKnown = answers[place].question == question && answers[place].page === page
    return isKnown ? place : nil
  }

  mutating func value(at place: Int) -> Value { answers[place].value }

  /// The fuel that it took.
  mutating func cost(at place: Int) -> Int { Int(answers[place].cost) }

  mutating func remember(
    _ value: Value, cost: Int, to question: Question, on page: HostPage?
  ) {
    answers[question.hash % Self.size] = Answer(
      question: question, cost: Int32(clamping: cost), page: page, value: value)
  }
}
