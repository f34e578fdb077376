internal import Glibc

/// A file found below a directory, or something there that no file may be.
package struct WalkEntry: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case file
    case refused(Refusal)
  }

  /// Why a walk neither reads nor follows an entry.
  package enum Refusal: String, Equatable, Sendable {
    case symbolicLink = "a symbolic link"
    case fifo = "a named pipe"
    case socket = "a socket"
    case device = "a device"
    case invalidName = "a name that is not UTF-8"
    case tooDeep = "a folder more than 64 folders deep"
  }

  /// The path from the directory the walk began at. An invalid name is shown repaired.
  package var path: String
  package var kind: Kind
}

extension Directory {
  /// Finds every file below this directory.
  ///
  /// Dot-files and what lies in dot-folders are passed over. The order is that of the
  /// paths' bytes, whatever order the disk has them in.
  ///
  /// - Parameter prefix: What stands before every path, such as that of this directory and a
  ///   slash.
  /// - Complexity: O(*n* log *n*) in the names of the largest folder.
  package func walk(prefix: String = "") throws(SystemError) -> [WalkEntry] {
    var walk = Walk(path: Array(prefix.utf8))
    try walk.visit(try reopened(), depth: 0)
    return walk.entries
  }
}

private struct Walk {
  var entries: [WalkEntry] = []
  /// Of what is being visited.
  private var path: [UInt8]
  private var buffer: [UInt8] = []

  init(path: [UInt8]) { self.path = path }

  /// A name in the folder being visited. A folder's is followed by a slash, which puts whole
  /// paths in order, not only names.
  struct Name {
    var bytes: Range<Int>
    var kind: DirectoryEntry.Kind
    /// The first eight bytes, highest first, which is most often enough to order two.
    var beginning: UInt64 = 0
  }

  mutating func visit(_ directory: borrowing Directory, depth: Int) throws(SystemError) {
    var names: [Name] = []
    var arena: [UInt8] = []
    try directory.forEachEntry(using: &buffer) { bytes, kind in
      guard bytes.first != UInt8(ascii: ".") else { return }
      let start = arena.count
      arena.append(contentsOf: bytes)
      names.append(Name(bytes: start..<arena.count, kind: kind))
    }
    for index in names.indices where names[index].kind == .unknown {
      let name = String(decoding: arena[names[index].bytes], as: UTF8.self)
      names[index].kind = try directory.kind(of: name)
    }
    for index in names.indices { names[index].beginning = arena.beginning(of: names[index]) }
    names.sort { left, right in
      left.beginning == right.beginning
        ? arena.precedes(left, right) : left.beginning < right.beginning
    }
    let start = path.count
    for name in names {
      path.append(contentsOf: arena[name.bytes])
      try visit(name.kind, from: start, in: directory, depth: depth)
      path.removeSubrange(start...)
    }
  }

  /// - Parameter start: Where the name begins in `path`.
  private mutating func visit(
    _ kind: DirectoryEntry.Kind, from start: Int, in directory: borrowing Directory, depth: Int
  ) throws(SystemError) {
    let text: String
    do throws(UTF8.ValidationError) {
      text = String(copying: try UTF8Span(validating: path.span))
    } catch {
      return refuse(String(decoding: path, as: UTF8.self), .invalidName)
    }
    switch kind {
    case .file: entries.append(WalkEntry(path: text, kind: .file))
    case .directory where depth >= 64: refuse(text, .tooDeep)
    case .directory:
      let folder = try directory.directory(leaf(from: start))
      path.append(UInt8(ascii: "/"))
      try visit(folder, depth: depth + 1)
    case .symbolicLink: refuse(text, .symbolicLink)
    case .fifo: refuse(text, .fifo)
    case .socket: refuse(text, .socket)
    case .characterDevice, .blockDevice, .unknown: refuse(text, .device)
    }
  }

  private func leaf(from start: Int) -> String { String(decoding: path[start...], as: UTF8.self) }

  private mutating func refuse(_ path: String, _ reason: WalkEntry.Refusal) {
    entries.append(WalkEntry(path: path, kind: .refused(reason)))
  }
}

extension Directory {
  /// The kind of a file whose directory does not say it.
  fileprivate func kind(of name: String) throws(SystemError) -> DirectoryEntry.Kind {
    switch try status(of: name)?.kind {
    case .file: .file
    case .directory: .directory
    case .symbolicLink: .symbolicLink
    case .other, nil: .unknown
    }
  }
}

extension [UInt8] {
  /// Of a name and what follows it.
  fileprivate func beginning(of name: Walk.Name) -> UInt64 {
    let bytes = span
    var word: UInt64 = 0
    for place in 0..<8 {
      let byte =
        place < name.bytes.count
        ? bytes[name.bytes.lowerBound + place] : place == name.bytes.count ? nextByte(name) : 0
      word = word << 8 | UInt64(byte)
    }
    return word
  }

  /// Whether the path of one name comes before that of another.
  fileprivate func precedes(_ left: Walk.Name, _ right: Walk.Name) -> Bool {
    let common = Swift.min(left.bytes.count, right.bytes.count)
    let order = unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return Int32(0) }
      return unsafe memcmp(base + left.bytes.lowerBound, base + right.bytes.lowerBound, common)
    }
    if order != 0 { return order < 0 }
    // One name begins with the other: the shorter comes first unless it is a folder
    // and the next byte of the longer one comes before the slash.
    if left.bytes.count == right.bytes.count { return false }
    return left.bytes.count < right.bytes.count
      ? nextByte(left) < self[right.bytes.lowerBound + common]
      : self[left.bytes.lowerBound + common] < nextByte(right)
  }

  /// What follows a name in a path: a slash, or nothing.
  private func nextByte(_ name: Walk.Name) -> UInt8 {
    name.kind == .directory ? UInt8(ascii: "/") : 0
  }
}
