extension Context {
  /// Why no output may stand here, and what to write instead.
  struct Forbidden: Error {
    var message: String
    var hint: String
  }

  /// How a value is escaped here, and the context behind it.
  ///
  /// - Parameter isJSON: Whether the output is made by the `json` filter.
  func output(isJSON: Bool) throws(Forbidden) -> (escape: Escape, after: Context) {
    switch place {
    case .text:
      switch language {
      case .text: return (.nothing, self)
      case .html: return (.text, self)
      case .xml: return (.xml, self)
      }
    case .title: return (.attribute, self)
    case .attribute(let tag, let attribute): return try output(in: tag, attribute)
    case .linkedData(let inString):
      guard isJSON, !inString else {
        throw Forbidden(
          message: inString
            ? "output in a text of JSON" : "output in JSON-LD that is not made by `json`",
          hint: inString
            ? "leave the quotes out: `{{ value|json }}` writes them" : "write `{{ value|json }}`")
      }
      return (.json, self)
    case .tag(let tag):
      throw Forbidden(
        message: "output in the tag `<\(tag.isClosing ? "/" : "")\(tag.name)>`",
        hint: tag.isGlued
          ? "write names out; choose between them with `if`"
          : "write the attribute's name out and put the value in quotes")
    case .opaque(let name): throw Self.forbidden(in: name)
    case .comment:
      throw Forbidden(
        message: "output in an HTML comment",
        hint: "use `{# … #}`, or an element that the page shows")
    case .declaration:
      throw Forbidden(message: "output in a declaration", hint: "write it out")
    }
  }

  private static func forbidden(in element: String) -> Forbidden {
    switch element {
    case "script":
      Forbidden(
        message: "output in a script",
        hint: "put the value into a `data-` attribute and read it from a script file")
    case "style":
      Forbidden(message: "output in a style sheet", hint: "choose a class in the page instead")
    default:
      Forbidden(message: "output in `<\(element)>`", hint: "use another element")
    }
  }

  private func output(
    in tag: Tag, _ attribute: Attribute
  ) throws(Forbidden) -> (escape: Escape, after: Context) {
    var attribute = attribute
    let escape: Escape
    switch attribute.kind {
    case .plain, .content: escape = language == .xml ? .xml : .attribute
    case .url(let address):
      escape = try Self.escape(for: address, named: attribute.name)
      switch address {
      case .start, .unsettled: attribute.kind = .url(.unsettled)
      default: break
      }
    case .code(let isFresh):
      guard isFresh else {
        throw Forbidden(
          message: "output in an address of code that begins with something else",
          hint: "use the whole address, such as `{{ asset('script.js') }}`")
      }
      escape = .localAddress
      attribute.kind = .code(isFresh: false)
    case .scriptType:
      throw Forbidden(message: "output in the type of a script", hint: "write it out")
    case .refused(let refusal):
      throw Forbidden(
        message: "output in the attribute `\(attribute.name)`: \(refusal.reason)",
        hint: refusal.hint)
    }
    return (escape, Context(language: language, place: .attribute(tag, attribute)))
  }

  private static func escape(for address: Address, named name: String) throws(Forbidden) -> Escape {
    switch address {
    case .start(let prefix) where prefix.isEmpty: return .address
    case .start(let prefix):
      guard !prefix.contains(UInt8(ascii: "&")) else {
        throw Forbidden(
          message: "output in an address that begins with a character reference",
          hint: "write the beginning of the address without `&…;`")
      }
      return .path
    case .unsettled, .path: return .path
    case .query: return .query
    case .foreign(let scheme):
      throw Forbidden(
        message: "output in an address of the scheme `\(scheme)`",
        hint: "only http, https, mailto and tel addresses may hold output")
    }
  }
}
