internal import Addresses

/// The entries of a manifest, in the order of the paths. Each stays a line of text until it is
/// asked for: a build that changes little looks at few of them.
struct ManifestEntries: RandomAccessCollection, Equatable, Sendable {
  /// The whole manifest.
  let bytes: [UInt8]
  /// Where the line of each entry begins, and where the last one ends.
  let starts: [Int]

  var startIndex: Int { 0 }
  var endIndex: Int { starts.count - 1 }

  subscript(index: Int) -> Manifest.Entry {
    let start = starts[index]
    guard let path = SitePath(bytes: bytes[pathRange(index)]),
      let hash = bytes.hexadecimalValue(at: start),
      let kind = Manifest.Entry.kind(letter: letter(index))
    else { preconditionFailure("a line has been checked before it is kept") }
    return Manifest.Entry(
      path: path, kind: kind, hash: ContentHash(value: hash), isRetired: isRetired(index))
  }

  /// Where the path of an entry lies in `bytes`.
  func pathRange(_ index: Int) -> Range<Int> {
    starts[index] + Manifest.Entry.pathOffset..<starts[index + 1] - 1
  }

  func isRetired(_ index: Int) -> Bool { letter(index) == Manifest.Entry.retiredLetter }

  private func letter(_ index: Int) -> UInt8 { bytes[starts[index] + Manifest.Entry.letterOffset] }

  /// Where `path` is, or would have to be put.
  func firstIndex(notBefore path: SitePath) -> Int {
    indices.partitioningIndex {
      !bytes.span.extracting(pathRange($0)).precedes(path.text.utf8Span.span)
    }
  }
}
