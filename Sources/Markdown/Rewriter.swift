/// Writes a body's tables and footnotes so that CommonMark can read what is in them.
///
/// libcmark knows neither, and their content is Markdown. So a first parse tells where they
/// can stand, and a text is written in which each cell is a heading of its own line, and each
/// footnote an item of one list in front of everything:
///
///     | a | b |          ###### a #
///     |---|---|    ->    ###### b #        +   Note.
///     [^1]: Note.                          <!-- -->
///
/// A heading's line and an item's indentation end exactly where a cell and a footnote end, so
/// nothing in them can reach out, and references to definitions work in both. The renderer
/// knows by the line what each of them is.
struct Rewriter {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  private let structure: BlockStructure
  private var result = Manuscript()

  /// The most cells that the tables of an article may have.
  private static let cellLimit = 20_000

  /// - Returns: The body as it is, if nothing in it needs to be rewritten.
  static func manuscript(
    of bytes: [UInt8], in range: Range<Int>, survey: Survey, report: inout Report
  ) -> Manuscript {
    let plain = Manuscript(text: bytes, range: range, lineStarts: survey.lineStarts)
    guard !survey.features.isDisjoint(with: [.tables, .footnotes]) else { return plain }
    let structure = Node.withDocument(parsing: bytes, range: range) {
      BlockStructure(of: $0, in: bytes, lineStarts: survey.lineStarts)
    }
    let footnotes = FootnoteFinder(
      bytes: bytes, lineStarts: survey.lineStarts, structure: structure
    )
    .definitions()
    let noteLines = Set(footnotes.flatMap { Array($0.lines) })
    let tables = TableFinder(
      bytes: bytes, lineStarts: survey.lineStarts, noteLines: noteLines
    ).tables(in: structure)
    guard !footnotes.isEmpty || !tables.isEmpty else { return plain }
    if let excess = tables.excess(over: cellLimit) {
      report.refuse(
        at: survey.lineStarts[excess - 1]..<survey.lineStarts[excess],
        "tables of more than \(cellLimit) cells are not read")
      return plain
    }
    var rewriter = Rewriter(bytes: bytes, lineStarts: survey.lineStarts, structure: structure)
    rewriter.write(footnotes, &report)
    rewriter.write(tables, without: noteLines)
    return rewriter.result
  }

  private init(bytes: [UInt8], lineStarts: [Int], structure: BlockStructure) {
    self.bytes = bytes
    self.lineStarts = lineStarts
    self.structure = structure
  }

  private func line(_ number: Int) -> Range<Int> { lineStarts[number - 1]..<lineStarts[number] }

  // MARK: - Footnotes

  private mutating func write(_ definitions: [FootnoteFinder.Definition], _ report: inout Report) {
    var labels: Set<[UInt8]> = []
    for definition in definitions {
      let label = bytes[definition.label].map(\.lowercasedASCII)
      guard labels.insert(label).inserted else {
        report.warn(
          at: definition.mark, "footnote \(Report.quote(label)) is defined twice",
          hint: "only the first is shown")
        continue
      }
      write(definition, index: result.footnotes.count)
      result.footnotes.append(Manuscript.Footnote(label: label, source: definition.mark))
    }
    guard !definitions.isEmpty else { return }
    result.beginLine()
    result.text.append("<!-- -->\n")
    result.footnoteLines = result.lineStarts.count
  }

  private mutating func write(_ definition: FootnoteFinder.Definition, index: Int) {
    result.beginLine(.footnote(index))
    result.text.append("+   ")
    var isFirst = true
    for number in definition.lines {
      var content = line(number)
      if number == definition.lines.lowerBound {
        content = definition.content..<content.upperBound
      } else if !isFirst {
        result.beginLine()
      }
      let isBlank = bytes[content].allSatisfy(\.isCommonMarkSpace)
      // The item must begin on the line of its sign.
      if isFirst, isBlank, number < definition.lines.upperBound { continue }
      if isFirst, let start = content.first(where: { !bytes[$0].isSpaceOrTab }) {
        content = start..<content.upperBound
      } else if !isBlank, definition.lazyLines.contains(number) {
        result.text.append("    ")
      }
      isFirst = false
      copyLine(content)
    }
  }

  private mutating func copyLine(_ content: Range<Int>) {
    result.copy(content, of: bytes)
    if result.text.last?.isLineEnding != true { result.text.append("\n") }
  }

  // MARK: - Tables

  private mutating func write(_ tables: [TableFinder.Table], without noteLines: Set<Int>) {
    var next = tables.makeIterator()
    var table = next.next()
    var number = 1
    while number < lineStarts.count {
      if let found = table, found.head == number {
        write(found)
        number = found.rows.upperBound
        table = next.next()
      } else {
        if !noteLines.contains(number) {
          result.beginLine()
          result.copy(line(number), of: bytes)
        } else if !noteLines.contains(number - 1) {
          result.beginLine()
          // What stood before the footnote and what comes after it stay apart.
          result.text.append("<!-- -->\n")
        }
        number += 1
      }
    }
    result.finish()
  }

  private mutating func write(_ table: TableFinder.Table) {
    let index = result.tables.count
    let lines = [table.head] + Array(table.rows)
    for (row, number) in lines.enumerated() {
      var prefix = table.prefixes[row]
      let cells = TableSyntax.cells(in: prefix.content..<line(number).upperBound, of: bytes)
      for (column, cell) in cells.prefix(table.alignments.count).enumerated() {
        result.beginLine(.cell(table: index, row: row, column: column))
        result.text += prefix.bytes
        result.text.append("###### ")
        copyUnescapingPipes(cell)
        result.text.append(" #\n")
        prefix.blankOut()
      }
    }
    result.tables.append(
      Manuscript.Table(alignments: table.alignments, rowCount: lines.count))
  }

  /// Copies a cell; `\|` is how a cell holds a `|`, even in code.
  private mutating func copyUnescapingPipes(_ cell: Range<Int>) {
    var start = cell.lowerBound
    for i in cell.dropLast()
    where bytes[i] == UInt8(ascii: "\\") && bytes[i + 1] == UInt8(ascii: "|") {
      result.copy(start..<i, of: bytes)
      start = i + 1
    }
    result.copy(start..<cell.upperBound, of: bytes)
  }
}
