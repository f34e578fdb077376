internal import Addresses
internal import FileSystem
internal import Synchronization

/// A part of a cache, which is read and checked once, by whoever needs it first.
final class CachePart: Sendable {
  let entry: CacheIndex.Part
  private let run = Mutex<CacheRun?>(nil)

  init(_ entry: CacheIndex.Part) { self.entry = entry }

  /// None if the part is damaged.
  func records(in file: OpenFile) -> CacheRun {
    run.withLock { run in
      if let run { return run }
      let bytes = try? file.read(entry.range)
      let read = bytes.flatMap { ContentHash(of: $0) == entry.sum ? CacheRun($0) : nil } ?? .none
      run = read
      return read
    }
  }
}

/// Records in the order of their paths.
struct CacheRun: Sendable {
  let bytes: [UInt8]
  /// Where each record begins.
  private let starts: [UInt32]

  static let none = CacheRun(bytes: [], starts: [])

  var count: Int { starts.count }

  private init(bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
  }

  /// - Returns: `nil` if the records do not fill the bytes.
  init?(_ bytes: [UInt8]) {
    var starts: [UInt32] = []
    var offset = 0
    while offset < bytes.count {
      guard let start = UInt32(exactly: offset),
        let record = CacheRecord(checkedAt: offset, in: bytes)
      else { return nil }
      starts.append(start)
      offset = record.value.upperBound
    }
    self.init(bytes: bytes, starts: starts)
  }

  subscript(place: Int) -> CacheRecord { CacheRecord(at: Int(starts[place]), in: bytes) }

  /// The place of the first record that does not come before a path.
  func firstPlace(notBefore path: Span<UInt8>) -> Int {
    starts.indices.partitioningIndex {
      !bytes.span.extracting(self[$0].path).precedes(path)
    }
  }

  /// Whether the record at a place, if there is one, is that of a path.
  func hasRecord(of path: Span<UInt8>, at place: Int) -> Bool {
    place < count && bytes.span.extracting(self[place].path).isEqual(to: path)
  }
}

/// What was made of one file:
///
///     length of the path and of the value (4 bytes each), stamp of the file, path, value
struct CacheRecord {
  /// Where the stamp begins.
  let stamp: Int
  let path: Range<Int>
  let value: Range<Int>

  private static let pathOffset = 8 + FileStamp.size

  /// A record that has been checked before.
  init(at offset: Int, in bytes: [UInt8]) {
    stamp = offset + 8
    let start = offset + Self.pathOffset
    let pathEnd = start + Int(bytes.halfNumber(at: offset))
    path = start..<pathEnd
    value = pathEnd..<(pathEnd + Int(bytes.halfNumber(at: offset + 4)))
  }

  init?(checkedAt offset: Int, in bytes: [UInt8]) {
    guard bytes.count - offset >= Self.pathOffset else { return nil }
    self.init(at: offset, in: bytes)
    guard value.upperBound <= bytes.count else { return nil }
  }
}
