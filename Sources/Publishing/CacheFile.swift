internal import Addresses
package import FileSystem

/// A file of records, each a key and a value of bytes, read in one piece.
///
/// It remembers what can be found out again. So it is all or nothing: one wrong bit,
/// another version of the program, or half a file, and it is as if there were none.
///
///     heading  "digest-cache 1\n", sum (8 bytes), version, number of records
///     records  length of the key, length of the value (4 bytes each), key, value
///
/// The sum is that of all bytes after it. Numbers are 8 bytes, lowest first, unless
/// said otherwise.
package struct CacheFile: Sendable {
  /// The whole file; ranges of values lie in it.
  package let bytes: [UInt8]
  /// Where each record begins, by the hash of its key: open addressing, 0 for a free slot.
  private let slots: [UInt32]
  package let count: Int
  /// What the values depend on beside their keys: the program's own build, at least.
  package let version: UInt64

  /// Reads a cache of any version.
  ///
  /// - Returns: `nil` if there is none that can be used, for whatever reason.
  /// - Complexity: O(*n*) in the bytes of the file; 100,000 records of 100 bytes take
  ///   about 10 ms.
  package init?(_ name: String, in directory: borrowing Directory) {
    var bytes: [UInt8] = []
    guard (try? directory.read(name, into: &bytes, limit: Int(UInt32.max))) != nil else {
      return nil
    }
    self.init(bytes: bytes)
  }

  init?(bytes: [UInt8]) {
    let heading = CacheFormat.heading
    guard bytes.count >= CacheFormat.headingSize, bytes.count <= Int(UInt32.max),
      bytes.starts(with: heading),
      bytes.number(at: heading.count)
        == ContentHash(of: bytes.span.extracting((heading.count + 8)..<bytes.count)).value,
      let slots = Self.index(bytes, bytes.number(at: heading.count + 16))
    else { return nil }
    self.bytes = bytes
    self.slots = slots.slots
    version = bytes.number(at: heading.count + 8)
    count = slots.count
  }

  /// Where the value of a key lies in `bytes`, or `nil` if there is none.
  package func range(of key: [UInt8]) -> Range<Int>? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: ContentHash(of: key).value) & mask
    while slots[slot] != 0 {
      let record = Record(at: Int(slots[slot]), in: bytes)
      if record.key.count == key.count, bytes[record.key].elementsEqual(key) {
        return record.value
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The value of a key.
  package func value(of key: [UInt8]) -> ArraySlice<UInt8>? { range(of: key).map { bytes[$0] } }

  /// Checks every record and puts each in a table at most half full.
  private static func index(
    _ bytes: [UInt8], _ count: UInt64
  ) -> (slots: [UInt32], count: Int)? {
    guard count <= UInt64(bytes.count / 8) else { return nil }
    let count = Int(count)
    var size = 2
    while size < count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    var offset = CacheFormat.headingSize
    for _ in 0..<count {
      guard let record = Record(checkedAt: offset, in: bytes) else { return nil }
      let hash = ContentHash(of: bytes.span.extracting(record.key))
      var slot = Int(truncatingIfNeeded: hash.value) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(offset)
      offset = record.value.upperBound
    }
    return offset == bytes.count ? (slots, count) : nil
  }
}

/// Gathers the records of one worker; workers share nothing.
package struct CacheRecords: Sendable {
  var bytes: [UInt8] = []
  fileprivate var count = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }

  /// Adds a record. Of two with one key, which are a mistake, the first one counts.
  package mutating func append(key: [UInt8], value: [UInt8]) {
    guard let keySize = UInt32(exactly: key.count), let valueSize = UInt32(exactly: value.count)
    else { return }
    bytes.append(keySize)
    bytes.append(valueSize)
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: value)
    count += 1
  }
}

extension CacheFile {
  /// Puts a new cache in the place of the old one, in one step.
  ///
  /// Nothing waits for the disk: after a loss of power the sum does not match, and the
  /// next build does without. A cache over 4 GiB is not written.
  package static func write(
    _ records: [CacheRecords], keeping kept: Kept? = nil, to name: String,
    in directory: borrowing Directory, version: UInt64
  ) throws(SystemError) {
    let bytes = encode(records, keeping: kept, version: version)
    guard bytes.count <= Int(UInt32.max) else { return }
    try directory.replace(name, holding: bytes)
  }

  /// Records of a file that the next one has, too.
  package struct Kept {
    /// Of each record, the length of its key and where its value lies.
    package typealias Record = (key: Int, value: Range<Int>)
    var file: CacheFile
    var records: [Record]

    package init(_ records: [Record], of file: CacheFile) {
      self.file = file
      self.records = records
    }
  }

  static func encode(
    _ records: [CacheRecords], keeping kept: Kept? = nil, version: UInt64
  ) -> [UInt8] {
    let heading = CacheFormat.heading
    var bytes = heading
    bytes.reserveCapacity(
      records.reduce(CacheFormat.headingSize) { $0 + $1.bytes.count }
        + (kept?.file.bytes.count ?? 0))
    bytes.append(UInt64(0))
    bytes.append(version)
    bytes.append(UInt64(records.reduce(kept?.records.count ?? 0) { $0 + $1.count }))
    for run in records { bytes.append(contentsOf: run.bytes) }
    if let kept {
      for (key, value) in kept.records {
        bytes.append(contentsOf: kept.file.bytes[value.lowerBound - key - 8..<value.upperBound])
      }
    }
    let sum = ContentHash(of: bytes.span.extracting((heading.count + 8)..<bytes.count))
    for index in 0..<8 {
      bytes[heading.count + index] = UInt8(truncatingIfNeeded: sum.value >> UInt64(8 * index))
    }
    return bytes
  }
}

private enum CacheFormat {
  static let heading = Array("digest-cache 1\n".utf8)
  static let headingSize = heading.count + 24
}

/// Where the parts of a record lie.
private struct Record {
  var key: Range<Int>
  var value: Range<Int>

  /// A record that has been checked before.
  init(at offset: Int, in bytes: [UInt8]) {
    let keyEnd = offset + 8 + Int(bytes.halfNumber(at: offset))
    key = (offset + 8)..<keyEnd
    value = keyEnd..<(keyEnd + Int(bytes.halfNumber(at: offset + 4)))
  }

  init?(checkedAt offset: Int, in bytes: [UInt8]) {
    guard bytes.count - offset >= 8 else { return nil }
    self.init(at: offset, in: bytes)
    guard value.upperBound <= bytes.count else { return nil }
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  fileprivate func number(at offset: Int) -> UInt64 {
    UInt64(halfNumber(at: offset)) | UInt64(halfNumber(at: offset + 4)) << 32
  }

  fileprivate func halfNumber(at offset: Int) -> UInt32 {
    UInt32(self[offset]) | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2]) << 16
      | UInt32(self[offset + 3]) << 24
  }
}
