/// The keys of maps that look alike.
///
/// All cards of a site have one shape; each card then holds only its values. A key is found by
/// its hash in a table, so that an attribute costs the same in a map of three keys and of thirty.
package final class Shape: Sendable {
  /// Text or other scalars, in the order in which they print.
  package let keys: [Value]
  /// An open-addressed table; its size is a power of two.
  private let table: [Entry]

  /// A key's place in `keys`, or -1 where there is none.
  private struct Entry: Sendable {
    var fingerprint: Fingerprint
    var index: Int
  }

  /// - Parameter names: The keys; of equal names the first counts.
  package convenience init(_ names: [String]) {
    self.init(keys: names.map { .string($0) })
  }

  init(keys: [Value]) {
    self.keys = keys
    var size = 4
    while size < keys.count * 2 { size *= 2 }
    var table = Array(repeating: Entry(fingerprint: Fingerprint([]), index: -1), count: size)
    for (index, key) in keys.enumerated() {
      let fingerprint = Fingerprint(key)
      var slot = Int(truncatingIfNeeded: fingerprint.hash) & (size - 1)
      while table[slot].index >= 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = Entry(fingerprint: fingerprint, index: index)
    }
    self.table = table
  }

  /// Whether no key stands twice.
  var isUnique: Bool { keys.indices.allSatisfy { slot(of: keys[$0]) == $0 } }

  /// The index of a key.
  func slot(of key: Key) -> Int? {
    slot(hash: key.fingerprint.hash) {
      $0.fingerprint == key.fingerprint
        && (key.fingerprint.isWhole || keys[$0.index].text == key.bytes)
    }
  }

  /// The index of a key of any kind.
  func slot(of key: Value) -> Int? {
    let hash = key.keyHash
    return slot(hash: hash) { $0.fingerprint.hash == hash && keys[$0.index] == key }
  }

  @inline(__always)
  private func slot(hash: UInt64, where isKey: (Entry) -> Bool) -> Int? {
    let mask = table.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = table[position]
      if entry.index < 0 { return nil }
      if isKey(entry) { return entry.index }
      position = (position + 1) & mask
    }
  }
}

/// What tells most keys apart, and short ones entirely.
struct Fingerprint: Equatable, Sendable {
  let hash: UInt64
  /// The first eight bytes of a text.
  let start: UInt64
  /// The length of a text; -1 for another key.
  let count: Int

  /// Whether a text has no more bytes than are in here.
  var isWhole: Bool { count <= 8 }

  init(_ bytes: [UInt8]) {
    hash = bytes.keyHash
    start = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    count = bytes.count
  }

  init(_ key: Value) {
    if let text = key.text { self.init(text) } else { self.init(other: key) }
  }

  private init(other key: Value) {
    hash = key.keyHash
    start = 0
    count = -1
  }
}

/// A name in a template with its hash, computed when the template is compiled.
final class Key: Sendable {
  let bytes: [UInt8]
  let fingerprint: Fingerprint
  let loopField: LoopField?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    fingerprint = Fingerprint(bytes)
    loopField = LoopField(rawValue: String(decoding: bytes, as: UTF8.self))
  }

  var name: String { String(decoding: bytes, as: UTF8.self) }
}

/// Values by key, in a fixed order.
package final class Map: Sendable {
  package let shape: Shape
  package let values: [Value]
  let depth: Int
  /// What it costs to look at all that is in it, as `Value.weight`.
  let weight: Int

  /// - Precondition: There are as many values as keys.
  package init(_ shape: Shape, _ values: [Value]) {
    precondition(shape.keys.count == values.count, "a map needs one value for each key")
    self.shape = shape
    self.values = values
    (depth, weight) = values.measures
  }

  /// Of equal keys the first keeps its place and the last its value, as in Python.
  convenience init(entries: [(Value, Value)]) {
    let shape = Shape(keys: entries.map(\.0))
    if shape.isUnique {
      self.init(shape, entries.map(\.1))
      return
    }
    var keys: [Value] = []
    var values: [Value] = []
    var places: [UInt64: [Int]] = [:]
    for (key, value) in entries {
      let hash = key.keyHash
      if let place = places[hash]?.first(where: { keys[$0] == key }) {
        values[place] = value
      } else {
        places[hash, default: []].append(keys.count)
        keys.append(key)
        values.append(value)
      }
    }
    self.init(Shape(keys: keys), values)
  }

  /// A map from text to values, in the order given; of equal keys the last wins.
  package convenience init(_ entries: [(String, Value)]) {
    self.init(entries: entries.map { (.string($0.0), $0.1) })
  }

  subscript(key: Key) -> Value? { shape.slot(of: key).map { values[$0] } }

  package subscript(name: String) -> Value? { self[Array(name.utf8)] }

  package subscript(text: [UInt8]) -> Value? {
    shape.slot(of: .string(text)).map { values[$0] }
  }
}

extension [UInt8] {
  /// FNV-1a, the same in every run.
  var keyHash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash ^ (hash &>> 29)
  }
}

extension Value {
  /// Equal values have equal hashes; objects, which are few, have all the same.
  var keyHash: UInt64 {
    switch self {
    case .string(let bytes), .xml(let bytes): bytes.keyHash
    case .html(let html): html.bytes.keyHash
    case .bool(let flag): (flag ? 1 : 0) &* 0x9e37_79b9_7f4a_7c15
    case .int(let number): UInt64(bitPattern: Int64(number)) &* 0x9e37_79b9_7f4a_7c15
    case .double(let number):
      Int(exactly: number).map { Value.int($0).keyHash } ?? number.bitPattern
    case .list(let list):
      list.elements.reduce(0x9e37_79b9) { ($0 ^ $1.keyHash) &* 0x9e37_79b9_7f4a_7c15 }
    // Equal maps may have their keys in another order.
    case .map(let map):
      zip(map.shape.keys, map.values).reduce(0) { $0 &+ ($1.0.keyHash ^ $1.1.keyHash &* 3) }
    default: 0x5bd1_e995
    }
  }

  /// Whether a map may have it as a key.
  var isHashable: Bool {
    switch self {
    case .none, .bool, .int, .double, .string, .html, .xml: true
    default: false
    }
  }
}
