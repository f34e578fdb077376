/// What output may stand in which attribute: the tables of HTML's dangerous corners.
enum AttributeRules {
  /// Attributes whose value is an address, in HTML and SVG.
  private static let addresses: Set<String> = [
    "action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc",
    "formaction", "href", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile",
    "src", "usemap", "url",
  ]
  /// Elements that run or embed what their address gives.
  private static let loaders: Set<String> = [
    "applet", "base", "embed", "frame", "iframe", "object", "portal", "script",
  ]
  /// Elements of SVG that set attributes of others, addresses among them.
  private static let animations: Set<String> = [
    "animate", "animatecolor", "animatemotion", "animatetransform", "set",
  ]

  static func kind(of attribute: String, in tag: Context.Tag, _ language: Language)
    -> Context.Attribute.Kind
  {
    // `xlink:href` is an address as `href` is.
    let name =
      attribute.utf8.split(separator: UInt8(ascii: ":")).last
      .map { String(decoding: $0, as: UTF8.self) } ?? attribute
    if language == .xml {
      return name == "href" || name == "src" || name == "url" ? .url(.start([])) : .plain
    }
    if name.utf8.starts(with: "on".utf8) { return .refused(.handler) }
    if animations.contains(tag.name) { return .refused(.animation) }
    switch name {
    case "style": return .refused(.style)
    case "srcdoc": return .refused(.document)
    case "srcset", "imagesrcset": return .refused(.sourceSet)
    case "http-equiv", "charset", "sandbox", "integrity", "nonce", "allow":
      return .refused(.directive)
    case "type" where tag.name == "script": return .scriptType([])
    case "content" where tag.name == "meta": return .content(matched: 0)
    case "data" where tag.name != "object": return .plain
    default: break
    }
    guard addresses.contains(name) else { return .plain }
    return loaders.contains(tag.name) ? .code(isFresh: true) : .url(.start([]))
  }

  /// Elements whose content is not parsed as HTML.
  static let opaque: Set<String> = [
    "script", "style", "iframe", "noembed", "noframes", "xmp", "plaintext",
  ]
  /// Elements whose content has character references but no tags.
  static let titles: Set<String> = ["title", "textarea"]
}

extension Context.Refusal {
  var reason: String {
    switch self {
    case .handler: "an event handler is a program, in which nothing can be escaped"
    case .style: "a `style` is a program of its own, in which nothing can be escaped"
    case .document: "`srcdoc` is a whole document"
    case .sourceSet: "a list of addresses cannot be escaped as one"
    case .animation: "an animation can set any attribute"
    case .directive: "this attribute decides how safe the page is"
    }
  }

  var hint: String {
    switch self {
    case .handler: "put the value into a `data-` attribute and read it from a script file"
    case .style: "choose a class, or set SVG attributes such as `width`"
    case .document, .animation: "write it out"
    case .sourceSet: "use `src`"
    case .directive: "write its value out"
    }
  }
}
