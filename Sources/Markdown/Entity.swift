/// A character reference such as `&amp;` or `&#7879;`.
struct Entity {
  /// What it stands for.
  var text: [UInt8]
  /// The offset behind the `;`.
  var end: Int
}

extension ContentReader {
  /// Reads the entity at an offset.
  ///
  /// libcmark alone knows which of the 2,125 names there are, so it is asked. Entities are
  /// rare in text that people write.
  func entity(at offset: Int) -> Entity? {
    guard byte(offset) == UInt8(ascii: "&") else { return nil }
    let limit = min(offset + 34, end)
    let semicolon = text[offset..<limit].dropFirst().firstIndex {
      !($0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "#"))
    }
    guard let semicolon, text[semicolon] == UInt8(ascii: ";") else { return nil }
    let range = offset..<semicolon + 1
    let read = Node.withDocument(parsing: text, range: range) { root in
      root.firstChild?.firstChild?.withLiteral { [UInt8](copying: $0) }
    }
    guard let read, !read.elementsEqual(text[range]) else { return nil }
    return Entity(text: read, end: range.upperBound)
  }
}
