extension Builtins {
  /// The functions of the language; their index is what `call` takes.
  static let functions = ["range", "namespace", "dict", "joiner", "cycler"]

  static func call(
    _ index: Int, _ arguments: Arguments, _ machine: inout Machine
  ) throws(Fault) -> Value {
    switch functions[index] {
    case "range": return try range(arguments, &machine)
    case "namespace": return try namespace(arguments, &machine)
    case "dict": return try dict(arguments)
    case "joiner":
      let separator = try arguments.text("sep", at: 0) ?? Array(", ".utf8)
      machine.counters.append((0, [.string(separator)]))
      return .object(RuntimeObject(.joiner(row: machine.counters.count - 1)))
    default:
      guard !arguments.positional.isEmpty else { throw Fault("`cycler` needs values") }
      machine.counters.append((0, arguments.positional))
      return .object(RuntimeObject(.cycler(row: machine.counters.count - 1)))
    }
  }

  private static func range(
    _ arguments: Arguments, _ machine: inout Machine
  ) throws(Fault) -> Value {
    guard arguments.named.isEmpty, (1...3).contains(arguments.positional.count) else {
      throw Fault("`range` takes an end, or a start, an end and perhaps a step")
    }
    var bounds: [Int] = []
    for index in arguments.positional.indices {
      bounds.append(try arguments.int("bound", at: index, default: 0))
    }
    let step = bounds.count == 3 ? bounds[2] : 1
    guard step != 0 else { throw Fault("`range` cannot go on by 0") }
    let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
    let (distance, overflow) =
      step > 0 ? end.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(end)
    guard distance > 0 || overflow else { return .list([]) }
    guard !overflow, step.magnitude > 0,
      (distance.magnitude - 1) / step.magnitude < Limits.length.magnitude
    else {
      throw Fault("a range of more than \(Limits.length) numbers")
    }
    let numbers = Array(stride(from: start, to: end, by: step))
    try machine.spend(numbers.count)
    return .list(numbers.map { .int($0) })
  }

  private static func namespace(
    _ arguments: Arguments, _ machine: inout Machine
  ) throws(Fault) -> Value {
    var fields: [Binding] = []
    let entries = try entries(arguments, of: "namespace")
    try Limits.check(fields: entries.count)
    for (key, value) in entries {
      let name = machine.assembly.number(of: key.printed.string)
      fields.append(Binding(name: name, value: value))
    }
    machine.namespaces.append(fields)
    return .object(RuntimeObject(.namespace(row: machine.namespaces.count - 1)))
  }

  private static func dict(_ arguments: Arguments) throws(Fault) -> Value {
    .map(Map(entries: try entries(arguments, of: "dict")))
  }

  /// The entries of a map or of pairs, and those given by name.
  private static func entries(
    _ arguments: Arguments, of function: String
  ) throws(Fault) -> [(Value, Value)] {
    guard arguments.positional.count <= 1 else { throw Fault("`\(function)` takes one map") }
    var entries: [(Value, Value)] = []
    if let first = arguments.positional.first {
      if case .map(let map) = try first.defined() {
        entries = Array(zip(map.shape.keys, map.values)).map { ($0, $1) }
      } else {
        for pair in try first.elements(for: "`\(function)`") {
          let parts = try pair.elements(for: "`\(function)`")
          guard parts.count == 2, parts[0].isHashable else {
            throw Fault("`\(function)` needs pairs of a key and a value")
          }
          entries.append((parts[0], parts[1]))
        }
      }
    }
    return entries + arguments.named.map { (.string($0.name), $0.value) }
  }
}
