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
  ///   - state: The folder `.digest` of the site.
  ///   - version: What articles depend on beside their own files.
  init(in state: borrowing Directory, version: UInt64) {
    self.version = version
    file = CacheFile(Self.name, in: state, version: version)
  }

  /// The article of a file that has not been touched since.
  func article(_ path: String, _ status: FileStatus, number: Int) -> Article? {
    guard let file, let range = file.range(of: Self.key("a", path)) else { return nil }
    let stamp = status.stamp
    guard range.count > stamp.count,
      file.bytes[range.lowerBound..<range.lowerBound + stamp.count].elementsEqual(stamp)
    else { return nil }
    return Article.read(
      from: file.bytes, in: range.lowerBound + stamp.count..<range.upperBound, number: number)
  }

  /// The number of a page; `nil` if the last build had none of that path.
  func identity(of path: SitePath) -> UInt64? {
    guard let value = file?.value(of: Self.key("p", path.text)), value.count == 8 else {
      return nil
    }
    return value.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func write(_ records: [Records], in state: borrowing Directory, version: UInt64)
    throws(SystemError)
  {
    try CacheFile.write(records.map(\.records), to: name, in: state, version: version)
  }

  /// What one worker adds to the next cache.
  struct Records: Sendable {
    fileprivate var records = CacheRecords()

    init() {}

    mutating func append(_ article: Article, _ path: String, _ status: FileStatus) {
      records.append(key: BuildCache.key("a", path), value: status.stamp + article.record())
    }

    mutating func append(_ identity: UInt64, of path: SitePath) {
      records.append(key: BuildCache.key("p", path.text), value: identity.bytes)
    }
  }

  /// Files and pages share one table: the first byte tells them apart.
  fileprivate static func key(_ kind: StaticString, _ path: String) -> [UInt8] {
    Array(kind.description.utf8) + path.utf8
  }
}

extension FileStatus {
  /// Every field as bytes.
  fileprivate var stamp: [UInt8] {
    [UInt64(bitPattern: size), UInt64(bitPattern: modified), UInt64(bitPattern: changed), inode]
      .flatMap(\.bytes)
  }
}

extension UInt64 {
  /// Lowest first.
  fileprivate var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * UInt64($0))) }
  }
}
