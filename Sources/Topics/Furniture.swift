/// Lines that belong to the page and not to the text.
extension Passage {
  /// Whether this is a byline, a photo credit or a pointer to other articles.
  ///
  /// Only short passages are asked, and only how they begin.
  func isFurniture(in source: [UInt8]) -> Bool {
    let range = range.clamped(to: source.indices)
    guard zone != .title, range.count <= 300 else { return false }
    return Self.furniture.contains { words in
      words.count <= range.count
        && words.indices.allSatisfy { source[range.lowerBound + $0] == words[$0] }
    }
  }

  private static let furniture = [
    "Xem thêm", "Đọc thêm", "Tin liên quan", "Bài liên quan", "Ảnh:", "(Ảnh:", "Nguồn:", "Theo dõi",
    "Từ khóa:", "Từ khoá:", "Tags:", "Tag:", "Photo:", "(Photo", "Image:", "Source:", "Read more",
    "See also",
    "Related:", "Follow us", "Subscribe",
  ].map { [UInt8]($0.utf8) }
}
