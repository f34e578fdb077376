internal import Addresses
internal import FileSystem

/// The stamps of the files a manifest names, index for index.
///
/// They lie in the site's own `.digest`, because they are true of one output on one
/// machine only. Without them, or with a damaged file, contents are compared: that
/// costs time and changes nothing.
struct Stamps: Sendable {
  static let fileName = "stamps"
  private static let heading: StaticString = "digest-stamps 1\n"

  private let stamps: [FileStamp]

  static let none = Stamps(stamps: [])

  init(stamps: [FileStamp]) { self.stamps = stamps }

  subscript(index: Int) -> FileStamp? {
    index < stamps.count && stamps[index].inode != 0 ? stamps[index] : nil
  }

  /// - Parameters:
  ///   - manifest: The bytes of the manifest the stamps belong to.
  ///   - output: The folder it lies in.
  func bytes(for manifest: ContentHash, in output: FileStatus) -> [UInt8] {
    var encoder = ByteEncoder(Self.heading)
    encoder.append(manifest.value)
    encoder.append(output.device)
    encoder.append(output.inode)
    for stamp in stamps {
      encoder.append(UInt64(bitPattern: stamp.size))
      encoder.append(UInt64(bitPattern: stamp.modified))
      encoder.append(UInt64(bitPattern: stamp.changed))
      encoder.append(stamp.inode)
    }
    return encoder.finish()
  }

  init?(bytes: [UInt8], for manifest: ContentHash, in output: FileStatus) {
    guard var decoder = ByteDecoder(Self.heading, bytes), decoder.number() == manifest.value,
      decoder.number() == output.device, decoder.number() == output.inode
    else { return nil }
    var stamps: [FileStamp] = []
    stamps.reserveCapacity(bytes.count / 32)
    while let size = decoder.number() {
      guard let modified = decoder.number(), let changed = decoder.number(),
        let inode = decoder.number()
      else { return nil }
      stamps.append(
        FileStamp(
          size: Int64(bitPattern: size), modified: Int64(bitPattern: modified),
          changed: Int64(bitPattern: changed), inode: inode))
    }
    guard decoder.isAtEnd else { return nil }
    self.init(stamps: stamps)
  }
}

extension FileStamp {
  /// The stamp of a file that has none: no file has this inode.
  static let unknown = FileStamp(size: 0, modified: 0, changed: 0, inode: 0)
}
