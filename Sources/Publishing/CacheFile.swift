internal import Addresses
package import FileSystem

/// What was made of files, by their paths, for as long as nobody touches them.
///
/// It remembers what can be found out again. So it is all or nothing: one wrong bit,
/// another version of the program, or half a file, and it is as if there were none.
///
///     heading  "digest-cache 2\n", version
///     records  length of the path, length of the value (4 bytes each), size, time of the
///              last change of content and of anything, inode, path, value
///     end      sum of all bytes before it
///
/// Records are in the order of their paths. Numbers are 8 bytes, lowest first, unless said
/// otherwise.
package struct CacheFile: Sendable {
  /// The whole file; ranges of values lie in it.
  package let bytes: [UInt8]
  /// What the values depend on beside their files: the program's own build, at least.
  package let version: UInt64
  /// Where each record begins.
  private let records: [UInt32]

  package var count: Int { records.count }

  /// Reads a cache of any version.
  ///
  /// - Returns: `nil` if there is none that can be used, for whatever reason.
  /// - Complexity: O(*n*) in the bytes of the file.
  package init?(_ name: String, in directory: borrowing Directory) {
    var bytes: [UInt8] = []
    guard (try? directory.read(name, into: &bytes, limit: Int(UInt32.max))) != nil else {
      return nil
    }
    self.init(bytes: bytes)
  }

  init?(bytes: [UInt8]) {
    let heading = CacheFormat.heading
    let end = bytes.count - 8
    guard end >= heading.count + 8, bytes.count <= Int(UInt32.max), bytes.starts(with: heading),
      bytes.number(at: end) == ContentHash(of: bytes.span.extracting(0..<end)).value
    else { return nil }
    var records: [UInt32] = []
    var offset = heading.count + 8
    while offset < end {
      guard let record = Record(checkedAt: offset, in: bytes, end: end) else { return nil }
      records.append(UInt32(offset))
      offset = record.value.upperBound
    }
    self.bytes = bytes
    self.records = records
    version = bytes.number(at: heading.count)
  }

  /// Where the value of a file lies in `bytes`, or `nil` if there is none, or the file is no
  /// longer as it was.
  ///
  /// - Parameter place: Where to look first; afterwards the place of the next record. Whoever
  ///   asks for files in the order of their paths need not search.
  /// - Complexity: O(log *n*).
  package func range(
    of path: String, _ status: FileStatus, at place: inout Int
  ) -> Range<Int>? {
    let key = path.utf8Span.span
    if place >= count || !bytes.span.extracting(record(place).path).isEqual(to: key) {
      place = firstPlace(notBefore: key)
      guard place < count, bytes.span.extracting(record(place).path).isEqual(to: key) else {
        return nil
      }
    }
    let record = record(place)
    place += 1
    return FileStamp(at: record.stamp, in: bytes) == FileStamp(status) ? record.value : nil
  }

  private func firstPlace(notBefore path: Span<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if bytes.span.extracting(record(middle).path).precedes(path) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func record(_ place: Int) -> Record { Record(at: Int(records[place]), in: bytes) }
}

/// Gathers the records of the next cache.
package struct CacheRecords {
  var bytes: [UInt8]

  /// - Parameter capacity: In bytes; a good guess saves copying.
  package init(version: UInt64, capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes += CacheFormat.heading
    bytes.append(version)
  }

  /// Adds what was made of a file; files come in the order of their paths.
  package mutating func append(
    _ path: String, _ status: FileStatus, _ value: ArraySlice<UInt8>
  ) {
    guard let pathSize = UInt32(exactly: path.utf8.count),
      let valueSize = UInt32(exactly: value.count)
    else { return }
    bytes.append(pathSize)
    bytes.append(valueSize)
    FileStamp(status).append(to: &bytes)
    bytes.append(contentsOf: path.utf8)
    bytes.append(contentsOf: value)
  }

  /// The whole file.
  consuming func finish() -> [UInt8] {
    bytes.append(ContentHash(of: bytes.span).value)
    return bytes
  }

  /// Puts the cache in the place of the last one, in one step.
  ///
  /// Nothing waits for the disk: after a loss of power the sum does not match, and the
  /// next build does without. A cache over 4 GiB is not written.
  package consuming func write(
    to name: String, in directory: borrowing Directory
  ) throws(SystemError) {
    let bytes = finish()
    guard bytes.count <= Int(UInt32.max) else { return }
    try directory.replace(name, holding: bytes)
  }
}

private enum CacheFormat {
  static let heading = Array("digest-cache 2\n".utf8)
}

/// Where the parts of a record lie.
private struct Record {
  /// The first byte of the stamp.
  var stamp: Int
  var path: Range<Int>
  var value: Range<Int>

  /// A record that has been checked before.
  init(at offset: Int, in bytes: [UInt8]) {
    stamp = offset + 8
    let start = stamp + FileStamp.size
    let pathEnd = start + Int(bytes.halfNumber(at: offset))
    path = start..<pathEnd
    value = pathEnd..<(pathEnd + Int(bytes.halfNumber(at: offset + 4)))
  }

  init?(checkedAt offset: Int, in bytes: [UInt8], end: Int) {
    guard end - offset >= 8 + FileStamp.size else { return nil }
    self.init(at: offset, in: bytes)
    guard value.upperBound <= end else { return nil }
  }
}

extension Span<UInt8> {
  fileprivate func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    // Names that follow one another differ at their ends.
    for index in indices.reversed() where self[index] != other[index] { return false }
    return true
  }

  /// The order of the bytes.
  fileprivate func precedes(_ other: Span<UInt8>) -> Bool {
    for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
      return self[index] < other[index]
    }
    return count < other.count
  }
}
