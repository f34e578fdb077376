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
///     end      sum of all bytes before it, part by part: a part ends with the record that
///              makes it a mebibyte or more
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
    guard end >= heading.count + 8, bytes.count <= Int(UInt32.max), bytes.starts(with: heading)
    else { return nil }
    var records: [UInt32] = []
    var sum = HashMixer()
    var partStart = 0
    var offset = heading.count + 8
    while offset < end {
      guard let record = Record(checkedAt: offset, in: bytes, end: end) else { return nil }
      records.append(UInt32(offset))
      offset = record.value.upperBound
      if offset - partStart >= CacheFormat.partSize {
        sum.mix(ContentHash(of: bytes.span.extracting(partStart..<offset)).value)
        partStart = offset
      }
    }
    sum.mix(ContentHash(of: bytes.span.extracting(partStart..<end)).value)
    guard bytes.number(at: end) == sum.value else { return nil }
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

extension CacheFile {
  /// Puts a cache in the place of the last one, in one step.
  ///
  /// Nothing waits for the disk: after a loss of power the sum does not match, and the
  /// next build does without. One over 4 GiB would not be read.
  ///
  /// - Parameter next: Adds what was made of the next file, or returns `false` if there is
  ///   none. Files come in the order of their paths.
  package static func write(
    to name: String, in directory: borrowing Directory, version: UInt64,
    _ next: (inout CacheRecords) -> Bool
  ) throws(SystemError) {
    try directory.replace(name) { (write) throws(SystemError) in
      var records = CacheRecords(version: version)
      while next(&records) {
        if let part = records.takePart() { try write(part) }
      }
      try write(records.finish())
    }
  }
}

/// Gathers the records of the next cache.
package struct CacheRecords {
  var bytes: [UInt8]
  private var sum = HashMixer()

  init(version: UInt64) {
    bytes = CacheFormat.heading
    bytes.append(version)
  }

  /// Adds what was made of a file.
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

  /// What can be written before the next record comes, if it is enough.
  mutating func takePart() -> [UInt8]? {
    guard bytes.count >= CacheFormat.partSize else { return nil }
    sum.mix(ContentHash(of: bytes.span).value)
    let part = bytes
    bytes = []
    bytes.reserveCapacity(part.count + part.count / 8)
    return part
  }

  /// The last part.
  consuming func finish() -> [UInt8] {
    sum.mix(ContentHash(of: bytes.span).value)
    bytes.append(sum.value)
    return bytes
  }
}

private enum CacheFormat {
  static let heading = Array("digest-cache 2\n".utf8)
  /// In bytes.
  static let partSize = 1 << 20
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
