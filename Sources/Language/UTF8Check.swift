/// Finds bytes that are not UTF-8, many times as fast as decoding them.
///
/// An automaton whose whole table of steps for one byte is one word: a state is how far to
/// shift it, and what is then lowest is the next state. So a byte costs a shift and not a
/// branch, which Vietnamese, where every second letter has two or three bytes, makes dear.
/// After Vognsen, *A shift-based DFA*; the states are those of Hoehrmann's decoder.
package enum UTF8Check {
  /// Where a shift leads. The names say which bytes may follow.
  private enum State: UInt64, CaseIterable {
    case start = 0
    case fault = 6
    case oneMore = 12
    case twoMore = 18
    case threeMore = 24
    /// After E0: no overlong form.
    case afterE0 = 30
    /// After ED: no surrogate.
    case afterED = 36
    /// After F0: no overlong form.
    case afterF0 = 42
    /// After F4: nothing above U+10FFFF.
    case afterF4 = 48

    func next(_ byte: UInt8) -> State {
      switch (self, byte) {
      case (.start, 0x00...0x7F): .start
      case (.start, 0xC2...0xDF): .oneMore
      case (.start, 0xE0): .afterE0
      case (.start, 0xED): .afterED
      case (.start, 0xE1...0xEF): .twoMore
      case (.start, 0xF0): .afterF0
      case (.start, 0xF1...0xF3): .threeMore
      case (.start, 0xF4): .afterF4
      case (.oneMore, 0x80...0xBF): .start
      case (.twoMore, 0x80...0xBF), (.afterE0, 0xA0...0xBF), (.afterED, 0x80...0x9F): .oneMore
      case (.threeMore, 0x80...0xBF), (.afterF0, 0x90...0xBF), (.afterF4, 0x80...0x8F): .twoMore
      default: .fault
      }
    }
  }

  private static let steps = InlineArray<256, UInt64> { byte in
    State.allCases.reduce(0) { $0 | $1.next(UInt8(byte)).rawValue << $1.rawValue }
  }

  /// Whether all of a text is UTF-8.
  ///
  /// - Complexity: O(*n*).
  package static func accepts(_ text: borrowing Span<UInt8>) -> Bool {
    var state = State.start.rawValue
    for i in text.indices { state = steps[Int(text[i])] &>> state }
    // Only the six lowest bits were ever shifted by.
    return state & 63 == State.start.rawValue
  }
}
