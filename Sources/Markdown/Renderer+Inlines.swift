/// Inlines other than links: what stands within a line.
extension Renderer {
  /// Writes text and finds it in the source.
  mutating func write(text literal: Span<UInt8>) {
    guard !aligner.isInAutolink else { return writeAddressText(literal) }
    let classes = literal.byteClasses
    guard aligner.isVerbatim(literal, classes, watching: watched) else {
      return writeAligning(literal)
    }
    addProse(aligner.cursor..<aligner.cursor + literal.count)
    aligner.cursor += literal.count
    collect(literal)
    if classes.isDisjoint(with: [.escaped, .suspicious]) {
      body.html.append(copying: literal)
    } else {
      write(escaping: literal)
    }
  }

  /// Writes text that is not all as it stands in the source, piece by piece.
  private mutating func writeAligning(_ literal: Span<UInt8>) {
    var i = 0
    while i < literal.count {
      guard let piece = aligner.nextPiece(of: literal, from: i, watching: watched) else {
        let rest = [UInt8](copying: literal.extracting(i...))
        collect(literal.extracting(i...))
        return body.html.append(sanitizing: rest)
      }
      switch piece {
      case .run(let range):
        addProse(range)
        write(aligned: literal.extracting(i..<i + range.count))
        i += range.count
      case .entity(let entity):
        raiseBoundary(to: .space)
        collect(entity.text.span)
        body.html.append(sanitizing: entity.text)
        i += entity.text.count
      case .tildes(let start, let count):
        if !writeStrike(at: start) { write(aligned: literal.extracting(i..<i + count)) }
        i += count
      case .footnoteMark(let label, let whole):
        if !writeFootnoteMark(label: label, whole: whole) {
          write(aligned: literal.extracting(i..<i + whole.count))
        }
        i += whole.count
      }
    }
  }

  /// Writes the address that an automatic link shows, which is not prose.
  private mutating func writeAddressText(_ literal: Span<UInt8>) {
    collect(literal)
    body.html.append(sanitizing: [UInt8](copying: literal))
  }

  private mutating func write(aligned literal: Span<UInt8>) {
    collect(literal)
    write(escaping: literal)
  }

  /// Writes the tag for a pair of `~` that strikes text out.
  ///
  /// - Returns: `false` if the `~` are only text.
  private mutating func writeStrike(at offset: Int) -> Bool {
    guard let isOpening = strikes[offset] else { return false }
    write(tag: isOpening ? "<del>" : "</del>")
    return true
  }

  mutating func writeBreak(_ kind: Node.Kind) {
    aligner.enter(kind)
    raiseBoundary(to: .space)
    if collectsPlain { plain.append(UInt8(ascii: " ")) }
    if imageDepth > 0 {
      body.html.append(UInt8(ascii: " "))
    } else {
      body.html.append(kind == .lineBreak ? "<br />\n" : "\n")
    }
  }

  mutating func writeEmphasis(_ kind: Node.Kind, isEntering: Bool) {
    let isStrong = kind == .strong
    if isEntering {
      aligner.enter(kind)
      write(tag: isStrong ? "<strong>" : "<em>")
    } else {
      aligner.exitEmphasis(isStrong: isStrong)
      write(tag: isStrong ? "</strong>" : "</em>")
    }
  }

  mutating func writeCode(_ node: Node) {
    aligner.enter(.code)
    raiseBoundary(to: .space)
    write(tag: "<code>")
    node.withLiteral {
      collect($0)
      write(escaping: $0)
    }
    write(tag: "</code>")
  }

  mutating func write(htmlTag literal: Span<UInt8>) {
    let start = aligner.cursor
    aligner.skip(html: literal)
    if imageDepth > 0 {
      // The description of an image is text; libcmark keeps the tag as text there.
      if !options.isArticle { write(escaping: literal) }
    } else if options.isTrusted {
      write(raw: literal)
      return
    }
    guard !options.isTrusted else { return }
    refuse(html: literal, in: start..<max(start, aligner.cursor))
  }

  /// Leaves raw HTML out; a comment is meant to be unseen, so it needs no warning.
  mutating func refuse(html literal: Span<UInt8>, in range: Range<Int>) {
    guard options.isArticle, !literal.holds(Array("<!--".utf8), at: 0) else { return }
    report.warn(
      at: manuscript.offsets.source(of: range),
      "raw HTML is left out: \(Report.quote([UInt8](copying: literal)))",
      hint: "write Markdown, or the tag between backticks to show it")
  }

  // MARK: - Bytes

  mutating func write(escaping literal: Span<UInt8>) {
    if holdsForbiddenCharacters {
      body.html.append(sanitizing: [UInt8](copying: literal))
    } else {
      body.html.append(escaping: literal)
    }
  }

  mutating func write(raw literal: Span<UInt8>) {
    if holdsForbiddenCharacters {
      body.html.append(sanitizing: [UInt8](copying: literal), escapes: false)
    } else {
      body.html.append(copying: literal)
    }
  }

  // MARK: - Plain text

  mutating func startCollecting() {
    plain.removeAll(keepingCapacity: true)
    collectsPlain = options.isArticle
  }

  /// Adds to the plain text; the description of an image is no part of a summary.
  mutating func collect(_ literal: Span<UInt8>) {
    guard collectsPlain, imageDepth == 0 || openHeading != nil else { return }
    plain.append(copying: literal)
  }

  /// Ends the collection of a paragraph. If it has no text, the next one may have.
  mutating func takeFirstParagraph() {
    collectsPlain = false
    let hasText = plain.contains { (0x21...0x7E).contains($0) }
    if hasText || !String(plainText: plain).isEmpty { swap(&body.firstParagraph, &plain) }
  }

  /// Ends the collection of a heading.
  mutating func takeTitle() -> String {
    collectsPlain = false
    return String(plainText: plain)
  }
}

extension String {
  /// Makes text of what was collected, with single spaces and without forbidden characters.
  init(plainText collected: [UInt8]) {
    let isClean = !collected.span.byteClasses.contains(.suspicious)
    if isClean, !collected.holdsSpacesToFold {
      self.init(decoding: collected, as: UTF8.self)
      return
    }
    var allowed: [UInt8] = []
    allowed.append(sanitizing: collected, escapes: false)
    self.init(decoding: allowed.foldingSpaces, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Whether spaces stand at an end or side by side, or nothing stands there at all.
  fileprivate var holdsSpacesToFold: Bool {
    let space = UInt8(ascii: " ")
    var last = space
    for byte in self {
      if byte == space, last == space { return true }
      last = byte
    }
    return last == space
  }

  /// The words with a space between each and the next.
  fileprivate var foldingSpaces: [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(count)
    for byte in self {
      if !byte.isCommonMarkSpace {
        folded.append(byte)
      } else if let last = folded.last, last != UInt8(ascii: " ") {
        folded.append(UInt8(ascii: " "))
      }
    }
    if folded.last == UInt8(ascii: " ") { folded.removeLast() }
    return folded
  }
}
