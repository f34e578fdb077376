/// A loop that runs.
struct LoopState {
  var elements: [Value]
  var index = -1
  /// The first variable of an iteration.
  var base: Int
  /// What to go back to behind the loop.
  var outer: Machine.Scope
  var scopes: Int
  /// Tells this loop from others that had its row.
  var serial: Int
  var object: RuntimeObject?
  /// How deep it is in calls of itself, from 0.
  var depth = 0
  /// Where a recursive call begins: the program and the instruction.
  var entry: (program: Int, counter: Int)?
  /// Whether it was called by itself.
  var isNested = false
  /// The items that passed the `if` of the loop.
  var kept: [Value] = []
  /// What `changed` saw last.
  var last: [Value]?

  mutating func keep() { kept.append(elements[index]) }

  /// Goes on to the next item, if there is one.
  mutating func advance() -> Value? {
    index += 1
    return index < elements.count ? elements[index] : nil
  }
}

extension Machine {
  mutating func beginLoop(entry: Int?, _ program: Int) throws(Fault) {
    let items = pop()
    // Each scalar of a text becomes a value before the first round.
    try spend(items.size)
    let elements = try items.elements(for: "`for`")
    loopSerial += 1
    loops.append(
      LoopState(
        elements: elements, base: bindings.count,
        outer: Machine.Scope(base: frame.scopeBase, closure: frame.scopeClosure),
        scopes: scopes.count, serial: loopSerial))
    frame.scopeClosure = nil
    guard let entry else { return }
    let row = loops.count - 1
    loops[row].entry = (program, entry)
    guard let depth = recursion else { return }
    loops[row].depth = depth
    loops[row].isNested = true
    recursion = nil
  }

  /// Pushes the next item of the innermost loop, if there is one.
  ///
  /// - Parameter body: How many instructions a round has.
  mutating func nextItem(body: Int) throws(Fault) -> Bool {
    try spend(1 &+ body / 64)
    try checkOutput()
    let row = loops.count - 1
    let item = loops[row].advance()
    restoreScope(of: row)
    guard let item else { return false }
    stack.append(item)
    return true
  }

  /// Drops what an iteration left. Macros of all iterations see the same variables: those of the
  /// last one.
  private mutating func restoreScope(of row: Int) {
    let (base, outerScopes) = (loops[row].base, loops[row].scopes)
    let isInner = scopes.count > outerScopes
    let closure = isInner ? scopes[outerScopes].closure : frame.scopeClosure
    drop(bindings: base, scopes: outerScopes)
    (frame.scopeBase, frame.scopeClosure) = (base, closure)
  }

  mutating func bindLoop() {
    let row = loops.count - 1
    let object = loops[row].object ?? RuntimeObject(.loop(row: row, serial: loops[row].serial))
    loops[row].object = object
    store(.object(object), assembly.loopName)
  }

  /// Whether the loop came past its first item, so that its `else` is skipped: as in the peers, a
  /// `break` in the first round counts as none.
  mutating func endLoop() -> Bool {
    let row = loops.count - 1
    restoreScope(of: row)
    frame.scopeClosure = nil
    return loops[row].index > 0
  }

  /// Leaves the innermost loop; whether it was called by itself and now returns.
  mutating func finishLoop() -> Bool {
    let row = loops.count - 1
    restoreScope(of: row)
    (frame.scopeBase, frame.scopeClosure) = (loops[row].outer.base, loops[row].outer.closure)
    let isNested = loops[row].isNested
    loops.removeLast()
    return isNested
  }

  /// Puts the items that passed on the stack, for the loop proper.
  mutating func endFilter() {
    let kept = loops.last?.kept ?? []
    _ = finishLoop()
    stack.append(.list(List(kept)))
  }

  /// `loop(items)`: runs the loop again on other items, and writes what it writes.
  mutating func recurse(_ row: Int, _ serial: Int, _ arguments: Arguments) throws(Fault) {
    let loop = try loop(row, serial)
    guard let entry = loop.entry else {
      throw Fault("this loop cannot be called", hint: "write `recursive` at the end of its `for`")
    }
    guard arguments.named.isEmpty, arguments.positional.count == 1 else {
      throw Fault("`loop` is called with the items to go over")
    }
    stack.append(arguments.positional[0])
    let (outerFrame, outerScopes) = (frame, scopes.count)
    recursion = loop.depth + 1
    try run(entry.program, from: entry.counter)
    frame = outerFrame
    scopes.removeLast(scopes.count - outerScopes)
  }

  private func loop(_ row: Int, _ serial: Int) throws(Fault) -> LoopState {
    guard loops.indices.contains(row), loops[row].serial == serial else {
      throw Fault("this loop has ended")
    }
    return loops[row]
  }
}

// MARK: The variable `loop`

/// What `loop` knows.
enum LoopField: String, Sendable {
  case index, index0, revindex, revindex0, first, last, length, depth, depth0
  case previtem, nextitem
  case cycle, changed
}

extension Machine {
  func value(
    of field: LoopField, _ row: Int, _ serial: Int, _ place: Place?
  ) throws(Fault) -> Value {
    guard row < loops.count, loops[row].serial == serial else {
      throw Fault("this loop has ended")
    }
    let index = loops[row].index
    let count = loops[row].elements.count
    switch field {
    case .index: return .int(index + 1)
    case .index0: return .int(index)
    case .revindex: return .int(count - index)
    case .revindex0: return .int(count - index - 1)
    case .first: return .bool(index == 0)
    case .last: return .bool(index == count - 1)
    case .length: return .int(count)
    case .depth: return .int(loops[row].depth + 1)
    case .depth0: return .int(loops[row].depth)
    case .previtem where index > 0: return loops[row].elements[index - 1]
    case .nextitem where index + 1 < count: return loops[row].elements[index + 1]
    case .previtem, .nextitem:
      return .undefined(Missing(.neighbour(field.rawValue), at: place))
    case .cycle, .changed:
      return .object(RuntimeObject(.loopMethod(row: row, serial: serial, field)))
    }
  }

  mutating func callLoopMethod(
    _ method: LoopField, _ row: Int, _ serial: Int, _ arguments: Arguments
  ) throws(Fault) -> Value {
    let loop = try loop(row, serial)
    switch method {
    case .cycle:
      guard !arguments.positional.isEmpty else {
        throw Fault("`cycle` needs values to choose from")
      }
      return arguments.positional[loop.index % arguments.positional.count]
    default:
      let hasChanged = loop.last != arguments.positional
      loops[row].last = arguments.positional
      return .bool(hasChanged)
    }
  }
}
