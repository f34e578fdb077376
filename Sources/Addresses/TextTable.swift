/// Finds the place of a text among many, and which of them differ only in the case of ASCII
/// letters.
///
/// Texts are hashed as bytes, lie one beside another and are kept once: a table of a hundred
/// thousand paths is made in some ten milliseconds, a third of what a dictionary takes.
package struct TextTable: Sendable {
  /// Texts that are the same as an earlier one but for case, and the last of those.
  package private(set) var repeats: [(place: Int, earlier: Int)] = []
  private let bytes: [UInt8]
  /// Where each text lies in `bytes`.
  private let ranges: [Range<Int>]
  /// Places by hash, counted from 1: open addressing, 0 for a free slot.
  private var slots: [UInt32]

  /// Takes texts that lie in `bytes`.
  package init(_ bytes: [UInt8], _ ranges: [Range<Int>]) {
    self.bytes = bytes
    self.ranges = ranges
    var size = 2
    while size < ranges.count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for place in ranges.indices {
      let text = bytes.span.extracting(ranges[place])
      var slot = firstSlot(of: text)
      var earlier: Int?
      while slots[slot] != 0 {
        let other = Int(slots[slot]) - 1
        if bytes.span.extracting(ranges[other]).isSameButForCase(as: text) { earlier = other }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = UInt32(place + 1)
      if let earlier { repeats.append((place, earlier)) }
    }
  }

  /// - Parameter write: Appends the text of a place.
  package init(count: Int, _ write: (_ place: Int, _ bytes: inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    // Most paths are shorter.
    bytes.reserveCapacity(count * 64)
    let ranges = (0..<count).map { place in
      let start = bytes.count
      write(place, &bytes)
      return start..<bytes.count
    }
    self.init(bytes, ranges)
  }

  package init(_ texts: [String]) {
    self.init(count: texts.count) { $1.append(contentsOf: texts[$0].utf8) }
  }

  /// The first place of a text.
  package func place(of text: String) -> Int? { place(of: text.utf8Span.span) }

  /// The first place of a text in UTF-8.
  package func place(of text: Span<UInt8>) -> Int? {
    var slot = firstSlot(of: text)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if bytes.span.extracting(ranges[place]).isEqual(to: text) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func firstSlot(of text: Span<UInt8>) -> Int {
    var hash = HashMixer()
    hash.mix(folding: text)
    return Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
  }
}

extension Span<UInt8> {
  fileprivate func isSameButForCase(as others: Span<UInt8>) -> Bool {
    guard count == others.count else { return false }
    for index in indices
    where self[index].lowercasedLetter != others[index].lowercasedLetter { return false }
    return true
  }
}

extension UInt8 {
  fileprivate var lowercasedLetter: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
