internal import Addresses
internal import FileSystem

/// What a published file is to the pages around it. In this order they are published.
package enum FileKind: UInt8, Comparable, Sendable {
  /// A style sheet, a script, an image: what pages name and readers may still ask for
  /// after the pages have changed. It stays for one publication after its last.
  case asset
  /// A page that lists name.
  case article
  /// A page that names others: home, topics, time lines.
  case list
  /// What machines read: feeds, site maps.
  case feed

  package static func < (left: FileKind, right: FileKind) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// By what a file is known not to have been touched since digest published it.
struct FileStamp: Equatable, Sendable {
  var size: Int64
  var modified: Int64
  var changed: Int64
  var inode: UInt64

  init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(_ status: FileStatus) {
    self.init(
      size: status.size, modified: status.modified, changed: status.changed,
      inode: status.inode)
  }
}

extension FileStamp {
  /// In bytes.
  static let size = 32

  func append(to bytes: inout [UInt8]) {
    let numbers = (
      size.littleEndian, modified.littleEndian, changed.littleEndian, inode.littleEndian
    )
    unsafe withUnsafeBytes(of: numbers) { unsafe bytes.append(contentsOf: $0) }
  }

  init(at offset: Int, in bytes: [UInt8]) {
    self.init(
      size: Int64(bitPattern: bytes.number(at: offset)),
      modified: Int64(bitPattern: bytes.number(at: offset + 8)),
      changed: Int64(bitPattern: bytes.number(at: offset + 16)),
      inode: bytes.number(at: offset + 24))
  }
}

/// One file of the site as a build leaves it.
struct PublishedFile: Sendable {
  var path: SitePath
  var kind: FileKind
  var hash: ContentHash
  /// The index of its path in the manifest of the last publication, if it is there.
  var known: Int?
  /// A number that stands for all the file was made from; 0 if nobody knows.
  var origin: UInt64 = 0
  /// `nil` until the file is where it belongs.
  var stamp: FileStamp?
  /// Where its new content lies in the stage; `nil` if the output has it already.
  var staged: StagedName?
  /// What was at its path when its new content was staged.
  var target = Target.ours

  enum Target: Sendable {
    case absent
    /// The file of the last publication.
    case ours
    /// Something that digest did not write.
    case foreign
    /// A folder.
    case folder
    /// Nothing, and a file or a link is where one of its folders must be.
    case blocked
  }
}

/// The name of a file in the stage: which writer made it, and which of its files it is.
struct StagedName: Hashable, Sendable {
  var writer: UInt32
  var number: UInt32
}
