internal import Addresses
internal import FileSystem

/// By what the files a manifest names can be known to be untouched, and what each was made
/// from, index for index.
///
/// They lie in the site's own `.digest`, because they are true of one output on one
/// machine only. Without them, or with a damaged file, contents are compared: that
/// costs time and changes nothing.
struct Stamps: Sendable {
  /// What is known of one file.
  struct Entry {
    var stamp: FileStamp
    /// See `PublishedFile.origin`.
    var origin: UInt64
  }

  static let fileName = "stamps"
  fileprivate static let heading: StaticString = "digest-stamps 2\n"

  /// The whole file; empty if there was none that can be used.
  let bytes: [UInt8]
  private let start: Int
  private let count: Int

  fileprivate static let entrySize = FileStamp.size + 8

  static let none = Stamps(bytes: [], start: 0, count: 0)

  private init(bytes: [UInt8], start: Int, count: Int) {
    self.bytes = bytes
    self.start = start
    self.count = count
  }

  /// `nil` if nothing is known of the file.
  subscript(index: Int) -> Entry? {
    guard index < count else { return nil }
    let offset = start + index * Self.entrySize
    let stamp = FileStamp(at: offset, in: bytes)
    return stamp.inode == 0
      ? nil : Entry(stamp: stamp, origin: bytes.number(at: offset + FileStamp.size))
  }

  /// The entries of neighbouring files of which something is known.
  func bytes(of range: Range<Int>) -> ArraySlice<UInt8> {
    let first = start + range.lowerBound * Self.entrySize
    return bytes[first..<first + range.count * Self.entrySize]
  }

  init?(bytes: [UInt8], for manifest: ContentHash, in output: FileStatus) {
    guard var decoder = ByteDecoder(Self.heading, bytes), decoder.number() == manifest.value,
      decoder.number() == output.device, decoder.number() == output.inode,
      decoder.rest.count.isMultiple(of: Self.entrySize)
    else { return nil }
    self.init(
      bytes: bytes, start: decoder.rest.lowerBound, count: decoder.rest.count / Self.entrySize)
  }
}

extension FileStamp {
  /// The stamp of a file that has none: no file has this inode.
  fileprivate static let unknown = FileStamp(size: 0, modified: 0, changed: 0, inode: 0)
}

/// Writes stamps file by file, in the order of the manifest.
struct StampsText {
  private var encoder: ByteEncoder

  /// - Parameters:
  ///   - capacity: How many files will come.
  ///   - manifest: Its bytes.
  ///   - output: The folder it lies in.
  init(capacity: Int, for manifest: ContentHash, in output: FileStatus) {
    encoder = ByteEncoder(Stamps.heading, capacity: 64 + capacity * Stamps.entrySize)
    encoder.append(manifest.value)
    encoder.append(output.device)
    encoder.append(output.inode)
  }

  /// - Parameter entry: `nil` for a file of which nothing is known.
  mutating func append(_ entry: Stamps.Entry?) {
    encoder.append(entry?.stamp ?? .unknown)
    encoder.append(entry?.origin ?? 0)
  }

  /// Takes entries as they stand.
  mutating func append(bytes: ArraySlice<UInt8>) { encoder.append(bytes: bytes) }

  consuming func finish() -> [UInt8] { encoder.finish() }
}
