package import Addresses
package import Diagnostics
internal import Language

/// What is wrong with a site as a whole: two files for one address, links to nothing.
package struct SiteCheck: Sendable {
  package let site: Site
  package let pages: [Page]
  package let resolver: LinkResolver
  /// Where the pages lie, then the files.
  let places: TextTable
  /// Files that are published as they are: the path of each and the file it comes from.
  let files: [(path: SitePath, source: String)]

  /// - Parameter files: Static files and assets.
  package init(site: Site, pages: [Page], files: [(path: SitePath, source: String)]) {
    self.site = site
    self.pages = pages
    self.files = files
    places = TextTable(count: pages.count + files.count) { place, bytes in
      if place < pages.count {
        let page = pages[place]
        let address = page.isAlias ? page.address.folder : page.address
        bytes.append(contentsOf: address.path.utf8)
      } else {
        bytes.append(UInt8(ascii: "/"))
        bytes.append(contentsOf: files[place - pages.count].path.text.utf8)
      }
    }
    resolver = LinkResolver(site: site, addresses: places)
  }

  /// What is wrong with the site, but for the links of its texts: see `finding(of:source:)`.
  ///
  /// - Parameter source: Loads an author's file again, for the place in a message.
  /// - Complexity: O(*n*) in the pages.
  package func diagnostics(source: (String) -> SourceText) -> [Diagnostic] {
    // Thousands of messages may be about one file.
    var sources: [String: SourceText] = [:]
    func remembered(_ path: String) -> SourceText {
      if let known = sources[path] { return known }
      let read = source(path)
      sources[path] = read
      return read
    }
    return collisions(source: remembered) + blockedFolders(source: remembered)
      + twins(source: remembered) + termClashes(source: remembered) + menuFaults()
  }

  // MARK: - Articles

  /// Files that are one article in one language: `bai.md` and `bai.vi.md`, or `bai.md` and
  /// `bai.en.md` with a `lang: vi`.
  private func twins(source: (String) -> SourceText) -> [Diagnostic] {
    let names = FileName.Languages(site.settings.languages)
    return [site.articles, site.standingPages].flatMap { articles in
      articles.compactMap { article in
        guard names.mayBeTwin(article.file, in: article.language),
          let twin = twin(of: article, by: names)
        else { return nil }
        let file = source(article.file)
        return Diagnostic(
          in: file, at: file.start, "the same article in the same language as `\(twin.file)`",
          hint: "remove one of the two, or give it another name or another `lang`")
      }
    }
  }

  /// The file that an article is the twin of. Of two that may each be the other's, only the
  /// later one has it.
  private func twin(of article: Article, by names: FileName.Languages) -> Article? {
    var isLater = false
    for name in names.names(of: article.stem) {
      if name.utf8.elementsEqual(article.file.utf8) {
        isLater = true
      } else if let other = resolver.article(of: name), other.language == article.language,
        !isLater || !names.mayBeTwin(name, in: other.language)
      {
        return other
      }
    }
    return nil
  }

  /// Different words that editors file articles under, and one address for both.
  private func termClashes(source: (String) -> SourceText) -> [Diagnostic] {
    site.termClashes.map { clash in
      let file = source(site.articles[clash.use.article].file)
      let other = source(site.articles[clash.earlier.article].file)
      return clash.use.term.clash(in: file, with: clash.earlier.term, in: other)
    }
  }

  // MARK: - Links

  /// What comes of an article or a standing page now that everything has its place.
  package struct Finding: Sendable {
    /// A number that is another whenever its own page shows something else of it.
    var text: UInt64
    /// A number that is another whenever pages of others show something else of it.
    var card: UInt64
    /// Links to nothing.
    package var faults: [Diagnostic] = []
  }

  /// Follows the links of a text, by its place among the articles and then the standing pages.
  ///
  /// - Complexity: O(*n*) in the links.
  package func finding(
    of place: Int, source: (String) -> SourceText
  ) -> Finding {
    let others = place - site.articles.count
    let article = others < 0 ? site.articles[place] : site.standingPages[others]
    var faults: [Diagnostic] = []
    lazy var file = source(article.file)
    func follow(_ destination: String, at range: Range<Int>, _ hash: inout HashMixer) {
      switch resolver.target(of: destination, in: article) {
      case .success(let target):
        hash.mix(target.address?.path ?? "")
        hash.mix(target.suffix)
      case .failure(let fault):
        faults.append(Diagnostic(in: file, at: range, fault.message, hint: fault.hint))
      }
    }
    var text = HashMixer()
    text.mix(article.sourceHash)
    text.mix(article.cardHash)
    for link in article.links { follow(link.destination, at: link.range, &text) }
    var card = HashMixer()
    card.mix(article.cardHash)
    if let src = article.image?.src, !src.value.isWebAddress {
      follow(src.value, at: src.range, &card)
      if isPage(src.value, seenFrom: article) {
        faults.append(
          Diagnostic(
            in: file, at: src.range, "a page, not an image: `\(src.value)`",
            hint: "images lie in content/static: write `/images/…`"))
      }
    }
    return Finding(text: text.value, card: card.value, faults: faults)
  }

  private func isPage(_ destination: String, seenFrom article: Article) -> Bool {
    guard case .success(let target) = resolver.target(of: destination, in: article) else {
      return false
    }
    return target.address.map { places.place(of: $0.folder.path).map { $0 < pages.count } ?? false }
      ?? true
  }

  private func menuFaults() -> [Diagnostic] {
    let stems = Set(site.standingPages.map(\.stem))
    return site.settings.menu.compactMap { item in
      if ["tags", "timeline"].contains(item.value)
        || stems.contains(SiteSettings.pagesFolder + item.value)
      {
        return nil
      }
      return Diagnostic(
        in: site.settings.source, at: item.range, "no standing page `\(item.value)`",
        hint: "write `tags`, `timeline` or the name of a file in content/pages without `.md`")
    }
  }
}

extension SourceText {
  /// The first line, for messages about the file as a whole.
  var start: Range<Int> { lineRange(at: 0) }
}
