/// Blocks: what stands on lines of its own.
extension Renderer {
  /// Whether a paragraph's list does without `<p>`.
  private func isTight(_ paragraph: Node) -> Bool {
    guard let item = paragraph.parent, let list = item.parent, item != openFootnote?.item else {
      return false
    }
    return list.kind == .list && list.isTightList
  }

  mutating func openParagraph(_ node: Node) {
    beginLeaf(node, kind: nil)
    if containers.isEmpty, openFootnote == nil, body.firstParagraph.isEmpty { startCollecting() }
    guard !isTight(node) else { return }
    startLine()
    isFigure = options.isArticle && holdsOnlyCaptionedImage(node)
    body.html.append(isFigure ? "<figure>" : "<p>")
  }

  mutating func closeParagraph(_ node: Node) {
    if collectsPlain { takeFirstParagraph() }
    guard !isTight(node) else { return }
    if endsFootnote(node), !isFigure { writeWayBack() }
    body.html.append(isFigure ? "</figure>\n" : "</p>\n")
    isFigure = false
  }

  mutating func open(heading node: Node) {
    if let cell = cell(of: node) {
      beginLeaf(node, kind: .table)
      return openCell(table: cell.table, row: cell.row, column: cell.column)
    }
    beginLeaf(node, kind: .heading)
    startLine()
    openHeading = (body.html.count, body.links.count)
    startCollecting()
    guard !options.isArticle else { return }
    write(headingTag: "<h", level: node.headingLevel)
  }

  mutating func close(heading node: Node) {
    guard cell(of: node) == nil else { return closeCell() }
    let title = takeTitle()
    guard options.isArticle else {
      write(headingTag: "</h", level: node.headingLevel)
      body.html.append(UInt8(ascii: "\n"))
      return
    }
    let level =
      max(node.headingLevel, options.topHeadingLevel)
    let id = ids.unique(for: title)
    if let openHeading { insertHeadingTag(level: level, id: id, at: openHeading) }
    openHeading = nil
    write(headingTag: "</h", level: level)
    body.html.append(UInt8(ascii: "\n"))
    if containers.isEmpty, openFootnote == nil {
      body.outline.append(Heading(level: level, id: id, title: title))
    }
  }

  private mutating func write(headingTag start: StaticString, level: Int) {
    body.html.append(start)
    body.html.append(decimal: level)
    body.html.append(UInt8(ascii: ">"))
  }

  /// Puts the opening tag in front of a heading's content, which decides the id.
  private mutating func insertHeadingTag(level: Int, id: String, at start: (html: Int, link: Int)) {
    var tag: [UInt8] = []
    tag.reserveCapacity(id.utf8.count + 16)
    tag.append("<h")
    tag.append(decimal: level)
    tag.append(" id=\"")
    tag.append(contentsOf: id.utf8)
    tag.append("\">")
    body.html.insert(contentsOf: tag, at: start.html)
    for i in body.links.indices[start.link...] {
      let attribute = body.links[i].attribute
      body.links[i].attribute =
        attribute.lowerBound + tag.count..<attribute.upperBound + tag.count
    }
  }

  mutating func visit(list node: Node, isEntering: Bool) {
    switch (isEntering, node.isOrderedList) {
    case (true, false):
      startLine()
      body.html.append("<ul>\n")
    case (true, true):
      startLine()
      body.html.append("<ol")
      if node.listStart != 1 {
        body.html.append(" start=\"")
        body.html.append(decimal: node.listStart)
        body.html.append("\"")
      }
      body.html.append(">\n")
    case (false, let isOrdered): body.html.append(isOrdered ? "</ol>\n" : "</ul>\n")
    }
  }

  mutating func visitItem(isEntering: Bool) {
    if isEntering {
      startLine()
      body.html.append("<li>")
      containers.append(.listItem)
    } else {
      body.html.append("</li>\n")
      containers.removeLast()
    }
  }

  mutating func visitQuote(isEntering: Bool) {
    startLine()
    if isEntering {
      body.html.append("<blockquote>\n")
      containers.append(.quote)
      quotes += 1
    } else {
      body.html.append("</blockquote>\n")
      containers.removeLast()
      quotes -= 1
    }
  }

  mutating func write(codeBlock node: Node) {
    startLine()
    body.html.append("<pre><code")
    node.withFenceInfo { write(fenceInfo: $0) }
    body.html.append(">")
    node.withLiteral { write(escaping: $0) }
    body.html.append("</code></pre>\n")
  }

  /// Writes the class that names a code block's language, which is the first word.
  private mutating func write(fenceInfo info: Span<UInt8>) {
    let word = [UInt8](copying: info).prefix { !$0.isCommonMarkSpace }
    guard !word.isEmpty else { return }
    if options.isArticle {
      guard word.count <= 32, word.allSatisfy(\.isLanguageNameByte) else { return }
    }
    body.html.append(" class=\"language-")
    body.html.append(sanitizing: word)
    body.html.append("\"")
  }

  mutating func write(htmlBlock node: Node) {
    startLine()
    if options.isTrusted {
      node.withLiteral { write(raw: $0) }
    } else {
      let start = lineStart(node.startLine)
      let lines = start..<max(start, lineStart(node.endLine + 1))
      node.withLiteral { refuse(html: $0, in: lines) }
    }
    startLine()
  }
}

extension UInt8 {
  /// What may name a language in a class: `c++`, `objective-c`, `f#`, `.net`, `x86_64`.
  fileprivate var isLanguageNameByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "+")
      || self == UInt8(ascii: "#") || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }
}
