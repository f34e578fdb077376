/// Numbers by 64-bit keys, made once: a hash table with open addressing.
struct KeyTable: Sendable {
  /// Half of the slots at least are free, which the key 0 says.
  private var keys: [UInt64]
  private var values: [UInt32]
  private let shift: UInt64

  /// - Parameter entries: Neither keys nor values are 0. Of equal keys the first counts.
  init(_ entries: [(key: UInt64, value: UInt32)]) {
    var bits = 1
    while 1 << bits < entries.count * 2 + 2 { bits += 1 }
    shift = UInt64(64 - bits)
    keys = Array(repeating: 0, count: 1 << bits)
    values = Array(repeating: 0, count: 1 << bits)
    for (key, value) in entries {
      let slot = slot(of: key)
      guard keys[slot] == 0 else { continue }
      (keys[slot], values[slot]) = (key, value)
    }
  }

  /// The value of a key, 0 if it has none.
  ///
  /// - Complexity: O(1): how far to look depends on the entries alone, not on the key.
  @inline(__always)
  subscript(key: UInt64) -> UInt32 { values[slot(of: key)] }

  /// Where the key is, or the free slot where it would be.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    while keys[slot] != key, keys[slot] != 0 { slot = (slot &+ 1) & (keys.count &- 1) }
    return slot
  }
}
