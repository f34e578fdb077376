package import Addresses
package import Diagnostics
internal import Language
internal import Topics

/// What is wrong with a site as a whole: two files for one address, links to nothing.
package struct SiteCheck: Sendable {
  package let site: Site
  package let pages: [Page]
  package let resolver: LinkResolver
  /// Files that are published as they are: the path of each and the file it comes from.
  private let files: [(path: SitePath, source: String)]

  /// - Parameter files: Static files and assets.
  package init(site: Site, pages: [Page], files: [(path: SitePath, source: String)]) {
    self.site = site
    self.pages = pages
    self.files = files
    resolver = LinkResolver(site: site, pages: pages, files: files.map(\.path))
  }

  /// Everything wrong, in no particular order.
  ///
  /// - Parameter source: Loads an author's file again, for the place in a message.
  /// - Complexity: O(*n*) in pages and links.
  package func diagnostics(source: (String) -> SourceText) -> [Diagnostic] {
    collisions(source: source) + site.articles.flatMap { faults(of: $0, source: source) }
      + site.standingPages.flatMap { faults(of: $0, source: source) } + menuFaults()
  }

  // MARK: - Addresses

  /// Files whose paths are the same, or differ only in case.
  private func collisions(source: (String) -> SourceText) -> [Diagnostic] {
    var owners: [String: String] = [:]
    owners.reserveCapacity(pages.count + files.count)
    var found: [Diagnostic] = []
    func claim(_ path: SitePath, at address: String, _ owner: String) {
      guard let first = owners.updateValue(owner, forKey: path.collisionKey) else { return }
      let both = source(owner)
      found.append(
        Diagnostic(
          in: both, at: both.start, "two files for the address `\(address)`",
          hint: "give one of them another `slug`",
          notes: first == owner
            ? [] : [.init(in: source(first), at: source(first).start, "the other one")]))
    }
    for page in pages {
      guard let path = SitePath(page.address.file) else {
        let file = source(owner(of: page))
        found.append(
          Diagnostic(in: file, at: file.start, "no place on the site: `\(page.address.path)`"))
        continue
      }
      claim(path, at: page.address.path, owner(of: page))
    }
    for file in files { claim(file.path, at: "/\(file.path)", file.source) }
    return found
  }

  /// The file that a page's author would open to change its address.
  private func owner(of page: Page) -> String {
    switch page.content {
    case .article(let place), .alias(of: let place): site.articles[place].file
    case .standingPage(let place), .standingAlias(of: let place): site.standingPages[place].file
    case .tag(let place, _), .tagFeed(let place), .tagTimeline(let place), .tagYear(let place, _):
      owner(of: site.editions[page.edition].tags[place])
    default: site.settings.source.path
    }
  }

  private func owner(of tag: Tag) -> String {
    guard tag.kind == .term, let first = tag.articles.first else {
      return site.taxonomy.source.path
    }
    return site.articles[first].file
  }

  // MARK: - Links

  private func faults(of article: Article, source: (String) -> SourceText) -> [Diagnostic] {
    var faults = article.links.compactMap { link in
      fault(link.destination, at: link.range, in: article, source: source)
    }
    if let src = article.image?.src {
      faults += [fault(src.value, at: src.range, in: article, source: source)].compactMap { $0 }
    }
    return faults
  }

  private func fault(
    _ destination: String, at range: Range<Int>, in article: Article,
    source: (String) -> SourceText
  ) -> Diagnostic? {
    guard case .failure(let fault) = resolver.target(of: destination, in: article) else {
      return nil
    }
    return Diagnostic(in: source(article.file), at: range, fault.message, hint: fault.hint)
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
  fileprivate var start: Range<Int> { lineRange(at: 0) }
}
