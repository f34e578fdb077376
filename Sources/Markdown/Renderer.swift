internal import Diagnostics

/// Turns one tree into a `RenderedBody`.
///
/// One walk does everything: HTML, outline, prose, links and diagnostics. The HTML follows
/// libcmark's own renderer byte for byte in what CommonMark defines.
struct Renderer {
  let options: RenderingOptions
  /// The text that libcmark read.
  let manuscript: Manuscript
  /// What text is watched for: what is neither CommonMark nor decided before the walk.
  let watched: Survey.Features
  /// Whether the text holds characters that may not reach a page.
  let holdsForbiddenCharacters: Bool

  var aligner: Aligner
  var body = RenderedBody()
  var report: Report
  var ids: HeadingIDs

  // MARK: Where the walk is

  /// The quotations and list items round the current node, outermost first.
  var containers: [Prose.Kind] = []
  var quotes = 0
  /// How the next run of prose follows the last.
  var boundary = Prose.Boundary.sentence
  var proseKind = Prose.Kind.paragraph
  var openLinks: [OpenLink] = []
  /// How many images are open; inside the first, everything is its description.
  var imageDepth = 0
  /// Plain text of the heading or of the first paragraph, while one is open.
  var plain: [UInt8] = []
  var collectsPlain = false
  /// Where the heading that is open begins in the HTML and in `links`.
  var openHeading: (html: Int, link: Int)?
  /// The `~~` of the current leaf that strike text out: whether each opens or closes.
  var strikes: [Int: Bool] = [:]
  /// Whether the paragraph that is open is written as a figure.
  var isFigure = false
  var table: OpenTable?
  var footnotes: Footnotes
  var openFootnote: OpenFootnote?
  /// Made when a reference link is met.
  var definitions: DefinitionIndex?

  init(manuscript: Manuscript, survey: Survey, report: Report, options: RenderingOptions) {
    self.options = options
    self.manuscript = manuscript
    holdsForbiddenCharacters = survey.holdsForbiddenCharacters
    watched = options.isArticle ? survey.features.subtracting(.tables) : []
    aligner = Aligner(text: manuscript.text)
    self.report = report
    ids = HeadingIDs(reserved: options.reservedIDs)
    footnotes = Footnotes(labels: manuscript.footnotes.map(\.label))
  }

  mutating func render(_ root: Node) {
    body.html.reserveCapacity(manuscript.text.count * 5 / 4 + 256)
    body.prose.reserveCapacity(manuscript.lineStarts.count)
    if manuscript.isRewritten {
      renderRewritten(root)
    } else {
      root.walk { visit($0, isEntering: $1) }
    }
    checkFragments()
    body.diagnostics = report.diagnostics.sortedForReading()
  }

  /// Renders a document whose first blocks are its footnotes and the line that ends them.
  private mutating func renderRewritten(_ root: Node) {
    var items: [Node?] = Array(repeating: nil, count: manuscript.footnotes.count)
    var block = root.firstChild
    while let node = block, node.startLine <= manuscript.footnoteLines {
      var item = node.kind == .list ? node.firstChild : nil
      while let node = item {
        if case .footnote(let index) = manuscript.role(of: node.startLine) { items[index] = node }
        item = node.next
      }
      block = node.next
    }
    while let node = block {
      node.walk { visit($0, isEntering: $1) }
      block = node.next
    }
    closeTable()
    renderFootnotes(items)
  }

  mutating func visit(_ node: Node, isEntering: Bool) {
    if table != nil { closeTable(before: node) }
    switch node.kind {
    case .text: node.withLiteral { write(text: $0) }
    case .softBreak, .lineBreak: writeBreak(node.kind)
    case .paragraph: isEntering ? openParagraph(node) : closeParagraph(node)
    case .emphasis, .strong: writeEmphasis(node.kind, isEntering: isEntering)
    case .link: isEntering ? open(link: node) : closeLink()
    case .image: isEntering ? open(image: node) : closeImage()
    case .code: writeCode(node)
    case .html: node.withLiteral { write(htmlTag: $0) }
    case .heading: isEntering ? open(heading: node) : close(heading: node)
    case .item: visitItem(isEntering: isEntering)
    case .list: visit(list: node, isEntering: isEntering)
    case .blockQuote: visitQuote(isEntering: isEntering)
    case .codeBlock: write(codeBlock: node)
    case .htmlBlock: write(htmlBlock: node)
    case .thematicBreak:
      startLine()
      body.html.append("<hr />\n")
    case .document, .none, .customBlock, .customInline: break
    }
  }

  // MARK: - Shared by all nodes

  /// Starts a new line unless one was just started.
  mutating func startLine() {
    if let last = body.html.last, last != UInt8(ascii: "\n") {
      body.html.append(UInt8(ascii: "\n"))
    }
  }

  /// Writes a tag, but not into the description of an image.
  mutating func write(tag: StaticString) {
    if imageDepth == 0 { body.html.append(tag) }
  }

  mutating func raiseBoundary(to boundary: Prose.Boundary) {
    self.boundary = max(self.boundary, boundary)
  }

  /// Adds bytes of the text to the prose.
  mutating func addProse(_ range: Range<Int>) {
    guard options.isArticle, !range.isEmpty, !aligner.isInAutolink else { return }
    let kind = imageDepth > 0 ? .caption : proseKind
    manuscript.offsets.forEachCopy(in: range) {
      body.prose.append(Prose(range: $0, boundary: boundary, kind: kind))
      boundary = .joined
    }
  }

  /// Points the aligner at the content of a paragraph or a heading.
  mutating func beginLeaf(_ node: Node, kind: Prose.Kind?) {
    var start = lineStart(node.startLine) + node.startColumn - 1
    // libcmark leaves a byte-order mark at the very start out.
    if start == manuscript.range.lowerBound,
      manuscript.text.span.holds([0xEF, 0xBB, 0xBF], at: start)
    {
      start += 3
    }
    aligner.beginLeaf(
      start: start, end: lineStart(node.endLine + 1), quotes: quotes,
      isHeading: node.kind == .heading)
    proseKind = kind ?? containers.last ?? .paragraph
    boundary = .sentence
    findStrikes(in: node)
  }

  /// The offset at which a line, counted from 1, begins.
  func lineStart(_ line: Int) -> Int {
    let starts = manuscript.lineStarts
    return starts[min(max(line - 1, 0), starts.count - 1)]
  }
}
