internal import Addresses
internal import Diagnostics
internal import FileSystem
internal import Site
internal import Templating

/// The templates of a site, the words of its interface, and its assets.
struct Theme: Sendable {
  /// A file that pages refer to by a name that changes with its content, so that a browser
  /// may keep it for ever.
  struct Asset: Sendable {
    /// As templates call it: `style.css`.
    var name: String
    /// From the output folder: `assets/style.0123456789abcdef.css`.
    var path: SitePath
    var bytes: [UInt8]
  }

  var templates: [SourceText] = []
  /// By language.
  var strings: [String: InterfaceStrings] = [:]
  var assets: [Asset] = []

  private static let folder = "Templates"

  /// Stands for all files of the theme, their names and their bytes.
  private(set) var hash: UInt64 = 0

  /// Reads `Templates/`; everything wrong with it is reported.
  init(
    in site: SiteFolder, languages: [String], _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) {
    for file in try site.files(below: Self.folder, &diagnostics) {
      guard let source = try site.source(file) else { continue }
      let name = String(file.dropFirst(Self.folder.utf8.count + 1))
      mix(file, source.bytes)
      if name.hasBytes(prefix: "assets/") {
        add(asset: String(name.dropFirst("assets/".utf8.count)), source, &diagnostics)
      } else if [".html", ".xml", ".txt"].contains(where: { name.hasBytes(suffix: $0) }) {
        templates.append(SourceText(path: file, bytes: source.bytes))
      }
    }
    for language in languages {
      let path = "\(Self.folder)/i18n/\(language).yml"
      guard let source = try site.source(path) else {
        diagnostics.append(
          Diagnostic(
            in: SourceText(path: path, bytes: []), at: 0..<0, "no interface strings",
            hint: "copy those of another language and translate them"))
        continue
      }
      mix(path, source.bytes)
      let parsed = InterfaceStrings.parse(source)
      diagnostics += parsed.diagnostics
      strings[language] = parsed.value
    }
  }

  /// The words of the interface in the language of an edition.
  func strings(of edition: Edition) -> InterfaceStrings { strings[edition.language] ?? .none }

  private mutating func mix(_ path: String, _ bytes: [UInt8]) {
    let parts = [hash, ContentHash(of: Array(path.utf8)).value, ContentHash(of: bytes).value]
    hash =
      ContentHash(of: parts.flatMap { part in (0..<8).map { UInt8(part >> (8 * $0) & 0xFF) } })
      .value
  }

  private mutating func add(
    asset name: String, _ source: SourceText, _ diagnostics: inout [Diagnostic]
  ) {
    let hash = ContentHash(of: source.bytes).hexadecimal
    let parts = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { (name[..<$0], name[$0...]) }
    guard let (stem, suffix) = parts, let path = SitePath("assets/\(stem).\(hash)\(suffix)") else {
      diagnostics.append(
        Diagnostic(
          in: source, at: 0..<0, "an asset that has no place on the site",
          hint: "name it with letters, digits, hyphens and a suffix such as `.css`"))
      return
    }
    assets.append(Asset(name: name, path: path, bytes: source.bytes))
  }
}

extension Theme {
  /// Every template, ready to render.
  func compiled(_ diagnostics: inout [Diagnostic]) -> TemplateSet? {
    let named = templates.map {
      (name: String($0.path.dropFirst(Self.folder.utf8.count + 1)), source: $0)
    }
    let checked = TemplateSet.compile(named, host: .digest)
    diagnostics += checked.diagnostics
    return checked.value
  }
}
