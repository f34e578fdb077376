internal import FileSystem
internal import Publishing
internal import Site

/// The articles of the last build, by their files.
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

  /// Whether nothing is known of any build with these settings and this taxonomy.
  var isEmpty: Bool { file == nil }

  /// What the last build left in the folder `.digest` of the site, if it is whole.
  static func file(in state: borrowing Directory) -> CacheFile? { CacheFile(name, in: state) }

  /// What looks articles up, for one worker; `nil` if there are none.
  var reader: CacheReader? { file.map { CacheReader($0) } }

  /// Writes the next cache, unless this one is as good.
  ///
  /// - Parameter runs: In the order of the files.
  func write(
    _ runs: [[Build.FileReading]], in state: borrowing Directory
  ) throws(SystemError) {
    if let file, isAlmost(file, runs) { return }
    var rest = runs.lazy.joined().filter(\.isSettled).makeIterator()
    try CacheFile.write(to: Self.name, in: state, version: version) { records in
      guard let reading = rest.next() else { return false }
      if let article = reading.article, let status = reading.status {
        records.append(article.file, status, article.recordBytes)
      }
      return true
    }
  }

  /// Whether a cache knows all but a few articles: to read those again next time takes less
  /// than to write all anew.
  private func isAlmost(_ file: CacheFile, _ runs: [[Build.FileReading]]) -> Bool {
    var (known, new) = (0, 0)
    for run in runs {
      for place in run.indices where run[place].isSettled {
        if run[place].text == nil { known += 1 } else { new += 1 }
      }
    }
    return new + file.count - known <= file.count / 256
  }
}

extension CacheReader {
  /// The article of a file that has not been touched since.
  mutating func article(_ path: String, _ status: FileStatus, number: Int) -> Article? {
    value(of: path, status).flatMap {
      Article(file: path, number: number, record: $0.bytes, in: $0.range)
    }
  }
}
