extension Machine {
  /// Builds and combines values on the stack.
  mutating func compute(
    _ instruction: Instruction, _ program: Program, _ counter: Int
  ) throws(Fault) {
    switch instruction {
    case .item:
      let index = pop()
      let value = pop()
      // Scalars are counted one by one.
      try spend(index.size / 64 &+ value.size / 8)
      stack.append(try item(index, of: value, program, counter))
    case .slice:
      let step = pop()
      let end = pop()
      let start = pop()
      let value = pop()
      try spend(value.size / 4)
      let slice = try value.sliced(from: start, to: end, step: step)
      if case .list(let list) = slice { try spend(list.elements.count) }
      stack.append(slice)
    case .list(let count): try push(.list(List(take(count))))
    case .tuple(let count): try push(.tuple(take(count)))
    case .record(let shape):
      let shape = program.code.shapes[shape]
      try push(.map(Map(shape, take(shape.keys.count))))
    case .map(let count): try push(try map(of: take(count * 2)))
    case .binary(let operation):
      let right = pop()
      let left = pop()
      stack.append(try combine(left, operation, right))
    case .sign(let negative): stack.append(try pop().signed(negative: negative))
    case .concatenate(let count): stack.append(try concatenation(of: take(count)))
    case .drop: stack.removeLast()
    case .noElse: stack.append(.undefined(Missing(.noElse, at: place(program, counter))))
    case .raise(let index):
      let fault = program.code.faults[index]
      throw Fault(fault.message, hint: fault.hint)
    default: break
    }
  }

  mutating func combine(
    _ left: Value, _ operation: BinaryOperator, _ right: Value
  ) throws(Fault) -> Value {
    try spend(left.weight &+ right.weight)
    if operation == .isIn || operation == .isNotIn { try spend(onFinding: left, in: right) }
    let result = try left.applying(operation, right)
    // Only a repetition makes more than it looks at.
    if operation == .multiply { try spend(result.weight) }
    return result
  }

  func place(_ program: Program, _ counter: Int) -> Place {
    Place(template: program.template, range: program.code.ranges[counter])
  }

  /// Takes values from the stack, in the order in which they were pushed.
  mutating func take(_ count: Int) -> [Value] {
    let values = Array(stack.suffix(count))
    stack.removeLast(values.count)
    return values
  }

  private mutating func push(_ value: Value) throws(Fault) {
    try Limits.check(nesting: value)
    stack.append(value)
  }

  private mutating func map(of values: [Value]) throws(Fault) -> Value {
    var entries: [(Value, Value)] = []
    for index in stride(from: 0, to: values.count, by: 2) {
      try spend(values[index].size / 64)
      guard values[index].isHashable else {
        throw Fault("\(values[index].typeName) cannot be a key")
      }
      entries.append((values[index], values[index + 1]))
    }
    return .map(Map(entries: entries))
  }

  private mutating func concatenation(of values: [Value]) throws(Fault) -> Value {
    var text: [UInt8] = []
    for value in values {
      if case .undefined(let missing) = value, !missing.isSilent { throw Fault(missing) }
      if value.text == nil { try spend(value.weight) }
      value.appendText(to: &text)
      try Limits.check(size: text.count)
    }
    try spend(text.count / 64)
    return .string(text)
  }
}

// MARK: Attributes and items

extension Machine {
  /// Where a place of a program found its key last: most look into maps of one shape only.
  struct Guess {
    var shape: Shape?
    var slot = 0
  }

  /// An attribute of a variable of this frame or of the page, if it lies where it did last.
  ///
  /// Mutating, as all that runs often: for others the compiler copies the machine.
  mutating func guess(_ key: Int, ofVariable name: Int) -> Value? {
    var index = bindings.count - 1
    while index >= frame.base, bindings[index].name != name { index -= 1 }
    if index >= frame.base {
      guard case .map(let map) = bindings[index].value, map.shape === guesses[key].shape else {
        return nil
      }
      return map.values[guesses[key].slot]
    }
    guard isOfPage(name), values.shape === nameGuesses[name].shape,
      case .map(let map) = values.values[nameGuesses[name].slot],
      map.shape === guesses[key].shape
    else { return nil }
    return map.values[guesses[key].slot]
  }

  /// Whether a name that no variable of the frame has is looked up in the values of the page.
  private mutating func isOfPage(_ name: Int) -> Bool {
    guard frame.closure == nil, case .page = modules[frame.module].surroundings else {
      return false
    }
    var index = modules[frame.module].bindings.count - 1
    while index >= 0, modules[frame.module].bindings[index].name != name { index -= 1 }
    return index < 0
  }

  /// An attribute of the value on top of the stack, if it lies where it did last.
  mutating func guess(_ key: Int) -> Value? {
    guard case .map(let map)? = stack.last, map.shape === guesses[key].shape else { return nil }
    return map.values[guesses[key].slot]
  }

  /// An attribute by its key's index in the program; remembers where it lies.
  mutating func attribute(
    _ index: Int, of value: Value, _ program: Program, _ counter: Int
  ) throws(Fault) -> Value {
    let key = program.code.keys[index]
    if case .map(let map) = value, let slot = map.shape.slot(of: key) {
      guesses[program.firstKey + index] = Guess(shape: map.shape, slot: slot)
      return map.values[slot]
    }
    return try attribute(key, of: value, at: place(program, counter))
  }

  /// An attribute that a filter asks for.
  func attribute(_ name: [UInt8], of value: Value) throws(Fault) -> Value {
    try attribute(Key(name), of: value, at: nil)
  }

  private func attribute(_ key: Key, of value: Value, at place: Place?) throws(Fault) -> Value {
    switch value {
    case .map(let map):
      return map[key] ?? .undefined(Missing(.key(key.name, in: map.shape), at: place))
    case .undefined(let missing): throw Fault(missing)
    case .object(let object):
      if let value = try attribute(key, of: object, place) { return value }
    case .list(let list) where list.isTuple && list.elements.count == 2:
      // What `groupby` makes.
      if key.name == "grouper" { return list.elements[0] }
      if key.name == "list" { return list.elements[1] }
    default: break
    }
    return .undefined(Missing(.attribute(key.name, ofType: value.typeName), at: place))
  }

  private func attribute(
    _ key: Key, of object: RuntimeObject, _ place: Place?
  ) throws(Fault) -> Value? {
    switch object.kind {
    case .loop(let row, let serial):
      guard let field = key.loopField else { return nil }
      return try value(of: field, row, serial, place)
    case .namespace(let row): return find(key.name, in: namespaces[row])
    case .module(let row):
      guard key.bytes.first != UInt8(ascii: "_") else { return nil }
      return find(key.name, in: modules[row].bindings)
    case .macro(let macro):
      let definition = assembly.templates[macro.template].macros[macro.index]
      switch key.name {
      case "name": return .string(definition.name)
      case "arguments": return .tuple(definition.parameters.map { .string($0.name) })
      case "caller": return .bool(definition.usesCaller)
      default: return nil
      }
    case .cycler(let row):
      if key.name == "current" {
        let counter = counters[row]
        return counter.values[counter.count % counter.values.count]
      }
      return .object(RuntimeObject(.cyclerMethod(row: row, name: key.name)))
    default: return nil
    }
  }

  private func find(_ name: String, in bindings: [Binding]) -> Value? {
    bindings.last { assembly.names[$0.name] == name }?.value
  }

  func item(
    _ index: Value, of value: Value, _ program: Program, _ counter: Int
  ) throws(Fault) -> Value {
    try item(index, of: value, at: place(program, counter))
  }

  /// An item that a filter asks for.
  func item(_ index: Value, of value: Value) throws(Fault) -> Value {
    try item(index, of: value, at: nil)
  }

  private func item(_ index: Value, of value: Value, at place: Place?) throws(Fault) -> Value {
    if case .undefined(let missing) = index { throw Fault(missing) }
    switch (value, index) {
    case (.undefined(let missing), _): throw Fault(missing)
    case (.map(let map), _) where index.isHashable:
      if let slot = map.shape.slot(of: index) { return map.values[slot] }
      let name = String(decoding: index.printed, as: UTF8.self)
      return .undefined(Missing(.key(name, in: map.shape), at: place))
    case (.list(let list), _) where index.count != nil:
      let number = index.count ?? 0
      let position = number < 0 ? list.elements.count + number : number
      if list.elements.indices.contains(position) { return list.elements[position] }
    case (_, .int), (_, .bool):
      if let scalar = value.text?.scalar(at: index.count ?? 0) { return .string(scalar) }
    default:
      if case .string(let name) = index {
        return try attribute(Key(name), of: value, at: place)
      }
    }
    return .undefined(Missing(.index, at: place))
  }
}

// MARK: Slices

extension Value {
  /// `value[start:end:step]` of a list or a text, as Python has it.
  func sliced(from start: Value, to end: Value, step: Value) throws(Fault) -> Value {
    if case .undefined(let missing) = self { throw Fault(missing) }
    let step = try step.sliceBound ?? 1
    guard step != 0 else { throw Fault("a slice cannot go on by 0") }
    let start = try start.sliceBound
    let end = try end.sliceBound
    if case .list(let list) = self {
      let elements = Value.indices(list.elements.count, start, end, step).map { list.elements[$0] }
      return .list(List(elements, isTuple: list.isTuple))
    }
    guard let text else { throw Fault("a slice of \(typeName)") }
    let scalars = text.scalars
    return .string(
      Array(Value.indices(scalars.count, start, end, step).map { text[scalars[$0]] }.joined()))
  }

  private var sliceBound: Int? {
    get throws(Fault) {
      switch self {
      case .none: return nil
      case .int(let number): return number
      case .bool(let flag): return flag ? 1 : 0
      case .undefined(let missing): throw Fault(missing)
      default: throw Fault("a slice is bounded by whole numbers, not \(typeName)")
      }
    }
  }

  private static func indices(_ count: Int, _ start: Int?, _ end: Int?, _ step: Int) -> [Int] {
    func clamped(_ bound: Int?, _ fallback: Int) -> Int {
      guard let bound else { return fallback }
      let index = bound < 0 ? Swift.max(bound, -count - 1) + count : bound
      return step > 0
        ? Swift.min(Swift.max(index, 0), count) : Swift.min(Swift.max(index, -1), count - 1)
    }
    let step = Swift.min(Swift.max(step, -count - 1), count + 1)
    let first = clamped(start, step > 0 ? 0 : count - 1)
    let last = clamped(end, step > 0 ? count : -1)
    return Array(stride(from: first, to: last, by: step))
  }
}

extension [UInt8] {
  /// The byte ranges of the Unicode scalars; a byte that belongs to none counts as one.
  var scalars: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < count {
      let length = scalarLength(at: index)
      ranges.append(index..<index + length)
      index += length
    }
    return ranges
  }

  func scalarLength(at index: Int) -> Int {
    let length =
      switch self[index] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return Swift.min(length, count - index)
  }

  /// How many scalars there are.
  var scalarCount: Int {
    var number = 0
    var index = 0
    while index < count {
      index += scalarLength(at: index)
      number += 1
    }
    return number
  }

  /// One scalar, counted from the end if `index` is negative.
  fileprivate func scalar(at index: Int) -> [UInt8]? {
    let scalars = scalars
    let position = index < 0 ? scalars.count + index : index
    return scalars.indices.contains(position) ? Array(self[scalars[position]]) : nil
  }
}
