internal import Diagnostics

// Filters that apply an attribute, another filter or a test to each element.

extension Builtins {
  static let selectionFilters: [String: FilterEntry] = [
    "map": .init(parameters: nil, body: map),
    "select": .init(parameters: nil) { value, arguments, machine throws(Fault) in
      try select(value, arguments, &machine, byAttribute: false, keeps: true)
    },
    "reject": .init(parameters: nil) { value, arguments, machine throws(Fault) in
      try select(value, arguments, &machine, byAttribute: false, keeps: false)
    },
    "selectattr": .init(parameters: nil) { value, arguments, machine throws(Fault) in
      try select(value, arguments, &machine, byAttribute: true, keeps: true)
    },
    "rejectattr": .init(parameters: nil) { value, arguments, machine throws(Fault) in
      try select(value, arguments, &machine, byAttribute: true, keeps: false)
    },
  ]

  private static let map: Filter = { value, arguments, machine throws(Fault) in
    let elements = try machine.elements(ofAny: value, for: "`map`")
    var results: [Value] = []
    results.reserveCapacity(elements.count)
    if arguments.positional.isEmpty, let attribute = arguments.value("attribute", at: 0) {
      let path = try Path(attribute)
      let fallback = arguments.value("default", at: 1)
      for element in elements {
        let found = try machine.follow(path, from: element)
        results.append(found.isUndefined ? fallback ?? found : found)
      }
      return .list(results)
    }
    guard case .string(let name)? = arguments.positional.first else {
      throw Fault("`map` needs `attribute=` or the name of a filter")
    }
    let rest = Arguments(Array(arguments.positional.dropFirst()), named: arguments.named)
    for element in elements {
      results.append(try machine.filter(name.string, element, rest))
    }
    return try machine.checked(.list(results))
  }

  private static func select(
    _ value: Value, _ arguments: Arguments, _ machine: inout Machine, byAttribute: Bool,
    keeps: Bool
  ) throws(Fault) -> Value {
    var positional = arguments.positional[...]
    var path = Path()
    if byAttribute {
      guard let attribute = positional.popFirst() else { throw Fault("which attribute?") }
      path = try Path(attribute)
    }
    var chosen: Test?
    if let name = positional.popFirst() { chosen = try test(named: name) }
    let rest = Arguments(Array(positional), named: arguments.named)
    var results: [Value] = []
    for element in try machine.elements(ofAny: value, for: "this filter") {
      let found = try machine.follow(path, from: element)
      let passes: Bool
      if let chosen {
        passes = try machine.apply(.test(chosen), to: found, rest).truth()
      } else {
        passes = try found.truth()
      }
      if passes == keeps { results.append(element) }
    }
    return .list(results)
  }

  private static func test(named name: Value) throws(Fault) -> Test {
    let text = try name.printedText().string
    guard let entry = tests[text] else {
      let hint = tests.keys.closest(to: text).map { "did you mean `\($0)`?" }
      throw Fault("no test `\(text)`", hint: hint)
    }
    return entry.body
  }
}

/// A dotted path to an attribute, such as `image.src` or `0`.
struct Path {
  fileprivate var steps: [Value] = []

  init() {}

  /// - Parameter attribute: A text, a whole number, or nothing for the value itself.
  init(_ attribute: Value?) throws(Fault) {
    switch attribute {
    case nil, .some(.none): break
    case .int: steps = attribute.map { [$0] } ?? []
    case .string(let bytes):
      steps = bytes.split(by: [UInt8(ascii: ".")]).map { step in
        step.allSatisfy(\.isDigit)
          ? Int(step.string).map { .int($0) } ?? .string(step) : .string(step)
      }
    case let other?:
      throw Fault("an attribute is named by text, not \(try other.defined().typeName)")
    }
  }

  /// The paths in `a,b.c`.
  static func list(_ attribute: Value?) throws(Fault) -> [Path] {
    guard case .string(let bytes)? = attribute else { return [try Path(attribute)] }
    var paths: [Path] = []
    for name in bytes.split(by: [UInt8(ascii: ",")]) { paths.append(try Path(.string(name))) }
    return paths
  }
}

extension Value {
  static func missing(_ reason: Missing.Reason) -> Value {
    .undefined(Missing(reason, at: nil))
  }
}

extension Machine {
  /// Uses up fuel for a walk over so many elements.
  mutating func spend(_ count: Int) throws(Fault) {
    fuel -= count
    guard fuel > 0 else { throw Self.exhausted }
  }

  /// Uses up fuel for looking for a text wherever it may stand in another.
  mutating func spend(onFinding part: Value, in whole: Value) throws(Fault) {
    let (product, overflow) = part.size.multipliedReportingOverflow(by: whole.size)
    try spend(overflow ? Int.max / 2 : product / 256)
  }

  /// The elements of a list, keys of a map or scalars of a text.
  mutating func elements(of value: Value, for purpose: String) throws(Fault) -> [Value] {
    // The scalars of a text are paid for before they become values.
    try spend(value.size)
    let elements = try value.elements(for: purpose)
    if value.size == 0 { try spend(elements.count) }
    return elements
  }

  /// The same; of `none` there are none.
  mutating func elements(ofAny value: Value, for purpose: String) throws(Fault) -> [Value] {
    if case .none = value { return [] }
    return try elements(of: value, for: purpose)
  }

  /// A value that a filter built around others, if it is not too deep.
  func checked(_ value: Value) throws(Fault) -> Value {
    try Limits.check(nesting: value)
    return value
  }

  /// What a path leads to; undefined, if it ends before.
  mutating func follow(_ path: Path, from value: Value) throws(Fault) -> Value {
    try spend(path.steps.count / 4)
    var value = value
    for step in path.steps {
      switch step {
      case .string(let name): value = try attribute(name, of: value)
      default:
        try spend(value.size / 8)
        value = try item(step, of: value)
      }
    }
    return value
  }

  /// Applies a filter that is named by a value.
  mutating func filter(
    _ name: String, _ value: Value, _ arguments: Arguments
  ) throws(Fault) -> Value {
    if let filter = assembly.host.filters[name] {
      return try apply(.host(filter), to: value, arguments)
    }
    guard let entry = Builtins.filters[name] else {
      throw Fault("no filter `\(name)`", hint: assembly.host.hint(forFilter: name))
    }
    return try apply(.filter(entry.body), to: value, arguments)
  }
}
