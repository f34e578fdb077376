package import Addresses
internal import Diagnostics
internal import Topics

/// Two files for one address, and addresses that no file can have.
extension SiteCheck {
  /// Files whose paths are the same, or differ only in case.
  func collisions(source: (String) -> SourceText) -> [Diagnostic] {
    let homeless = pages.indices.filter { pages[$0].isHomeless }.map { place in
      let file = source(owner(ofFile: place))
      return Diagnostic(
        in: file, at: file.start, "no place on the site: `\(pages[place].address.path)`")
    }
    var aliases = AliasRanges()
    return homeless
      + places.repeats.map { place, earlier in
        // Of the two, the one that an author can put elsewhere more easily.
        let isSecond = ease(ofMoving: place) >= ease(ofMoving: earlier)
        let (moved, kept) = isSecond ? (place, earlier) : (earlier, place)
        return collision(of: moved, with: kept, &aliases, source: source)
      }
  }

  private func collision(
    of place: Int, with other: Int, _ aliases: inout AliasRanges, source: (String) -> SourceText
  ) -> Diagnostic {
    let (ease, otherEase) = (ease(ofMoving: place), ease(ofMoving: other))
    let (file, otherFile) = (source(owner(ofFile: place)), source(owner(ofFile: other)))
    let hint =
      switch ease {
      case .alias: "remove it from `aliases`, or write another"
      case .file where otherEase == .site:
        "a page of the site lies there; give the file another name"
      case .file: "give the file another name"
      case .text where otherEase == .site:
        "a page of the site lies there; write another `slug`"
      case .text: "give one of them another `slug`"
      case .site: "a page of the site lies there"
      }
    let hasNote = file.path != otherFile.path && otherEase != .site
    return Diagnostic(
      in: file, at: range(of: place, &aliases) ?? file.start,
      "two files for the address `\(address(ofFile: place))`", hint: hint,
      notes: hasNote
        ? [.init(in: otherFile, at: range(of: other, &aliases) ?? otherFile.start, "the other one")]
        : [])
  }

  /// What decides the address of a page or a file, the easiest to change last.
  private enum Ease: Int, Comparable {
    /// Nobody: it is a list, a feed or the like.
    case site
    case text
    case file
    case alias

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  private func ease(ofMoving place: Int) -> Ease {
    guard place < pages.count else { return .file }
    return switch pages[place].content {
    case .alias, .standingAlias: .alias
    case .article, .standingPage: .text
    default: .site
    }
  }

  /// Where aliases are written, by the file and the alias: one file may have thousands.
  private typealias AliasRanges = [String: [String: Range<Int>]]

  private func range(of place: Int, _ known: inout AliasRanges) -> Range<Int>? {
    guard place < pages.count else { return nil }
    let page = pages[place]
    let article: Article
    switch page.content {
    case .alias(of: let place): article = site.articles[place]
    case .standingAlias(of: let place): article = site.standingPages[place]
    default: return nil
    }
    if known[article.file] == nil {
      known[article.file] = Dictionary(
        article.aliases.map { ($0.value, $0.range) }, uniquingKeysWith: { $1 })
    }
    return known[article.file]?[page.address.path]
  }

  /// Files in a folder in whose place another file is: only an alias or a static file can be
  /// one, as only those can have a folder with a dot in its name.
  func blockedFolders(source: (String) -> SourceText) -> [Diagnostic] {
    (0..<pages.count + files.count).compactMap { place in
      guard canBeAnywhere(place) else { return nil }
      let address = Array(address(ofFile: place).utf8)
      for end in address.indices.dropFirst() where address[end] == UInt8(ascii: "/") {
        let folder = String(decoding: address[..<end], as: UTF8.self)
        guard let other = places.place(of: folder) else { continue }
        let (blocked, blocker) = (source(owner(ofFile: place)), source(owner(ofFile: other)))
        return Diagnostic(
          in: blocked, at: blocked.start,
          "`\(folder)` is a file; `\(self.address(ofFile: place))` "
            + "cannot lie in it",
          hint: "give it another address",
          notes: [.init(in: blocker, at: blocker.start, "the file")])
      }
      return nil
    }
  }

  private func canBeAnywhere(_ place: Int) -> Bool {
    place >= pages.count || pages[place].isAlias
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
}

extension Page {
  /// Where the page lies in the output. `SiteCheck` sees to it that each lies somewhere.
  package var path: SitePath? { SitePath(ofPage: address.path) }

  /// Whether its address is what an author wrote, and may be any path.
  var isAlias: Bool {
    switch content {
    case .alias, .standingAlias: true
    default: false
    }
  }

  /// Whether it has no path. An article has one: its address is made of numbers and a slug.
  fileprivate var isHomeless: Bool {
    if case .article = content { false } else { path == nil }
  }
}
