/// Footnotes: their marks in the text, and their texts at the end.
///
/// The ids hold a colon, which no heading's id does.
extension Renderer {
  /// The footnote that is being written.
  struct OpenFootnote {
    var item: Node
    var number: Int
    var markCount: Int
    /// Whether the way back to the text is written.
    var hasWayBack = false
  }

  /// The most marks that a body may have: each becomes two links.
  private static let markLimit = 5_000

  /// Writes a mark such as `[^1]`.
  ///
  /// - Returns: `false` if the mark is only text.
  mutating func writeFootnoteMark(label: Range<Int>, whole: Range<Int>) -> Bool {
    // A link cannot stand in a link, nor in the description of an image.
    guard openLinks.isEmpty else { return false }
    guard let use = footnotes.use(label: manuscript.text[label]) else {
      report.warn(
        at: manuscript.offsets.source(of: whole),
        "no footnote is defined for \(Report.quote(manuscript.text[whole]))",
        hint: "write `\(String(decoding: manuscript.text[whole], as: UTF8.self)): …` "
          + "on a line of its own")
      return false
    }
    guard footnotes.markCount <= Self.markLimit else {
      report.refuse(
        at: manuscript.offsets.source(of: whole),
        "more than \(Self.markLimit) footnote marks stand in this article")
      return true
    }
    body.html.append("<sup class=\"footnote-mark\"><a href=\"#fn:")
    body.html.append(decimal: use.number)
    body.html.append("\" id=\"")
    writeMarkID(number: use.number, mark: use.mark)
    body.html.append("\" role=\"doc-noteref\">")
    body.html.append(decimal: use.number)
    body.html.append("</a></sup>")
    raiseBoundary(to: .space)
    return true
  }

  private mutating func writeMarkID(number: Int, mark: Int) {
    body.html.append("fnref:")
    body.html.append(decimal: number)
    guard mark > 1 else { return }
    body.html.append(":")
    body.html.append(decimal: mark)
  }

  /// Writes the footnotes that are used; one may be used first in another.
  ///
  /// - Parameter items: The list items that hold them, in the order of the body.
  mutating func renderFootnotes(_ items: [Node?]) {
    if !footnotes.order.isEmpty {
      startLine()
      body.html.append("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"")
      body.html.append(sanitizing: options.labels.footnotes.utf8)
      body.html.append("\">\n<ol>\n")
      var position = 0
      while position < footnotes.order.count {
        let index = footnotes.order[position]
        position += 1
        if let item = items[index] { render(footnote: item, index: index, number: position) }
      }
      body.html.append("</ol>\n</section>\n")
    }
    for (index, footnote) in manuscript.footnotes.enumerated() where footnotes.marks[index] == 0 {
      report.warn(
        at: footnote.source, "footnote \(Report.quote(footnote.label)) is never used",
        hint: "write `[^\(String(decoding: footnote.label, as: UTF8.self))]` where it belongs")
    }
  }

  private mutating func render(footnote item: Node, index: Int, number: Int) {
    body.html.append("<li id=\"fn:")
    body.html.append(decimal: number)
    body.html.append("\">\n")
    openFootnote = OpenFootnote(item: item, number: number, markCount: footnotes.marks[index])
    var block = item.firstChild
    while let node = block {
      node.walk { visit($0, isEntering: $1) }
      block = node.next
    }
    if openFootnote?.hasWayBack == false {
      startLine()
      body.html.append("<p>")
      writeWayBack()
      body.html.append("</p>\n")
    }
    openFootnote = nil
    body.html.append("</li>\n")
  }

  /// Whether a paragraph is the last block of the footnote that is open.
  func endsFootnote(_ paragraph: Node) -> Bool {
    guard let open = openFootnote else { return false }
    return paragraph.parent == open.item && paragraph.next == nil
  }

  /// Writes a link to each mark of the footnote.
  mutating func writeWayBack() {
    guard let open = openFootnote else { return }
    openFootnote?.hasWayBack = true
    for mark in 1...max(open.markCount, 1) {
      if mark > 1 || body.html.last != UInt8(ascii: ">") { body.html.append(" ") }
      body.html.append("<a href=\"#")
      writeMarkID(number: open.number, mark: mark)
      body.html.append("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"")
      body.html.append(sanitizing: options.labels.backToText.utf8)
      body.html.append(" ")
      body.html.append(decimal: open.number)
      if mark > 1 {
        body.html.append("-")
        body.html.append(decimal: mark)
      }
      // U+FE0E keeps the arrow from being shown as an emoji.
      body.html.append("\">\u{21A9}\u{FE0E}")
      if mark > 1 {
        body.html.append("<sup>")
        body.html.append(decimal: mark)
        body.html.append("</sup>")
      }
      body.html.append("</a>")
    }
  }
}
