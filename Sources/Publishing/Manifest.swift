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
  let entries: ManifestEntries
  /// The bytes of `.digest-manifest`.
  var bytes: [UInt8] { entries.bytes }

  static let empty = Manifest(entries: [])

  init(entries: [Entry]) {
    var text = ManifestText(lines: entries.count)
    let starts = [text.count] + entries.map { text.append($0) }
    self.entries = ManifestEntries(bytes: text.finish(), starts: starts)
  }

  /// The lines of neighbouring entries, each with its line feed.
  func lines(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[entries.starts[range.lowerBound]..<entries.starts[range.upperBound]]
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

    var starts = [heading.count]
    // Lines are longer, most of them.
    starts.reserveCapacity(bytes.count / 64)
    var last = 0..<0
    while let start = starts.last, start < end {
      let line = start..<bytes.end(ofLineAt: start)
      guard line.upperBound < end, let path = Entry.path(of: line, in: bytes),
        last.isEmpty || bytes.span.extracting(last).precedes(bytes.span.extracting(path))
      else { return nil }
      last = path
      starts.append(line.upperBound + 1)
    }
    entries = ManifestEntries(bytes: bytes, starts: starts)
  }
}

extension Manifest.Entry {
  static let letterOffset = 17
  static let pathOffset = 19
  static let retiredLetter = UInt8(ascii: "r")

  var letter: UInt8 {
    switch kind {
    case .asset: isRetired ? Self.retiredLetter : UInt8(ascii: "a")
    case .article: UInt8(ascii: "p")
    case .list: UInt8(ascii: "l")
    case .feed: UInt8(ascii: "f")
    }
  }

  static func kind(letter: UInt8) -> FileKind? {
    switch letter {
    case UInt8(ascii: "a"), retiredLetter: .asset
    case UInt8(ascii: "p"): .article
    case UInt8(ascii: "l"): .list
    case UInt8(ascii: "f"): .feed
    default: nil
    }
  }

  /// Where the path of a line lies, if it is the line of an entry.
  fileprivate static func path(of line: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    let start = line.lowerBound
    guard line.count > pathOffset, bytes[start + 16] == UInt8(ascii: " "),
      bytes[start + 18] == UInt8(ascii: " "), bytes.hexadecimalValue(at: start) != nil,
      kind(letter: bytes[start + letterOffset]) != nil
    else { return nil }
    let path = start + pathOffset..<line.upperBound
    return SitePath.isValid(bytes.span.extracting(path)) ? path : nil
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
  func hexadecimalValue(at start: Int) -> UInt64? {
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
