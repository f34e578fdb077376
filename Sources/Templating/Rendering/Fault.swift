internal import Diagnostics

/// What stopped a rendering, on its way up to where its place is known.
///
/// Values and filters know nothing of places: they throw a sentence. The machine adds the
/// place of the instruction, and each include and call it unwinds through adds a note, so a
/// page that renders pays nothing for the chain.
struct Fault: Error {
  struct Details: Sendable {
    var message: String
    var hint: String?
    var place: Place?
    /// Whether a program has seen it pass.
    var isPlaced = false
    var notes: [(place: Place, message: String)] = []
    /// A fault found while compiling a template that was named by a value.
    var diagnostic: Diagnostic?
  }

  /// One pointer wide, so that functions that may throw return as cheaply as others.
  private indirect enum Storage: Sendable {
    case details(Details)
  }

  private var storage: Storage

  var details: Details {
    get {
      switch storage {
      case .details(let details): details
      }
    }
    set { storage = .details(newValue) }
  }

  init(_ message: String, hint: String? = nil, at place: Place? = nil) {
    storage = .details(Details(message: message, hint: hint, place: place))
  }

  init(_ diagnostic: Diagnostic) {
    storage = .details(Details(message: diagnostic.message, diagnostic: diagnostic))
  }

  /// The use of a value that is not there.
  init(_ missing: Missing) {
    self.init(missing.sentence, hint: missing.hint, at: missing.place)
  }

  static var overflow: Fault { Fault("the number does not fit into 64 bits") }
}

extension Missing {
  /// Whether it prints as nothing and is false, instead of being an error.
  var isSilent: Bool {
    if case .noElse = reason { true } else { false }
  }

  var sentence: String {
    switch reason {
    case .variable(let name): "no value `\(name)`"
    case .key(let name, _): "no key `\(name)` in this map"
    case .attribute(let name, let type): "\(type) has no attribute `\(name)`"
    case .index: "no element at this index"
    case .argument(let name, let macro): "macro `\(macro)` was called without `\(name)`"
    case .firstOfNothing: "there is no element to take"
    case .noElse: "this `if` has no `else`"
    case .neighbour(let name): "there is no `\(name)` here"
    }
  }

  var hint: String? {
    switch reason {
    case .key(let name, let shape): shape.hint(for: name)
    case .attribute(let name, _): Self.hint(forMethod: name)
    case .variable(let name) where Self.constants.contains(name.lowercased()):
      "write `\(name.lowercased())`"
    case .variable(let name):
      "if it is optional: `{% if \(name) is defined %}` or `\(name)|default(…)`"
    case .argument(let name, _): "give `\(name)` a default in the macro, or pass it"
    case .index, .firstOfNothing: "test the length first, or use `|default(…)`"
    default: nil
    }
  }

  /// What to write for a method, if it is a filter here.
  static func hint(forMethod name: String) -> String? {
    methods.contains(name) ? "values have no methods: write `|\(name)`" : nil
  }

  /// Methods of Python that people try, each a filter here.
  private static let methods = [
    "items", "upper", "lower", "title", "capitalize", "replace", "split", "join", "length",
    "count", "first", "last", "sort", "reverse", "center",
  ]
  private static let constants = ["true", "false", "none", "null", "nil"]
}

extension Shape {
  /// The nearest key, or else the keys there are: never what they hold.
  fileprivate func hint(for name: String) -> String? {
    let names = keys.compactMap { key in key.text.map { String(decoding: $0, as: UTF8.self) } }
    if let near = names.closest(to: name) { return "did you mean `\(near)`?" }
    guard !names.isEmpty else { return "the map is empty" }
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return "it has \(shown)\(names.count > 12 ? " and \(names.count - 12) more" : "")"
  }
}
