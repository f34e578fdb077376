/// Counts how deep quotations and list items nest, line by line.
///
/// libcmark's time is the product of depth and lines, so the depth must be known before it
/// reads. The count is never too small. It can be too large where a line only looks like a
/// container, in code or in raw HTML, which matters to nobody below the limit.
struct ContainerDepth {
  private enum Container {
    case quote
    /// A list item whose content begins this many columns behind the container round it.
    case item(width: Int)
  }

  private var open: [Container] = []

  /// Reads a line that is not blank.
  ///
  /// - Returns: How many containers may be open on it.
  mutating func read(_ line: Range<Int>, of text: Span<UInt8>) -> Int {
    var cursor = LineCursor(line: line)
    var matched = 0
    while matched < open.count, cursor.skip(open[matched], in: text) { matched += 1 }
    var isNew = false
    while let container = cursor.opening(in: text) {
      // A new container ends what this line does not go on with; a line without one may
      // continue a paragraph of any depth.
      if !isNew { open.removeSubrange(matched...) }
      isNew = true
      open.append(container)
    }
    return open.count
  }

  /// Reads a blank line, which ends quotations but not list items.
  mutating func readBlankLine() {
    let quote = open.firstIndex { if case .quote = $0 { true } else { false } }
    if let quote { open.removeSubrange(quote...) }
  }

  /// A place in a line, in bytes and in columns: a tab reaches to the next multiple of 4, and
  /// a container may take a part of it.
  private struct LineCursor {
    let line: Range<Int>
    var offset: Int
    var column = 0

    init(line: Range<Int>) {
      self.line = line
      offset = line.lowerBound
    }

    func byte(_ offset: Int, in text: Span<UInt8>) -> UInt8 {
      offset < line.upperBound ? text[offset] : UInt8(ascii: "\n")
    }

    /// The next byte that is not white space.
    func content(in text: Span<UInt8>) -> LineCursor {
      var next = self
      while next.byte(next.offset, in: text).isSpaceOrTab { next.step(in: text) }
      return next
    }

    /// Moves over one space or the rest of one tab.
    private mutating func step(in text: Span<UInt8>) {
      column = text[offset] == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
      offset += 1
    }

    /// Moves over at most so many columns of white space.
    private mutating func skipColumns(_ count: Int, in text: Span<UInt8>) {
      let target = column + count
      while column < target, byte(offset, in: text).isSpaceOrTab {
        let before = self
        step(in: text)
        if column > target {
          // The rest of the tab belongs to what follows.
          self = before
          column = target
        }
      }
    }

    /// Moves over the sign of a container that is open, if this line goes on with it.
    mutating func skip(_ container: Container, in text: Span<UInt8>) -> Bool {
      let content = content(in: text)
      switch container {
      case .item(let width):
        guard content.column - column >= width else { return false }
        skipColumns(width, in: text)
        return true
      case .quote:
        guard content.column - column < 4,
          content.byte(content.offset, in: text) == UInt8(ascii: ">")
        else { return false }
        self = content
        skipQuoteSign(in: text)
        return true
      }
    }

    private mutating func skipQuoteSign(in text: Span<UInt8>) {
      offset += 1
      column += 1
      skipColumns(1, in: text)
    }

    /// Moves over the sign of a container that begins here.
    mutating func opening(in text: Span<UInt8>) -> Container? {
      var content = content(in: text)
      guard content.column - column < 4 else { return nil }
      if content.byte(content.offset, in: text) == UInt8(ascii: ">") {
        content.skipQuoteSign(in: text)
        self = content
        return .quote
      }
      guard let end = content.listMarkerEnd(in: text), !content.isThematicBreak(in: text) else {
        return nil
      }
      content.column += end - content.offset
      content.offset = end
      let rest = content.content(in: text)
      let isBlank = rest.byte(rest.offset, in: text).isLineEnding
      let gap = rest.column - content.column
      content.skipColumns(isBlank || gap > 4 ? 1 : gap, in: text)
      // A marker at the end of its line counts one space that is not there.
      let width = max(content.column, rest.column - gap + 1) - column
      self = content
      return .item(width: width)
    }

    private func listMarkerEnd(in text: Span<UInt8>) -> Int? {
      var end = offset
      switch byte(end, in: text) {
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): end += 1
      default:
        while byte(end, in: text).isASCIIDigit { end += 1 }
        let delimiter = byte(end, in: text)
        guard (1...9).contains(end - offset),
          delimiter == UInt8(ascii: ".") || delimiter == UInt8(ascii: ")")
        else { return nil }
        end += 1
      }
      let next = byte(end, in: text)
      return next.isSpaceOrTab || next.isLineEnding ? end : nil
    }

    private func isThematicBreak(in text: Span<UInt8>) -> Bool {
      let sign = byte(offset, in: text)
      guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "*") else { return false }
      var count = 0
      for i in offset..<line.upperBound {
        if text[i] == sign {
          count += 1
        } else if !text[i].isSpaceOrTab, !text[i].isLineEnding {
          return false
        }
      }
      return count >= 3
    }
  }
}
