/// What a first parse tells of a body's blocks: where a table or a footnote can stand.
struct BlockStructure {
  /// A paragraph or an underlined heading of several lines.
  struct Leaf {
    /// From 1; without the line under a heading.
    var lines: ClosedRange<Int>
    /// The first byte of its content in its first line, from 0.
    var start: Int
    /// How many quotations stand round it.
    var quotes: Int
    /// The column at which the content of the innermost list item begins, from 0.
    var itemColumn: Int
  }

  private(set) var leaves: [Leaf] = []
  /// Lines of code and of raw HTML, in order.
  private(set) var opaque: [ClosedRange<Int>] = []
  /// Lines of the lists and quotations at the top level, in order.
  private(set) var containers: [ClosedRange<Int>] = []

  private struct Container {
    var endLine: Int
    var quotes = 0
    var itemColumn = 0
  }

  private var open: [Container] = []

  init(of root: Node, in text: [UInt8], lineStarts: [Int]) {
    root.walk { node, isEntering in
      switch node.kind {
      case .document, .blockQuote, .list, .item:
        isEntering ? enter(node, text, lineStarts) : open.removeLast(1)
      case .codeBlock, .htmlBlock:
        // A fence that its container ends is said to end a line later than it does.
        let last = open.map(\.endLine).min() ?? node.endLine
        append(node.startLine, min(node.endLine, last), to: \.opaque)
      case .paragraph, .heading: if isEntering { add(leaf: node, text, lineStarts) }
      default: break
      }
    }
  }

  private mutating func append(
    _ start: Int, _ end: Int, to ranges: WritableKeyPath<Self, [ClosedRange<Int>]>
  ) {
    if start <= end { self[keyPath: ranges].append(start...end) }
  }

  private mutating func enter(_ node: Node, _ text: [UInt8], _ lineStarts: [Int]) {
    var container = open.last ?? Container(endLine: .max)
    container.endLine = min(container.endLine, node.endLine)
    if open.count == 1 { append(node.startLine, node.endLine, to: \.containers) }
    if node.kind == .blockQuote { container.quotes += 1 }
    if node.kind == .item {
      let line = lineStarts[node.startLine - 1]
      container.itemColumn = Self.contentColumn(
        ofItemAt: line + node.startColumn - 1, line: line, of: text)
    }
    open.append(container)
  }

  private mutating func add(leaf node: Node, _ text: [UInt8], _ lineStarts: [Int]) {
    guard let container = open.last else { return }
    let reader = ContentReader(text: text, end: lineStarts.last ?? 0, quotes: container.quotes)
    let lastLine = lineStarts.count - 1
    var end = min(node.endLine, lastLine)
    if node.kind == .heading {
      // An underlined heading is said to end where the next block begins.
      let underline = (node.startLine + 1..<max(end, node.startLine) + 1).first {
        reader.isUnderline(at: lineStarts[$0 - 1])
      }
      end = (underline ?? node.startLine + 1) - 1
    }
    guard node.startLine < end else { return }
    leaves.append(
      Leaf(
        lines: node.startLine...end, start: lineStarts[node.startLine - 1] + node.startColumn - 1,
        quotes: container.quotes, itemColumn: container.itemColumn))
  }

  private static func contentColumn(ofItemAt offset: Int, line: Int, of text: [UInt8]) -> Int {
    var i = offset
    while i < text.count, text[i].isASCIIDigit { i += 1 }
    i += 1
    let marker = column(of: i, line: line, of: text)
    while i < text.count, text[i].isSpaceOrTab { i += 1 }
    let gap = column(of: i, line: line, of: text) - marker
    return marker + ((1...4).contains(gap) && i < text.count && !text[i].isLineEnding ? gap : 1)
  }

  /// The column of a byte in its line, from 0; a tab reaches to the next multiple of 4.
  static func column(of offset: Int, line: Int, of text: [UInt8]) -> Int {
    guard line < offset else { return 0 }
    return text[line..<min(offset, text.count)].reduce(0) { column, byte in
      byte == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
    }
  }
}

extension ContentReader {
  /// Whether a line that begins at an offset makes a heading of the lines above it.
  fileprivate func isUnderline(at offset: Int) -> Bool {
    let start = skipPrefix(from: offset)
    let sign = byte(start)
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "=") else { return false }
    var i = start
    while byte(i) == sign { i += 1 }
    i = skipSpaces(from: i)
    return i >= end || byte(i).isLineEnding
  }
}
