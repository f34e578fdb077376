/// The words that phrases are made of, numbered from 1 in the order of their first mention.
///
/// A word of eight bytes, which any syllable of Vietnamese is at most, is one key of a table.
/// A longer one is looked up by its first eight bytes, then by what that gave and the next four.
struct Vocabulary: Sendable {
  /// The numbers of words and of beginnings of words, by up to eight bytes.
  private let heads: KeyTable
  /// The same for longer ones, by the number of the beginning and up to four bytes more.
  private let tails: KeyTable

  init(_ words: [[UInt8]]) {
    var numbers: [[UInt8]: UInt32] = [:]
    var parts: [[UInt8]] = []
    // Beginnings of words take the numbers after all words.
    let beginnings = words.flatMap { word in
      stride(from: 8, to: word.count, by: 4).map { Array(word[..<$0]) }
    }
    for part in words + beginnings where numbers[part] == nil {
      parts.append(part)
      numbers[part] = UInt32(truncatingIfNeeded: parts.count)
    }
    var heads: [(key: UInt64, value: UInt32)] = []
    var tails = heads
    for part in parts {
      let cut = part.count <= 8 ? 0 : (part.count - 1) / 4 * 4
      let rest = part[cut...].reduce(0) { $0 << 8 | UInt64($1) }
      let number = numbers[part] ?? 0
      if cut == 0 {
        heads.append((rest, number))
      } else {
        tails.append((UInt64(numbers[Array(part[..<cut])] ?? 0) << 32 | rest, number))
      }
    }
    self.heads = KeyTable(heads)
    self.tails = KeyTable(tails)
  }

  /// The number of a word of a text; 0, or one that no phrase has, for other words.
  func number(of word: Span<UInt8>) -> UInt32 {
    let head = min(word.count, 8)
    let number = heads[Self.key(word, 0..<head)]
    return number == 0 || word.count <= 8 ? number : longer(word, number)
  }

  private func longer(_ word: Span<UInt8>, _ head: UInt32) -> UInt32 {
    var number = head
    var start = 8
    while number != 0, start < word.count {
      let end = min(start + 4, word.count)
      number = tails[UInt64(number) << 32 | Self.key(word, start..<end)]
      start = end
    }
    return number
  }

  /// Up to eight bytes as a number. None of them is 0.
  @inline(__always)
  private static func key(_ bytes: Span<UInt8>, _ part: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    for index in part { key = key << 8 | UInt64(bytes[index]) }
    return key
  }
}
