import TestSupport
import Testing

@testable import Topics

@Suite struct RawWordTests {
  /// The bytes of a word are letters and digits of ASCII, and all that is not ASCII.
  private func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF:
      true
    default: false
    }
  }

  @Test func `knows every byte`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<16 {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 16)
        bytes[place] = byte
        let count = RawWord.read(bytes.span, at: 0, until: 16, RawWord.endsOfLetters)?.count
        #expect(count == (isPart(byte) ? nil : place), "\(byte) at \(place)")
        let likely = RawWord.read(bytes.span, at: 0, until: 16, RawWord.likelyEnds)?.count
        #expect(likely == (byte > UInt8(ascii: "/") ? nil : place), "\(byte) at \(place)")
      }
    }
  }

  @Test func `finds the end of a word`() throws {
    var random = SplitMix64(seed: 3)
    let alphabet = Array("aZ09 .-ệ@{".utf8)
    var words: [[UInt8]: RawWord] = [:]
    for _ in 0..<2_000 {
      let bytes = (0..<40).map { _ in
        Int.random(in: 0..<8, using: &random) > 0
          ? UInt8(ascii: "q") : alphabet.randomElement(using: &random) ?? 0
      }
      let offset = Int.random(in: 0...24, using: &random)
      let end = Int.random(in: offset + 1...40, using: &random)
      let run = bytes[offset...].prefix(while: isPart).count
      let likelyRun = bytes[offset...].prefix { $0 > UInt8(ascii: "/") }.count
      let likely = RawWord.read(bytes.span, at: offset, until: end, RawWord.likelyEnds)
      #expect(likely?.count == (likelyRun >= 16 ? nil : min(likelyRun, end - offset)))
      let found = RawWord.read(bytes.span, at: offset, until: end, RawWord.endsOfLetters)
      #expect((found == nil) == (run >= 16))
      guard let found else { continue }
      #expect(found.count == min(run, end - offset))
      let word = Array(bytes[offset..<offset + found.count])
      #expect(words[word, default: found.word] == found.word)
      words[word] = found.word
    }
    // Different words are different numbers.
    #expect(words.count > 200)
    #expect(Set(words.values.map { [$0.head, $0.tail] }).count == words.count)
  }

  @Test func `knows the separators up to the slash`() {
    let table = LetterTable()
    for byte in UInt8.min...UInt8.max {
      let isSeparator =
        byte <= UInt8(ascii: "/") && table.ascii[Int(byte)] == LetterTable.Action.separator
      #expect(LetterTable.isSeparator(ascii: byte) == isSeparator, "\(byte)")
    }
  }

  @Test func `reads nothing beyond the source`() {
    let bytes = Array("a bc".utf8)
    #expect(RawWord.read(bytes.span, at: 0, until: 4, RawWord.endsOfLetters) == nil)
  }
}
