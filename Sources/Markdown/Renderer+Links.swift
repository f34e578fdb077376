/// Links and images.
extension Renderer {
  /// A link or an image between its two events.
  struct OpenLink {
    var address = Address([])
    /// `nil` where nothing of it is written: inside the description of an image.
    var verdict: LinkPolicy.Verdict?
    var title: [UInt8] = []
    /// Its place in `links`, if it points into this site.
    var index: Int?
  }

  mutating func open(link node: Node) {
    aligner.enter(.link)
    guard imageDepth == 0 else { return openLinks.append(OpenLink()) }
    var link = judge(node, isImage: false)
    if link.isShown {
      body.html.append("<a href=\"")
      writeAddress(of: &link, kind: .link)
      writeTitle(link.title)
      if options.isArticle, case .external = link.verdict {
        body.html.append("\" rel=\"noopener noreferrer nofollow")
      }
      body.html.append("\">")
    }
    openLinks.append(link)
  }

  mutating func closeLink() {
    let place = aligner.exitLink()
    guard let link = openLinks.popLast() else { return }
    if link.isShown { body.html.append("</a>") }
    finish(link, at: place)
  }

  mutating func open(image node: Node) {
    aligner.enter(.image)
    raiseBoundary(to: .sentence)
    guard imageDepth == 0 else {
      imageDepth += 1
      return openLinks.append(OpenLink())
    }
    var image = judge(node, isImage: true)
    if image.isShown {
      body.html.append("<img src=\"")
      writeAddress(of: &image, kind: .image)
      body.html.append("\" alt=\"")
      imageDepth = 1
    }
    openLinks.append(image)
  }

  mutating func closeImage() {
    let place = aligner.exitLink()
    guard let image = openLinks.popLast() else { return }
    if image.verdict == nil {
      imageDepth -= 1
    } else if image.isShown {
      imageDepth = 0
      if !isFigure { writeTitle(image.title) }
      body.html.append(options.isArticle ? "\" loading=\"lazy\" />" : "\" />")
      if isFigure { writeCaption(image.title, at: place?.title) }
    }
    finish(image, at: place)
    raiseBoundary(to: .sentence)
  }

  /// Whether a paragraph is one image with a title, which then becomes its caption.
  func holdsOnlyCaptionedImage(_ paragraph: Node) -> Bool {
    guard let image = paragraph.firstChild, image.kind == .image, image.next == nil,
      !image.title.isEmpty
    else { return false }
    return judge(image, isImage: true).isShown
  }

  /// Warns of links to headings that this page does not have.
  mutating func checkFragments() {
    for link in body.links where link.destination.utf8.first == UInt8(ascii: "#") {
      let id = String(link.destination.dropFirst())
      guard !id.isEmpty, id != "top", !ids.contains(id) else { continue }
      report.warn(
        at: link.source, "no heading of this page has the id `\(id)`",
        hint: ids.closest(to: id).map { "did you mean `#\($0)`?" })
    }
  }

  // MARK: - Parts

  private func judge(_ node: Node, isImage: Bool) -> OpenLink {
    var link = OpenLink(title: node.title)
    if options.isTrusted {
      link.address = Address(asWritten: node.destination)
      link.verdict = .contact
      return link
    }
    link.address = Address(node.destination)
    link.verdict = options.links.verdict(on: link.address, isImage: isImage)
    if options.isArticle, link.address.bytes.isEmpty { link.verdict = .refused(.empty) }
    return link
  }

  private mutating func writeAddress(of link: inout OpenLink, kind: LocalLink.Kind) {
    let start = body.html.count
    body.html.append(encodingAddress: link.address.bytes)
    guard options.isArticle, link.verdict == .local else { return }
    link.index = body.links.count
    body.links.append(
      LocalLink(
        kind: kind, destination: String(decoding: link.address.bytes, as: UTF8.self),
        source: aligner.cursor..<aligner.cursor, attribute: start..<body.html.count))
  }

  private mutating func writeTitle(_ title: [UInt8]) {
    guard !title.isEmpty else { return }
    body.html.append("\" title=\"")
    body.html.append(sanitizing: title)
  }

  private mutating func writeCaption(_ title: [UInt8], at range: Range<Int>?) {
    body.html.append("<figcaption>")
    body.html.append(sanitizing: title)
    body.html.append("</figcaption>")
    guard let range, manuscript.text[range].elementsEqual(title) else { return }
    boundary = .sentence
    manuscript.offsets.forEachCopy(in: range) {
      body.prose.append(Prose(range: $0, boundary: boundary, kind: .caption))
      boundary = .joined
    }
  }

  /// Says where a link was, now that its end is known.
  private mutating func finish(_ link: OpenLink, at place: Aligner.LinkPlace?) {
    guard options.isArticle, let verdict = link.verdict else { return }
    let range = sourceRange(of: place)
    if let index = link.index { body.links[index].source = range }
    var shown: String { Report.quote(link.address.bytes) }
    if case .refused(let reason) = verdict {
      report.warn(
        at: range,
        link.address.bytes.isEmpty ? reason.rawValue : "\(reason.rawValue): \(shown)",
        hint: reason.hint)
    } else if case .external(let host) = verdict, link.address.mixesScripts(in: host) {
      report.warn(
        at: range, "the host of this address mixes letters of several scripts: \(shown)",
        hint: "one of them may be made to look like another host's")
    } else if link.address.hadUserInfo {
      report.warn(at: range, "the user name is taken out of this address: \(shown)")
    } else if link.address.hadHiddenCharacters {
      report.warn(at: range, "invisible characters are taken out of this address: \(shown)")
    }
  }

  /// Where the author wrote the address: in the link or in its definition, else the link.
  private mutating func sourceRange(of place: Aligner.LinkPlace?) -> Range<Int> {
    guard let place else {
      let here = manuscript.offsets.source(of: aligner.cursor)
      return here..<here
    }
    var range = place.destination
    if let label = place.label {
      let index = definitions ?? DefinitionIndex(of: manuscript)
      definitions = index
      range = index.destination(for: manuscript.text[label])
    }
    let isMissing = range?.isEmpty ?? true
    return manuscript.offsets.source(of: isMissing ? place.whole : range ?? place.whole)
  }
}

extension Renderer.OpenLink {
  /// Whether its tag is written.
  var isShown: Bool {
    switch verdict {
    case nil, .refused: false
    case .local, .external, .contact: true
    }
  }
}
