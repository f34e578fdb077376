// Variables, scopes and captures.

extension Machine {
  /// The value of a name, or what remembers that it has none.
  mutating func load(_ name: Int, _ program: Program, _ counter: Int) -> Value {
    var index = bindings.count - 1
    while index >= frame.base {
      if bindings[index].name == name { return bindings[index].value }
      index -= 1
    }
    if let closure = frame.closure, let value = find(name, in: closures[closure]) { return value }
    var module = frame.module
    // An import saw copies of the variables of its file.
    var isCopied = false
    while module < modules.count {
      if !isCopied, let value = find(name, in: modules[module].bindings) { return value }
      isCopied = false
      switch modules[module].surroundings {
      case .page:
        if let value = valueOfPage(name) { return value }
        return function(name, program, counter)
      case .nothing: return function(name, program, counter)
      case .include(let base, let top, let closure, let outer):
        // A macro that outlives the include sees at most what is left of the variables.
        var index = min(top, bindings.count) - 1
        while index >= base {
          if bindings[index].name == name { return bindings[index].value }
          index -= 1
        }
        if let closure, let value = find(name, in: closures[closure]) { return value }
        module = outer
      case .importer(let copies, let outer):
        if let value = find(name, in: copies) { return value }
        module = outer
        isCopied = true
      }
    }
    return function(name, program, counter)
  }

  private mutating func valueOfPage(_ name: Int) -> Value? {
    if values.shape === nameGuesses[name].shape { return values.values[nameGuesses[name].slot] }
    guard let slot = values.shape.slot(of: assembly.keys[name]) else { return nil }
    nameGuesses[name] = Guess(shape: values.shape, slot: slot)
    return values.values[slot]
  }

  private func function(_ name: Int, _ program: Program, _ counter: Int) -> Value {
    if let function = assembly.functions[name] { return .object(function) }
    return .undefined(Missing(.variable(assembly.names[name]), at: place(program, counter)))
  }

  private func find(_ name: Int, in bindings: [Binding]) -> Value? {
    var index = bindings.count - 1
    while index >= 0 {
      if bindings[index].name == name { return bindings[index].value }
      index -= 1
    }
    return nil
  }

  /// Sets a variable of the innermost scope.
  mutating func store(_ value: consuming Value, _ name: Int) {
    if let closure = frame.scopeClosure { Self.set(value, name, in: &closures[closure]) }
    var index = bindings.count - 1
    while index >= frame.scopeBase {
      if bindings[index].name == name {
        bindings[index].value = value
        return
      }
      index -= 1
    }
    bindings.append(Binding(name: name, value: value))
  }

  /// Forgets the variables and scopes above these numbers of them.
  mutating func drop(bindings first: Int, scopes depth: Int) {
    while bindings.count > first { bindings.removeLast() }
    while scopes.count > depth { scopes.removeLast() }
  }

  /// All variables that can be seen from here without leaving the file.
  var visible: [Binding] { (frame.closure.map { closures[$0] } ?? []) + bindings[frame.base...] }

  /// The row of what macros defined in the innermost scope can see: also what the scope sets
  /// later, their own names and each other's.
  mutating func closureOfScope() throws(Fault) -> Int {
    if let row = frame.scopeClosure { return row }
    let visible = visible
    try spend(visible.count)
    closures.append(visible)
    frame.scopeClosure = closures.count - 1
    return closures.count - 1
  }

  private static func set(_ value: Value, _ name: Int, in bindings: inout [Binding]) {
    if let index = bindings.lastIndex(where: { $0.name == name }) {
      bindings[index].value = value
    } else {
      bindings.append(Binding(name: name, value: value))
    }
  }

  /// Whether a parameter got no argument.
  func isMissing(_ name: Int) -> Bool {
    for binding in bindings[frame.base...].reversed() where binding.name == name {
      if case .undefined(let missing) = binding.value, case .argument = missing.reason {
        return true
      }
      return false
    }
    return false
  }

  mutating func bind(
    _ instruction: Instruction, _ program: Program, _ counter: Int
  ) throws(Fault) {
    switch instruction {
    case .keepIfTrue:
      if try pop().truth() { loops[loops.count - 1].keep() }
    case .endFilter: endFilter()
    case .storeInModule(let name): storeInModule(pop(), name)
    case .storeField(let key):
      let object = pop()
      try setField(program.code.keys[key], of: object, to: pop())
    case .unpack(let count): try unpack(pop(), into: count)
    case .pushScope:
      scopes.append(Scope(base: frame.scopeBase, closure: frame.scopeClosure))
      (frame.scopeBase, frame.scopeClosure) = (bindings.count, nil)
    case .popScope: popScope()
    case .beginCapture: captures.append(output.count)
    case .endCapture(let language):
      stack.append(try captured(from: captures.popLast() ?? output.count, language))
    default: break
    }
  }

  private mutating func popScope() {
    drop(bindings: frame.scopeBase, scopes: scopes.count)
    let outer = scopes.popLast()
    (frame.scopeBase, frame.scopeClosure) = (outer?.base ?? frame.base, outer?.closure)
  }

  private mutating func storeInModule(_ value: Value, _ name: Int) {
    let row = frame.module
    if modules[row].bindings.isEmpty { modules[row].bindings.reserveCapacity(8) }
    Self.set(value, name, in: &modules[row].bindings)
  }

  private mutating func setField(_ key: Key, of object: Value, to value: Value) throws(Fault) {
    if case .undefined(let missing) = object { throw Fault(missing) }
    guard case .object(let object) = object, case .namespace(let row) = object.kind else {
      throw Fault(
        "only a namespace has fields that can be set",
        hint: "make one: `{% set ns = namespace() %}`")
    }
    try Limits.check(nesting: value)
    let name = assembly.number(of: key.name)
    for index in namespaces[row].indices where namespaces[row][index].name == name {
      namespaces[row][index].value = value
      return
    }
    try Limits.check(fields: namespaces[row].count + 1)
    namespaces[row].append(Binding(name: name, value: value))
  }

  /// Pushes the elements of a list, the first on top.
  private mutating func unpack(_ value: Value, into count: Int) throws(Fault) {
    let elements = try value.elements(for: "unpacking")
    guard elements.count == count else {
      throw Fault("\(count) names for \(elements.count) values")
    }
    stack += elements.reversed()
  }

  /// Takes back what was written since `start`, as a value of a type that says how it is escaped.
  mutating func captured(from start: Int, _ language: Language) throws(Fault) -> Value {
    let bytes = output.bytes(from: start)
    output.truncate(to: start)
    // What is taken back does not count as output.
    try spend(bytes.count / 64)
    return Value.captured(bytes, language)
  }
}

extension Value {
  static func captured(_ bytes: [UInt8], _ language: Language) -> Value {
    switch language {
    case .text: .string(bytes)
    case .html: .html(trusting: bytes)
    case .xml: .xml(bytes)
    }
  }

  /// What a loop walks over: elements, keys of a map, or the scalars of a text.
  func elements(for purpose: String) throws(Fault) -> [Value] {
    switch self {
    case .list(let list): return list.elements
    case .map(let map): return map.shape.keys
    case .undefined(let missing):
      guard missing.isSilent else { throw Fault(missing) }
      return []
    default:
      guard let text else {
        throw Fault("\(purpose) needs a list, not \(typeName)")
      }
      return text.scalars.map { .string(Array(text[$0])) }
    }
  }
}
