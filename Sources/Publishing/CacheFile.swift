internal import Addresses
package import FileSystem

/// What was made of files, by their paths, for as long as nobody touches them.
///
/// It remembers what can be found out again. So nothing in it is believed that does not
/// match its sum: without its end there is no cache, and without a part there is as if the
/// files of that part were new.
///
///     parts    records one after another, some 64 KiB of them
///     index    heading, version, number of records; for each part: where it ends, the sum of
///              its bytes, the path of its first record; sum of the index
///     end      length of the index
///
/// Records are in the order of their paths: see `CacheRecord`. Numbers are 8 bytes, lowest
/// first.
package final class CacheFile: Sendable {
  /// What the values depend on beside their files: the program's own build, at least.
  package let version: UInt64
  /// How many records there are.
  package let count: Int
  private let file: OpenFile
  private let parts: [CachePart]

  /// Opens a cache of any version.
  ///
  /// - Returns: `nil` if there is none that can be used, for whatever reason.
  /// - Complexity: O(*n*) in the parts of the file, none of which is read yet.
  package init?(_ name: String, in directory: borrowing Directory) {
    guard let file = try? OpenFile(name, in: directory), file.size >= 8,
      let ending = try? file.read(file.size - 8..<file.size),
      let length = Int(exactly: ending.number(at: 0)),
      length <= min(file.size - 8, CacheIndex.limit),
      let bytes = try? file.read(file.size - 8 - length..<file.size - 8),
      let index = CacheIndex(bytes, after: file.size - 8 - length)
    else { return nil }
    version = index.version
    count = index.count
    parts = index.parts.map { CachePart($0) }
    self.file = file
  }

  /// The records of a part, read once by whoever comes first; none if it is damaged.
  fileprivate func records(of part: Int) -> CacheRun { parts[part].records(in: file) }

  /// The part that has the record of a path, if there is one.
  fileprivate func part(for path: Span<UInt8>) -> Int? {
    let next = parts.indices.partitioningIndex {
      path.precedes(parts[$0].entry.firstPath.utf8Span.span)
    }
    return next > 0 ? next - 1 : nil
  }
}

/// Looks up one path after another. Whoever asks for them in their order need not search.
package struct CacheReader: Sendable {
  private let file: CacheFile
  /// The part that was looked at last, and the place of the next record in it.
  private var part: Int?
  private var records = CacheRun.none
  private var place = 0

  package init(_ file: CacheFile) { self.file = file }

  /// Where the value of a file lies, or `nil` if there is none, or the file is no longer as
  /// it was.
  ///
  /// - Complexity: O(log *n*).
  package mutating func value(
    of path: String, _ status: FileStatus
  ) -> (bytes: [UInt8], range: Range<Int>)? {
    let key = path.utf8Span.span
    if !records.hasRecord(of: key, at: place) { search(for: key) }
    guard records.hasRecord(of: key, at: place) else { return nil }
    let record = records[place]
    place += 1
    return FileStamp(at: record.stamp, in: records.bytes) == FileStamp(status)
      ? (records.bytes, record.value) : nil
  }

  private mutating func search(for path: Span<UInt8>) {
    let part = file.part(for: path)
    if part != self.part {
      self.part = part
      records = part.map(file.records(of:)) ?? .none
    }
    place = records.firstPlace(notBefore: path)
  }
}

// MARK: - Writing

extension CacheFile {
  /// Puts a cache in the place of the last one, in one step.
  ///
  /// Nothing waits for the disk: after a loss of power the sums do not match, and the next
  /// build does without.
  ///
  /// - Parameter next: Adds what was made of the next file, or returns `false` if there is
  ///   none. Files come in the order of their paths.
  package static func write(
    to name: String, in directory: borrowing Directory, version: UInt64,
    _ next: (inout CacheRecords) -> Bool
  ) throws(SystemError) {
    try directory.replace(name) { (write) throws(SystemError) in
      var records = CacheRecords()
      while next(&records) {
        if let part = records.takePart() { try write(part) }
      }
      try write(records.finish(version: version))
    }
  }
}

/// Gathers the records of the next cache.
package struct CacheRecords {
  var bytes: [UInt8] = []
  private var count = 0
  private var firstPath = ""
  private var parts: [CacheIndex.Part] = []

  /// About as much as stays in a processor's nearest memory while it is checked and used.
  private static let partSize = 1 << 16

  /// Adds what was made of a file. One of 4 GiB is left out.
  package mutating func append(
    _ path: String, _ status: FileStatus, _ value: ArraySlice<UInt8>
  ) {
    guard let pathSize = UInt32(exactly: path.utf8.count),
      let valueSize = UInt32(exactly: value.count)
    else { return }
    count += 1
    if bytes.isEmpty { firstPath = path }
    bytes.append(pathSize)
    bytes.append(valueSize)
    FileStamp(status).append(to: &bytes)
    bytes.append(contentsOf: path.utf8)
    bytes.append(contentsOf: value)
  }

  /// What can be written before the next record comes, if it is enough.
  mutating func takePart() -> [UInt8]? { bytes.count >= Self.partSize ? endPart() : nil }

  private mutating func endPart() -> [UInt8] {
    let part = bytes
    let start = parts.last?.range.upperBound ?? 0
    parts.append(
      CacheIndex.Part(
        range: start..<start + part.count, sum: ContentHash(of: part), firstPath: firstPath))
    bytes = []
    bytes.reserveCapacity(part.count + part.count / 8)
    return part
  }

  /// The last part and the index.
  consuming func finish(version: UInt64) -> [UInt8] {
    let part = bytes.isEmpty ? [] : endPart()
    let index = CacheIndex(version: version, count: count, parts: parts).encoded
    var end: [UInt8] = []
    end.append(UInt64(index.count))
    return part + index + end
  }
}
