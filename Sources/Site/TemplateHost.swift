internal import Diagnostics
internal import Language
package import Templating

/// What a template's filters and functions know of the page they run for.
///
/// Shared by reference: each filter is handed it.
package final class PageContext: Sendable {
  let settings: SiteSettings
  let language: String
  let strings: InterfaceStrings
  /// From an asset's name to its address.
  let assets: [String: Address]
  let home: Address
  let textLanguage: TextLanguage

  /// - Parameter assets: From the name of each file in `Templates/assets` to its address.
  package init(
    settings: SiteSettings, language: String, strings: InterfaceStrings, assets: [String: Address]
  ) {
    self.settings = settings
    self.language = language
    self.strings = strings
    self.assets = assets
    home = settings.home(of: language)
    textLanguage = TextLanguage(code: language)
  }
}

extension Host {
  /// digest's own filters and functions, beside those of the template language.
  ///
  /// docs/templates.md describes each.
  package static let digest = Host(
    filters: [
      "t": translate, "date": date, "datetime": datetime, "rfc3339": rfc3339, "rfc822": rfc822,
      "number": number, "slugify": slugify, "absolute_url": absoluteURL, "defang": defang,
    ],
    functions: ["asset": asset, "url_for": urlFor])

  private static let translate: HostFilter = { (value, arguments, page) throws(HostError) in
    let strings = try context(page).strings
    let key = try bytes(of: value, for: "t")
    if let text = strings.plain[key] { return text }
    var slots: [String: String] = [:]
    for argument in arguments.named { slots[argument.name] = argument.value.printedText }
    do throws(MissingString) {
      return .string(try strings.text(String(decoding: key, as: UTF8.self), slots))
    } catch {
      throw HostError(error.message, hint: error.hint)
    }
  }

  private static let date: HostFilter = { (value, arguments, page) throws(HostError) in
    let context = try context(page)
    var style = DateStyle.long
    if let written = arguments.value("style", at: 0) { style = try dateStyle(written) }
    let date = try partialDate(value, in: context)
    if style == .month || date.precision == .day && !date.isSpan {
      return .string(date.start.text(style, in: context.textLanguage))
    }
    return .string(date.formatted(in: context.textLanguage))
  }

  private static let datetime: HostFilter = { (value, _, page) throws(HostError) in
    let context = try context(page)
    if let day = try? Day(parsing: try bytes(of: value, for: "datetime")) {
      return .string(day.formatted(in: context.textLanguage))
    }
    return .string(try instant(value, in: context).formatted(in: context.textLanguage))
  }

  private static let rfc3339: HostFilter = { (value, _, page) throws(HostError) in
    .string(try instant(value, in: context(page)).rfc3339Text)
  }

  private static let rfc822: HostFilter = { (value, _, page) throws(HostError) in
    .string(try instant(value, in: context(page)).rfc822)
  }

  private static let number: HostFilter = { (value, arguments, page) throws(HostError) in
    let language = try context(page).textLanguage
    switch value {
    case .int(let number): return .string(language.formatted(number))
    case .double(let number): return .string(language.formatted(number))
    default: throw HostError("`number` needs a number")
    }
  }

  private static let slugify: HostFilter = { (value, _, _) throws(HostError) in
    .string(Slug(deriving: try text(value, of: "slugify"))?.text ?? "")
  }

  private static let absoluteURL: HostFilter = { (value, _, page) throws(HostError) in
    let url = try text(value, of: "absolute_url")
    let isRooted = url.utf8.first == UInt8(ascii: "/") && !url.utf8.starts(with: "//".utf8)
    return .string(isRooted ? try context(page).settings.baseURL.origin + url : url)
  }

  /// `https://evil.example` becomes `hxxps://evil[.]example`, so that nobody follows it by
  /// accident.
  private static let defang: HostFilter = { (value, _, _) throws(HostError) in
    var bytes: [UInt8] = []
    let text = Array(try text(value, of: "defang").utf8)
    let isWeb = text.starts(with: "http".utf8)
    for (offset, byte) in text.enumerated() {
      if isWeb, offset == 1 || offset == 2 {
        bytes.append(UInt8(ascii: "x"))
      } else if byte == UInt8(ascii: ".") {
        bytes += "[.]".utf8
      } else {
        bytes.append(byte)
      }
    }
    return .string(bytes)
  }

  private static let asset: HostFunction = { (arguments, page) throws(HostError) in
    let context = try context(page)
    let name = try text(arguments.value("name", at: 0) ?? .none, of: "asset")
    guard let address = context.assets[name] else {
      let near = context.assets.keys.sorted().closest(to: name)
      throw HostError(
        "no asset `\(name)` in Templates/assets", hint: near.map { "did you mean `\($0)`?" })
    }
    return .string(context.settings.link(address))
  }

  /// The address of a list of the page's language, or of a topic: `url_for('tag', id)`.
  private static let urlFor: HostFunction = { (arguments, page) throws(HostError) in
    let context = try context(page)
    let name = try text(arguments.value("name", at: 0) ?? .none, of: "url_for")
    let paths = [
      "home": "", "tags": "tags/", "timeline": "timeline/", "feed": "feed.xml",
    ]
    if name == "tag", let id = arguments.value("id", at: 1) {
      guard let slug = Slug(try text(id, of: "url_for")) else {
        throw HostError("not the id of a topic")
      }
      return .string(context.settings.link(context.home.appending("tags/\(slug.text)/")))
    }
    guard let path = paths[name] else {
      throw HostError(
        "no page `\(name)`", hint: "write `home`, `tags`, `timeline`, `feed` or `tag` with an id")
    }
    return .string(context.settings.link(context.home.appending(path)))
  }
}

// MARK: - Reading arguments

private func context(_ page: HostPage?) throws(HostError) -> PageContext {
  guard let context = page as? PageContext else {
    throw HostError("this works only on a page of a site")
  }
  return context
}

private func text(_ value: Value, of filter: String) throws(HostError) -> String {
  String(decoding: try bytes(of: value, for: filter), as: UTF8.self)
}

private func bytes(of value: Value, for filter: String) throws(HostError) -> [UInt8] {
  guard case .string(let bytes) = value else { throw HostError("`\(filter)` needs text") }
  return bytes
}

private func dateStyle(_ value: Value) throws(HostError) -> DateStyle {
  let name = try bytes(of: value, for: "date")
  if let style = DateStyle(name: name) { return style }
  throw HostError(
    "no style of date `\(String(decoding: name, as: UTF8.self))`",
    hint: "write `long`, `short` or `month`")
}

/// A day, a month, a year, or the day of an instant.
private func partialDate(_ value: Value, in context: PageContext) throws(HostError) -> PartialDate {
  let written = try bytes(of: value, for: "date")
  do throws(DateFault) {
    if written.contains(UInt8(ascii: "T")) {
      return PartialDate(try Instant(parsing: written, in: context.settings.timeZone).day)
    }
    return try PartialDate(parsing: written)
  } catch {
    throw HostError("not a date: \(error.message)", hint: error.hint)
  }
}

/// An instant; a bare day is its first second in the site's zone.
private func instant(_ value: Value, in context: PageContext) throws(HostError) -> Instant {
  let written = try bytes(of: value, for: "rfc3339")
  do throws(DateFault) {
    if written.count == "2025-10-25".utf8.count {
      return Instant(startOf: try Day(parsing: written), zone: context.settings.timeZone)
    }
    return try Instant(parsing: written, in: context.settings.timeZone)
  } catch {
    throw HostError("not a time: \(error.message)", hint: error.hint)
  }
}

extension Value {
  /// The value as `{{ }}` prints it.
  fileprivate var printedText: String {
    switch self {
    case .string(let bytes): String(decoding: bytes, as: UTF8.self)
    case .html(let html): String(decoding: html.bytes, as: UTF8.self)
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .bool(let flag): flag ? "True" : "False"
    default: ""
    }
  }
}
