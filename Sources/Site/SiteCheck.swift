package import Addresses
package import Diagnostics
internal import Language
internal import Topics

/// What is wrong with a site as a whole: two files for one address, links to nothing.
package struct SiteCheck: Sendable {
  package let site: Site
  package let pages: [Page]
  /// Where each page lies in the output; `nil` where it has no place, which is a fault.
  package let paths: [SitePath?]
  package let resolver: LinkResolver
  /// Where the pages lie, then the files.
  private let places: TextTable
  /// Files that are published as they are: the path of each and the file it comes from.
  private let files: [(path: SitePath, source: String)]

  /// - Parameter files: Static files and assets.
  package init(site: Site, pages: [Page], files: [(path: SitePath, source: String)]) {
    self.site = site
    self.pages = pages
    self.files = files
    paths = pages.map { SitePath($0.address.file) }
    // A page that has no path gets a text that is no address, and that no other has.
    places = TextTable(
      zip(pages, paths).enumerated().map { $1.1 == nil ? "\($0)" : $1.0.address.folder.path }
        + files.map { "/\($0.path)" })
    resolver = LinkResolver(site: site, addresses: places)
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
    let homeless = pages.indices.filter { paths[$0] == nil }.map { place in
      let file = source(owner(ofFile: place))
      return Diagnostic(
        in: file, at: file.start, "no place on the site: `\(pages[place].address.path)`")
    }
    return homeless
      + places.repeats.map { place, earlier in
        let (owner, first) = (owner(ofFile: place), owner(ofFile: earlier))
        let (both, other) = (source(owner), source(first))
        return Diagnostic(
          in: both, at: both.start, "two files for the address `\(address(ofFile: place))`",
          hint: "give one of them another `slug`",
          notes: first == owner ? [] : [.init(in: other, at: other.start, "the other one")])
      }
  }

  /// - Parameter place: Among the pages, then the files.
  private func owner(ofFile place: Int) -> String {
    place < pages.count ? owner(of: pages[place]) : files[place - pages.count].source
  }

  private func address(ofFile place: Int) -> String {
    place < pages.count ? pages[place].address.path : "/\(files[place - pages.count].path)"
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
