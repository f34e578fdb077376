/// A value that a template can read, print and compute with.
///
/// The kinds are Python's, because the language is Jinja2's. A value is one word and a tag;
/// text is UTF-8 bytes, so that printing it is a copy. Build what many pages share (the card
/// of an article, the description of the site) once and hand it to every page.
package enum Value: Sendable {
  /// The result of a lookup that found nothing: an error as soon as it is used.
  case undefined(Missing)
  case none
  case bool(Bool)
  case int(Int)
  case double(Double)
  /// Text in UTF-8, escaped wherever it is printed.
  case string([UInt8])
  /// HTML that digest made itself, printed as it stands in the text of an HTML page.
  case html(SafeHTML)
  /// What a macro or a block made in an XML template, printed as it stands in XML text.
  case xml([UInt8])
  case list(List)
  case map(Map)
  /// Something that lives as long as one rendering: a macro, a loop, a namespace.
  case object(RuntimeObject)
}

/// HTML whose maker vouches that it is well-formed and harmless.
///
/// It is a type and not a flag: joining it to other text or passing it through a filter gives
/// plain text again, which is escaped.
package struct SafeHTML: Equatable, Sendable {
  package let bytes: [UInt8]

  /// - Parameter bytes: HTML that may stand wherever flow content may, such as the sanitised
  ///   body of an article.
  package init(trusting bytes: [UInt8]) {
    self.bytes = bytes
  }
}

/// A list or tuple of values.
package final class List: Sendable {
  package let elements: [Value]
  /// Whether it prints as `(1, 2)`.
  let isTuple: Bool
  /// How deeply lists and maps nest in it, itself included.
  let depth: Int
  /// What it costs to look at all that is in it, as `Value.weight`.
  let weight: Int

  package init(_ elements: [Value], isTuple: Bool = false) {
    self.elements = elements
    self.isTuple = isTuple
    (depth, weight) = elements.measures
  }
}

extension Value {
  package static func string(_ text: String) -> Value { .string(Array(text.utf8)) }

  /// The text, or `none`.
  package static func string(_ text: String?) -> Value { text.map { .string($0) } ?? .none }

  /// The text in UTF-8, or `none`.
  package static func string(_ text: [UInt8]?) -> Value { text.map { .string($0) } ?? .none }

  package static func html(trusting bytes: [UInt8]) -> Value {
    .html(SafeHTML(trusting: bytes))
  }

  package static func list(_ elements: [Value]) -> Value {
    elements.isEmpty ? emptyList : .list(List(elements))
  }

  private static let emptyList = Value.list(List([]))
  private static let emptyMap = Value.map(Map(Shape([]), []))

  static func tuple(_ elements: [Value]) -> Value { .list(List(elements, isTuple: true)) }

  /// A map with the keys of `shape`, in its order.
  package static func record(_ shape: Shape, _ values: [Value]) -> Value {
    .map(Map(shape, values))
  }

  /// A map from text to values, in the order given; of equal keys the last wins.
  package static func map(_ entries: [(String, Value)]) -> Value {
    entries.isEmpty ? emptyMap : .map(Map(entries))
  }

  /// The bytes of any kind of text.
  var text: [UInt8]? {
    switch self {
    case .string(let bytes), .xml(let bytes): bytes
    case .html(let html): html.bytes
    default: nil
    }
  }

  var isUndefined: Bool {
    if case .undefined = self { true } else { false }
  }

  /// What messages call its type.
  var typeName: String {
    switch self {
    case .undefined: "undefined"
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .double: "float"
    case .string: "text"
    case .html: "HTML"
    case .xml: "XML"
    case .list(let list): list.isTuple ? "tuple" : "list"
    case .map: "map"
    case .object(let object): object.typeName
    }
  }
}

/// A lookup that found nothing, remembered until the value is used.
///
/// It costs little to make, because `x is defined` and `x|default(…)` throw it away; the
/// sentence about it is only composed for an error.
package final class Missing: Sendable {
  enum Reason: Sendable {
    case variable(String)
    /// No such key; `shape` tells what there is instead.
    case key(String, in: Shape)
    case attribute(String, ofType: String)
    case index
    case argument(String, ofMacro: String)
    case firstOfNothing
    /// `a if false`: prints as nothing.
    case noElse
    /// What Jinja2 calls undefined and lets pass only to `default` and `is defined`.
    case neighbour(String)
  }

  let reason: Reason
  /// Where the lookup stands: a template of the set and the bytes of the expression.
  let place: Place?

  init(_ reason: Reason, at place: Place?) {
    self.reason = reason
    self.place = place
  }
}

/// A range of one template of a set.
struct Place: Equatable, Sendable {
  var template: Int
  var range: Range<Int>
}
