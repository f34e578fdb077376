/// Finds tables in the paragraphs of a body.
struct TableFinder {
  struct Table {
    /// The line of the head, from 1; the row of hyphens follows.
    var head: Int
    /// The lines of the rows below.
    var rows: Range<Int>
    var alignments: [TableSyntax.Alignment]
    /// What stands in front of the head and of each row.
    var prefixes: [Prefix]
  }

  /// What containers put in front of a line.
  struct Prefix {
    var bytes: [UInt8]
    /// The first byte of the line's own content.
    var content: Int

    /// Keeps what a second line in the same containers must begin with.
    mutating func blankOut() {
      for i in bytes.indices where bytes[i] != UInt8(ascii: ">") && bytes[i] != UInt8(ascii: "\t") {
        bytes[i] = UInt8(ascii: " ")
      }
    }
  }

  let bytes: [UInt8]
  let lineStarts: [Int]
  /// Lines of footnotes, which end a table.
  let noteLines: Set<Int>

  /// The tables in the order of the body.
  func tables(in structure: BlockStructure) -> [Table] {
    var tables: [Table] = []
    for leaf in structure.leaves {
      var number = leaf.lines.lowerBound + 1
      while number <= leaf.lines.upperBound {
        guard let table = table(delimitedBy: number, in: leaf) else {
          number += 1
          continue
        }
        tables.append(table)
        // The line behind it may be the head of another.
        number = table.rows.upperBound + 1
      }
    }
    return tables
  }

  private func table(delimitedBy number: Int, in leaf: BlockStructure.Leaf) -> Table? {
    guard TableSyntax.mayBeDelimiterRow(line(number), of: bytes.span),
      !noteLines.contains(number), !noteLines.contains(number - 1),
      let delimiter = prefix(of: number, in: leaf),
      let alignments = TableSyntax.alignments(
        in: delimiter.content..<line(number).upperBound, of: bytes),
      let head = prefix(of: number - 1, in: leaf, isHead: true),
      TableSyntax.cells(in: head.content..<line(number - 1).upperBound, of: bytes).count
        == alignments.count
    else { return nil }
    var prefixes = [head]
    var end = number + 1
    while end <= leaf.lines.upperBound, !noteLines.contains(end),
      let prefix = prefix(of: end, in: leaf), isRow(end, from: prefix.content)
    {
      prefixes.append(prefix)
      end += 1
    }
    return Table(
      head: number - 1, rows: number + 1..<end, alignments: alignments, prefixes: prefixes)
  }

  private func line(_ number: Int) -> Range<Int> { lineStarts[number - 1]..<lineStarts[number] }

  /// What stands in front of a line, or `nil` if the line goes on with its paragraph only by
  /// CommonMark's leave for lazy people, which a table does not give.
  ///
  /// - Parameter isHead: Whether any indentation is allowed, as in a paragraph.
  private func prefix(
    of number: Int, in leaf: BlockStructure.Leaf, isHead: Bool = false
  ) -> Prefix? {
    let line = line(number)
    if number == leaf.lines.lowerBound {
      return Prefix(bytes: Array(bytes[line.lowerBound..<leaf.start]), content: leaf.start)
    }
    let reader = ContentReader(text: bytes, end: line.upperBound, quotes: leaf.quotes)
    let content = reader.skipPrefix(from: line.lowerBound)
    var prefix = Prefix(bytes: Array(bytes[line.lowerBound..<content]), content: content)
    guard prefix.bytes.count(where: { $0 == UInt8(ascii: ">") }) == leaf.quotes else { return nil }
    let column = BlockStructure.column(of: content, line: line.lowerBound, of: bytes)
    let sign = prefix.bytes.lastIndex(of: UInt8(ascii: ">")).map { line.lowerBound + $0 + 1 }
    let quoted = sign.map { BlockStructure.column(of: $0, line: line.lowerBound, of: bytes) + 1 }
    let base = max(quoted ?? 0, leaf.itemColumn)
    // Below the head, four columns of indentation are code.
    guard column >= leaf.itemColumn, isHead || column - base < 4 else { return nil }
    var excess = column - base
    while excess > 0, prefix.bytes.last == UInt8(ascii: " ") {
      prefix.bytes.removeLast()
      excess -= 1
    }
    return prefix
  }

  /// Whether a line goes on with a table: not if it is the sign of another block, which may
  /// interrupt a table more freely than the paragraph that libcmark takes it for.
  private func isRow(_ number: Int, from content: Int) -> Bool {
    let line = content..<line(number).upperBound
    guard let first = line.first else { return false }
    if bytes[first] == UInt8(ascii: "<"), line.count > 1,
      bytes[first + 1].isASCIILetter || bytes[first + 1] == UInt8(ascii: "/"),
      bytes[line].last(where: { !$0.isCommonMarkSpace }) == UInt8(ascii: ">")
    {
      return false
    }
    var end = first
    if bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+")
      || bytes[end] == UInt8(ascii: "*")
    {
      end += 1
    } else {
      while end < line.upperBound, end - first < 9, bytes[end].isASCIIDigit { end += 1 }
      let isMarked =
        end > first && end < line.upperBound
        && (bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"))
      end = isMarked ? end + 1 : first
    }
    let isListItem = end > first && (end == line.upperBound || bytes[end].isCommonMarkSpace)
    return !isListItem && !TableSyntax.cells(in: line, of: bytes).isEmpty
  }
}

extension [TableFinder.Table] {
  /// The line of the first table that takes the number of cells over a limit.
  func excess(over limit: Int) -> Int? {
    var count = 0
    for table in self {
      let (cells, overflow) = table.alignments.count.multipliedReportingOverflow(
        by: table.rows.count + 1)
      count += overflow ? limit : cells
      if count > limit { return table.head }
    }
    return nil
  }
}
