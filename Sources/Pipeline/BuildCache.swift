internal import Addresses
internal import FileSystem
internal import Publishing
internal import Site

/// What the last build remembered: articles by their file, and of each page a number that
/// stands for all it shows.
///
/// It only saves work. A cache that is missing, damaged or of another program, settings or
/// taxonomy is as if there were none.
struct BuildCache: Sendable {
  private static let name = "cache"
  private let file: CacheFile?
  private let version: UInt64

  /// - Parameters:
  ///   - file: The last build's, of whatever version.
  ///   - version: What articles depend on beside their own files.
  init(_ file: CacheFile?, version: UInt64) {
    self.version = version
    self.file = file?.version == version ? file : nil
  }

  /// What the last build left in the folder `.digest` of the site, if it is whole.
  static func file(in state: borrowing Directory) -> CacheFile? { CacheFile(name, in: state) }

  /// The article of a file that has not been touched since.
  func article(_ path: String, _ status: FileStatus, number: Int) -> Article? {
    guard let file, let range = file.range(of: Self.key("a", path)) else { return nil }
    let start = range.lowerBound + FileStatus.stampSize
    guard start < range.upperBound,
      file.bytes[range.lowerBound..<start].elementsEqual(status.stamp)
    else { return nil }
    return Article.read(from: file.bytes, in: start..<range.upperBound, number: number)
  }

  /// Where the number of a page lies, if the last build had a page of that path and number.
  func range(of identity: UInt64, of path: SitePath) -> Range<Int>? {
    guard let file, let range = file.range(of: Self.key("p", path.text)),
      file.bytes[range].elementsEqual(identity.bytes)
    else { return nil }
    return range
  }

  /// Writes the next cache, if it is another than this one.
  func write(_ records: [Records], in state: borrowing Directory) throws(SystemError) {
    let kept = records.flatMap(\.kept)
    if let file, kept.count == file.count, records.allSatisfy(\.added.isEmpty) { return }
    try CacheFile.write(
      records.map(\.added), keeping: file.map { CacheFile.Kept(kept, of: $0) }, to: Self.name,
      in: state, version: version)
  }

  /// What one worker adds to the next cache.
  struct Records: Sendable {
    fileprivate var added = CacheRecords()
    /// Records of the last cache.
    fileprivate var kept: [CacheFile.Kept.Record] = []

    init() {}

    /// - Parameter status: Of the file that the article was read from, in this build or in
    ///   the one that left its record.
    mutating func append(_ article: Article, _ path: String, _ status: FileStatus) {
      if let record = article.record {
        let start = record.range.lowerBound - FileStatus.stampSize
        kept.append((1 + path.utf8.count, start..<record.range.upperBound))
      } else {
        added.append(key: BuildCache.key("a", path), value: status.stamp + article.makeRecord())
      }
    }

    mutating func append(_ identity: UInt64, of path: SitePath) {
      added.append(key: BuildCache.key("p", path.text), value: identity.bytes)
    }

    /// - Parameter range: What `range(of:of:)` gave.
    mutating func keep(_ range: Range<Int>, of path: SitePath) {
      kept.append((1 + path.text.utf8.count, range))
    }
  }

  /// Files and pages share one table: the first byte tells them apart.
  fileprivate static func key(_ kind: StaticString, _ path: String) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(1 + path.utf8.count)
    kind.withUTF8Buffer { key.append(contentsOf: $0) }
    key.append(contentsOf: path.utf8)
    return key
  }
}

extension FileStatus {
  fileprivate static let stampSize = 32

  /// Every field as bytes.
  fileprivate var stamp: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.stampSize)
    bytes.append(UInt64(bitPattern: size))
    bytes.append(UInt64(bitPattern: modified))
    bytes.append(UInt64(bitPattern: changed))
    bytes.append(inode)
    return bytes
  }
}

extension [UInt8] {
  /// Lowest byte first.
  fileprivate mutating func append(_ number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

extension UInt64 {
  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes
  }
}
