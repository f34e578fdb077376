/// Inlines other than links: what stands within a line.
extension Renderer {
  /// Writes text and finds it in the source.
  mutating func write(text literal: Span<UInt8>) {
    collect(literal)
    guard aligner.isVerbatim(literal) else { return writeAligning(literal) }
    addProse(aligner.cursor..<aligner.cursor + literal.count)
    aligner.advance(by: literal.count)
    write(escaping: literal)
  }

  /// Writes text that may hold escapes and entities in the source, byte by byte.
  private mutating func writeAligning(_ literal: Span<UInt8>) {
    var i = 0
    while !aligner.isLost, i < literal.count {
      let byte = aligner.reader.byte(aligner.cursor)
      let isEscape =
        byte == UInt8(ascii: "\\")
        && aligner.reader.byte(aligner.cursor + 1).isASCIIPunctuation
      if isEscape { aligner.advance(by: 1) }
      if byte == UInt8(ascii: "&"), let entity = aligner.reader.entity(at: aligner.cursor) {
        guard literal.holds(entity.text, at: i) else { break }
        body.html.append(sanitizing: entity.text)
        raiseBoundary(to: .space)
        aligner.move(to: entity.end)
        i += entity.text.count
      } else {
        let count = runLength(of: literal, from: i, startsEscaped: isEscape)
        guard count > 0 else { break }
        addProse(aligner.cursor..<aligner.cursor + count)
        aligner.advance(by: count)
        write(escaping: literal.extracting(i..<i + count))
        i += count
      }
    }
    guard i < literal.count else { return }
    aligner.lose()
    body.html.append(sanitizing: [UInt8](copying: literal.extracting(i...)))
  }

  /// How many bytes of `literal` stand in the source as they are.
  private func runLength(
    of literal: Span<UInt8>, from start: Int, startsEscaped: Bool
  ) -> Int {
    var count = 0
    while start + count < literal.count {
      let byte = aligner.reader.byte(aligner.cursor + count)
      guard byte == literal[start + count] else { break }
      // An escaped byte is taken whatever it is; the next such byte may begin something.
      let isSpecial = byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
      if isSpecial, count > 0 { break }
      if isSpecial, !startsEscaped, beginsEscapeOrEntity(at: aligner.cursor) { break }
      count += 1
    }
    return count
  }

  private func beginsEscapeOrEntity(at offset: Int) -> Bool {
    aligner.reader.byte(offset) == UInt8(ascii: "\\")
      ? aligner.reader.byte(offset + 1).isASCIIPunctuation
      : aligner.reader.entity(at: offset) != nil
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
    refuse(html: literal, in: aligner.isLost ? start..<start : start..<aligner.cursor)
  }

  /// Leaves raw HTML out; a comment is meant to be unseen, so it needs no warning.
  mutating func refuse(html literal: Span<UInt8>, in range: Range<Int>) {
    guard options.isArticle, !literal.holds(Array("<!--".utf8), at: 0) else { return }
    report.warn(
      at: range, "raw HTML is left out: \(Report.quote([UInt8](copying: literal)))",
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

  mutating func collect(_ literal: Span<UInt8>) {
    if collectsPlain { plain.append(copying: literal) }
  }

  /// Ends the collection.
  ///
  /// - Returns: The text with single spaces and without forbidden characters.
  mutating func takePlainText() -> String {
    collectsPlain = false
    var text: [UInt8] = []
    text.append(sanitizing: plain, escapes: false)
    var folded: [UInt8] = []
    for byte in text {
      if !byte.isCommonMarkSpace {
        folded.append(byte)
      } else if let last = folded.last, last != UInt8(ascii: " ") {
        folded.append(UInt8(ascii: " "))
      }
    }
    if folded.last == UInt8(ascii: " ") { folded.removeLast() }
    return String(decoding: folded, as: UTF8.self)
  }
}
