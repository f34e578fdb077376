/// Where in a document a place of a template is, as far as escaping is concerned.
///
/// The compiler runs `ContextScanner` over the literal text and knows the context of every
/// `{{ }}`. Two contexts are equal exactly if what follows means the same in both.
struct Context: Hashable, Sendable {
  enum Place: Hashable, Sendable {
    /// Between tags.
    case text
    /// In a tag, outside of attribute values.
    case tag(Tag)
    /// In a quoted attribute value.
    case attribute(Tag, Attribute)
    /// In `<title>` or `<textarea>`, where there are no tags but character references.
    case title(String)
    /// In an element whose content is never HTML text: `<script>`, `<style>`, `<iframe>`.
    case opaque(String)
    /// In a `<script>` of JSON-LD, inside or outside of a JSON string.
    case linkedData(inString: Bool)
    case comment
    /// `<!DOCTYPE …>` and, in XML, `<?…?>` and CDATA sections.
    case declaration(end: [UInt8])
  }

  struct Tag: Hashable, Sendable {
    /// In lower case, as HTML compares them.
    var name: String
    var isClosing = false
    /// Whether the next literal must be a space or end the tag, because a name or value was
    /// just complete.
    var isGlued = false
    /// Whether its `type` is that of JSON-LD.
    var isLinkedData = false
  }

  struct Attribute: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case plain
      case url(Address)
      /// An address of code: one output and nothing before it, or only literal text.
      case code(isFresh: Bool)
      /// The `content` of a `meta`; how much of `url=` was just read.
      case content(matched: Int)
      /// The `type` of a script: only literal text.
      case scriptType([UInt8])
      /// Not for output, for this reason.
      case refused(Refusal)
    }

    var name: String
    var quote: UInt8
    var kind: Kind
  }

  /// How far a value that is an address was read.
  enum Address: Hashable, Sendable {
    /// Only this literal text, with neither a complete scheme nor a path in it.
    case start([UInt8])
    /// Output was written and no `/`, `?` or `#` after it: a `:` would make a scheme of it.
    case unsettled
    case path
    case query
    /// A scheme that executes or is unknown.
    case foreign(String)
  }

  enum Refusal: String, Hashable, Sendable {
    case handler
    case style
    case document
    case sourceSet
    case animation
    case directive
  }

  var language: Language
  var place: Place = .text

  static func start(of language: Language) -> Context { Context(language: language) }

  /// Whether text between tags is written here: what macros and captures are compiled for.
  var isText: Bool { place == .text }
}

extension Context {
  /// The context that holds wherever either of two may, or `nil` if there is none.
  ///
  /// Branches of an `if` join here. A value that may be an address or the rest of one is
  /// escaped as the rest, which is right for both.
  func joined(with other: Context) -> Context? {
    if self == other { return self }
    guard language == other.language else { return nil }
    switch (place, other.place) {
    case (.tag(var a), .tag(var b)):
      let isGlued = a.isGlued || b.isGlued
      a.isGlued = isGlued
      b.isGlued = isGlued
      return a == b ? Context(language: language, place: .tag(a)) : nil
    case (.attribute(let tag, var a), .attribute(let otherTag, let b)):
      guard tag == otherTag, a.quote == b.quote, a.name == b.name else { return nil }
      switch (a.kind, b.kind) {
      case (.url(let x), .url(let y)):
        guard let address = x.joined(with: y) else { return nil }
        a.kind = .url(address)
      case (.code(let x), .code(let y)): a.kind = .code(isFresh: x && y)
      case (.content, .content): a.kind = .content(matched: 0)
      default: return nil
      }
      return Context(language: language, place: .attribute(tag, a))
    default: return nil
    }
  }

  /// What is known behind a block, macro or include that began here, whatever it wrote.
  var behindPiece: Context {
    var context = self
    switch place {
    case .tag(var tag):
      tag.isGlued = true
      context.place = .tag(tag)
    case .attribute(let tag, var attribute):
      switch attribute.kind {
      case .url(.foreign): break
      case .url: attribute.kind = .url(.unsettled)
      case .code: attribute.kind = .code(isFresh: false)
      case .content: attribute.kind = .content(matched: 0)
      default: break
      }
      context.place = .attribute(tag, attribute)
    default: break
    }
    return context
  }

  /// What a message calls it.
  var description: String {
    switch place {
    case .text: language == .text ? "plain text" : "the text between tags"
    case .tag(let tag): "the tag `<\(tag.isClosing ? "/" : "")\(tag.name)>`"
    case .attribute(_, let attribute): "the attribute `\(attribute.name)`"
    case .title(let name), .opaque(let name): "the content of `<\(name)>`"
    case .linkedData: "JSON-LD"
    case .comment: "a comment"
    case .declaration: "a declaration"
    }
  }
}

extension Context.Address {
  fileprivate func joined(with other: Context.Address) -> Context.Address? {
    switch (self, other) {
    case (.foreign, _), (_, .foreign): nil
    case (.query, _), (_, .query): .query
    case (.path, .path): .path
    default: .unsettled
    }
  }
}
