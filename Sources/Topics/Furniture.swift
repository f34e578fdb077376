/// Lines that belong to the page and not to the text.
extension Passage {
  /// Whether this is a byline, a photo credit or a pointer to other articles.
  ///
  /// Only short passages are asked, and only how they begin.
  func isFurniture(in source: [UInt8]) -> Bool {
    let range = range.clamped(to: source.indices)
    guard zone != .title, !range.isEmpty, range.count <= 300 else { return false }
    return Self.furniture[Int(source[range.lowerBound])].contains { words in
      words.count <= range.count
        && words.indices.allSatisfy { source[range.lowerBound + $0] == words[$0] }
    }
  }

  /// By their first byte: most passages begin with none of them.
  private static let furniture = [
    "Xem thêm", "Đọc thêm", "Tin liên quan", "Bài liên quan", "Ảnh:", "(Ảnh:", "Nguồn:", "Theo dõi",
    "Từ khóa:", "Từ khoá:", "Tags:", "Tag:", "Photo:", "(Photo", "Image:", "Source:", "Read more",
    "See also",
    "Related:", "Follow us", "Subscribe",
  ].reduce(into: [[[UInt8]]](repeating: [], count: 256)) { lists, words in
    let words = [UInt8](words.utf8)
    if let first = words.first { lists[Int(first)].append(words) }
  }
}
