/// Tables, whose cells libcmark sees as headings of one line.
extension Renderer {
  /// The table that is open and the cell that was written last.
  struct OpenTable {
    var index: Int
    var row = -1
    /// The next column to write.
    var column = 0
  }

  /// The place in a table of the cell that a node is, if it is one.
  func cell(of node: Node) -> (table: Int, row: Int, column: Int)? {
    guard manuscript.isRewritten, node.kind == .heading,
      case .cell(let table, let row, let column) = manuscript.role(of: node.startLine)
    else { return nil }
    return (table, row, column)
  }

  /// Closes the table if a node is not in it.
  mutating func closeTable(before node: Node) {
    switch node.kind {
    case .text, .softBreak, .lineBreak, .code, .html, .customInline, .emphasis, .strong, .link,
      .image:
      return
    default: if cell(of: node)?.table != table?.index { closeTable() }
    }
  }

  mutating func openCell(table index: Int, row: Int, column: Int) {
    if table == nil { openTable(index) }
    if table?.row != row {
      closeRow()
      openRow(row)
    }
    fillRow(to: column)
    writeCellTag(column: column)
    table?.column = column + 1
  }

  mutating func closeCell() {
    body.html.append(table?.row == 0 ? "</th>\n" : "</td>\n")
  }

  mutating func closeTable() {
    guard let open = table else { return }
    closeRow()
    if open.row > 0 { body.html.append("</tbody>\n") }
    body.html.append("</table>\n</div>\n")
    table = nil
  }

  /// Opens a table in a region that scrolls and that the keyboard reaches.
  private mutating func openTable(_ index: Int) {
    startLine()
    body.html.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
    body.html.append(sanitizing: options.labels.table.utf8)
    body.html.append(" ")
    body.html.append(decimal: index + 1)
    body.html.append("\">\n<table>\n")
    table = OpenTable(index: index)
  }

  private mutating func openRow(_ row: Int) {
    if row == 0 {
      body.html.append("<thead>\n")
    } else if let open = table, open.row <= 0 {
      body.html.append("<tbody>\n")
    }
    body.html.append("<tr>\n")
    table?.row = row
    table?.column = 0
  }

  private mutating func closeRow() {
    guard let open = table, open.row >= 0 else { return }
    fillRow(to: manuscript.tables[open.index].alignments.count)
    body.html.append(open.row == 0 ? "</tr>\n</thead>\n" : "</tr>\n")
  }

  /// Writes the cells that a short row leaves out.
  private mutating func fillRow(to column: Int) {
    while let next = table?.column, next < column {
      writeCellTag(column: next)
      closeCell()
      table?.column = next + 1
    }
  }

  private mutating func writeCellTag(column: Int) {
    guard let open = table else { return }
    body.html.append(open.row == 0 ? "<th scope=\"col\"" : "<td")
    let alignments = manuscript.tables[open.index].alignments
    switch column < alignments.count ? alignments[column] : .none {
    case .none: body.html.append(">")
    case .left: body.html.append(" class=\"align-left\">")
    case .center: body.html.append(" class=\"align-center\">")
    case .right: body.html.append(" class=\"align-right\">")
    }
  }
}
