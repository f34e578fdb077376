internal import Addresses

/// What digest has written into an output: the only files there that it may replace or
/// remove.
///
/// It lies in the output as `.digest-manifest`, one line a file in the order of the
/// paths' bytes, with no word of when or where, so that one site has one manifest:
///
///     digest-manifest 1
///     0c535d1acafb8ead p 2026/03/lockbit/index.html
///     end d24ec4f1a98c6e5b
///
/// The hash is that of the content, the last line's that of all lines before it.
struct Manifest: Sendable {
  struct Entry: Equatable, Sendable {
    var path: SitePath
    var kind: FileKind
    var hash: ContentHash
    /// An asset that the site no longer has and that stays for one more publication.
    var isRetired = false
  }

  static let fileName = ".digest-manifest"

  /// In the order of the paths, each path once.
  let entries: [Entry]
  /// The bytes of `.digest-manifest`.
  let bytes: [UInt8]
  /// Where the line of each entry begins, and where the last one ends.
  private let starts: [Int]

  static let empty = Manifest(entries: [])

  init(entries: [Entry]) {
    var text = ManifestText(capacity: entries.count)
    starts = [text.count] + entries.map { text.append($0) }
    bytes = text.finish()
    self.entries = entries
  }

  /// The lines of neighbouring entries, each with its line feed.
  func lines(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[starts[range.lowerBound]..<starts[range.upperBound]]
  }

  /// The index of a path's entry.
  ///
  /// - Complexity: O(log *n*).
  func index(of path: SitePath) -> Int? {
    let index = entries.firstIndex(notBefore: path)
    return index < entries.count && entries[index].path == path ? index : nil
  }
}

extension Manifest {
  /// Reads a manifest, or refuses all of it: a path that could lead out of the output,
  /// a wrong order or a wrong sum, and no line is believed.
  init?(bytes: [UInt8]) {
    let heading = ManifestText.heading
    let ending = ManifestText.ending
    let end = bytes.count - (ending.count + 17)
    guard end >= heading.count, bytes.starts(with: heading),
      bytes[end...].starts(with: ending), bytes.last == UInt8(ascii: "\n"),
      let sum = bytes.hexadecimalValue(at: end + ending.count),
      sum == ContentHash(of: bytes.span.extracting(0..<end)).value
    else { return nil }

    var entries: [Entry] = []
    var starts: [Int] = []
    // Lines are longer, most of them.
    entries.reserveCapacity(bytes.count / 64)
    starts.reserveCapacity(bytes.count / 64)
    var start = heading.count
    while start < end {
      let line = start..<bytes.end(ofLineAt: start)
      guard line.upperBound < end, let entry = Entry(line, of: bytes),
        entries.last.map({ $0.path < entry.path }) ?? true
      else { return nil }
      entries.append(entry)
      starts.append(start)
      start = line.upperBound + 1
    }
    self.entries = entries
    self.bytes = bytes
    starts.append(start)
    self.starts = starts
  }
}

extension Manifest.Entry {
  var letter: UInt8 {
    switch kind {
    case .asset: isRetired ? UInt8(ascii: "r") : UInt8(ascii: "a")
    case .article: UInt8(ascii: "p")
    case .list: UInt8(ascii: "l")
    case .feed: UInt8(ascii: "f")
    }
  }

  fileprivate init?(_ line: Range<Int>, of bytes: [UInt8]) {
    let start = line.lowerBound
    guard line.count > 19, bytes[start + 16] == UInt8(ascii: " "),
      bytes[start + 18] == UInt8(ascii: " "), let hash = bytes.hexadecimalValue(at: start),
      let path = SitePath(bytes: bytes[(start + 19)..<line.upperBound])
    else { return nil }
    let kind: FileKind
    switch bytes[start + 17] {
    case UInt8(ascii: "a"), UInt8(ascii: "r"): kind = .asset
    case UInt8(ascii: "p"): kind = .article
    case UInt8(ascii: "l"): kind = .list
    case UInt8(ascii: "f"): kind = .feed
    default: return nil
    }
    self.init(
      path: path, kind: kind, hash: ContentHash(value: hash),
      isRetired: bytes[start + 17] == UInt8(ascii: "r"))
  }
}

extension [Manifest.Entry] {
  /// Where `path` is, or would have to be put.
  func firstIndex(notBefore path: SitePath) -> Int {
    indices.partitioningIndex { self[$0].path >= path }
  }
}

extension [UInt8] {
  /// Where the line that begins at `start` ends, at a line feed or with the bytes.
  fileprivate func end(ofLineAt start: Int) -> Int {
    let bytes = span
    var place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return place
  }

  /// The value of the sixteen digits from `start` on.
  fileprivate func hexadecimalValue(at start: Int) -> UInt64? {
    guard start >= 0, count - start >= 16 else { return nil }
    let bytes = span
    var value: UInt64 = 0
    for place in start..<start + 16 {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte & 0xF)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - 87)
      default: return nil
      }
    }
    return value
  }
}
