internal import Diagnostics

extension Compiler {
  mutating func compile(_ nodes: [Node]) {
    for node in nodes { compile(node) }
  }

  private mutating func compile(_ node: Node) {
    // A template that extends another writes only what its blocks say.
    if isExtended, node.isOutput { return }
    let skip = mayBeExtended && node.isOutput ? emit(.jumpIfExtended(0), at: node.range) : nil
    switch node.kind {
    case .text: compile(text: node.range)
    case .output(let value): compile(output: value, at: node.range)
    case .condition(let branches, let otherwise): compile(branches: branches, otherwise)
    case .loop(let loop): compile(loop, at: node.range)
    case .set(let target, let value):
      compile(value)
      warnIfLost(target)
      assign(target)
    case .setBlock(let target, let filters, let body):
      capture(body, as: filters, at: node.range)
      warnIfLost(target)
      assign(target)
    case .with(let bindings, let body):
      for (_, value) in bindings { compile(value) }
      emit(.pushScope, at: node.range)
      scopes += 1
      for (target, _) in bindings.reversed() { assign(target) }
      compile(body)
      scopes -= 1
      emit(.popScope, at: node.range)
    case .filter(let filters, let body):
      capture(body, as: filters, at: node.range)
      write(escape(at: node.range, isJSON: filters.isJSON), at: node.range)
    case .autoescape(let isOn, let body): compile(autoescape: isOn, body, at: node.range)
    case .macro(let index): define(index, at: node.range)
    case .call(let call, let body): compile(call: call, body: body, at: node.range)
    case .exit(let isBreak): compileExit(isBreak, at: node.range)
    case .block, .extends, .include, .import, .importNames: compile(templates: node)
    }
    if let skip { aim(skip) }
  }
}

extension Node {
  /// Whether it writes by itself.
  fileprivate var isOutput: Bool {
    switch kind {
    case .text, .output, .block, .include, .call, .filter: true
    default: false
    }
  }
}

extension Expression {
  /// Whether as a function it is `super` or `self.block`.
  fileprivate var isBlockReference: Bool {
    switch kind {
    case .name("super"): return true
    case .attribute(let base, _):
      if case .name("self") = base.kind { return true }
      return false
    default: return false
    }
  }

  /// Whether its value is made by the `json` filter.
  var isJSON: Bool {
    guard case .filter(_, let name, _) = kind else { return false }
    return name == "json" || name == "tojson"
  }
}

// MARK: Output

extension Compiler {
  private mutating func compile(text range: Range<Int>) {
    let bytes = template.source.bytes.normalizingNewlines(in: range)
    if !isLost {
      do throws(ContextScanner.Refused) {
        let (after, opening) = try ContextScanner.context(after: bytes, in: context)
        context = after
        if let opening {
          let start = template.source.bytes.offset(ofNormalized: opening, in: range)
          lastOpening = start..<start + 1
        }
      } catch {
        // Newlines that were normalised only make the text shorter.
        let offset = template.source.bytes.offset(ofNormalized: error.offset, in: range)
        report(error.message, at: offset..<offset + 1, hint: error.hint)
        isLost = true
      }
    }
    let start = code.text.count
    code.text += bytes
    emit(.literal(from: start, to: code.text.count), at: range)
  }

  private mutating func compile(output value: Expression, at range: Range<Int>) {
    if case .call(let callee, let arguments) = value.kind {
      return compile(outputOf: callee, arguments, at: value.range)
    }
    guard let escape = escape(at: value.range, isJSON: value.isJSON) else { return }
    if case .name(let name) = value.kind {
      emit(.emitName(assembly.number(of: name), escape), at: value.range)
    } else if case .attribute(let base, let name) = value.kind, case .name(let object) = base.kind {
      let key = key(name)
      emit(.emitAttribute(name: assembly.number(of: object), key: key, escape), at: value.range)
    } else {
      compile(value)
      emit(.emit(escape), at: value.range)
    }
  }

  /// A macro that is called here writes by itself, for this context.
  private mutating func compile(
    outputOf callee: Expression, _ arguments: Expression.Arguments, at range: Range<Int>
  ) {
    if callee.isBlockReference {
      compile(call: callee, arguments, at: range, output: .nothing)
      context = context.behindPiece
      return
    }
    let before = context
    guard let escape = escape(at: range, isJSON: false) else { return }
    let after = context
    context = before
    compile(call: callee, arguments, at: range, output: escape)
    context = after
  }

  /// How output is escaped here; goes on behind it, or reports that none may stand here.
  private mutating func escape(at range: Range<Int>, isJSON: Bool) -> Escape? {
    guard !isLost else { return nil }
    do throws(Context.Forbidden) {
      let (escape, after) = try context.output(isJSON: isJSON)
      context = after
      return escape
    } catch {
      report(error.message, at: range, hint: error.hint)
      return nil
    }
  }

  private mutating func write(_ escape: Escape?, at range: Range<Int>) {
    emit(escape.map { .emit($0) } ?? .drop, at: range)
  }
}

// MARK: Control

extension Compiler {
  private mutating func compile(
    branches: [(test: Expression, body: [Node])], _ otherwise: [Node]?
  ) {
    let start = context
    var joined: Context?
    var toEnd: [Int] = []
    for (index, branch) in branches.enumerated() {
      // The first test is always reached, what follows it need not be.
      compile(branch.test)
      if index == 0 { conditions += 1 }
      let toNext = emit(.jumpIfFalse(0), at: branch.test.range)
      compile(branch.body)
      join(&joined, at: branch.test.range)
      context = start
      if index < branches.count - 1 || otherwise != nil {
        toEnd.append(emit(.jump(0), at: branch.test.range))
      }
      aim(toNext)
    }
    if let otherwise { compile(otherwise) }
    conditions -= 1
    join(&joined, at: branches.first?.test.range ?? 0..<0)
    context = joined ?? start
    for jump in toEnd { aim(jump) }
  }

  /// Adds the context at the end of a branch to what those before it have in common.
  private mutating func join(_ joined: inout Context?, at range: Range<Int>) {
    guard !isLost, let before = joined else {
      joined = context
      return
    }
    if let both = before.joined(with: context) {
      joined = both
      return
    }
    report(
      "the branches of this `if` end in different contexts: \(before.description) and "
        + context.description, at: range, hint: "close in each branch what it opens")
    isLost = true
  }

  private mutating func compileExit(_ isBreak: Bool, at range: Range<Int>) {
    guard let last = loops.indices.last else { return }
    let jump = emit(.jump(loops[last].next), at: range)
    if isBreak { loops[last].breaks.append(jump) }
  }

  private mutating func compile(_ loop: Node.Loop, at range: Range<Int>) {
    compile(loop.items)
    let entry = loop.isRecursive ? here : nil
    if let filter = loop.filter { compile(filter: filter, of: loop) }
    emit(.beginLoop(entry: entry), at: loop.items.range)
    let next = emit(.nextItem(0), at: loop.items.range)
    scopes += 1
    loops.append(LoopLabels(next: next))
    assignedBefore.append(assigned)
    assign(loop.target)
    if loop.usesLoop { emit(.bindLoop, at: range) }
    compile(loopBody: loop.body, at: range)
    emit(.jump(next), at: range)
    aim(next)
    let end = emit(.endLoop(0), at: range)
    let labels = loops.removeLast()
    assigned = assignedBefore.removeLast()
    for jump in labels.breaks { code.instructions[jump] = .jump(end) }
    if let otherwise = loop.otherwise {
      let before = context
      compile(otherwise)
      joinLoop(before, at: range)
    }
    aim(end)
    scopes -= 1
    emit(.finishLoop, at: range)
  }

  /// The first pass of a loop with `if`: it keeps the items that pass.
  private mutating func compile(filter: Expression, of loop: Node.Loop) {
    emit(.beginLoop(entry: nil), at: loop.items.range)
    let next = emit(.nextItem(0), at: loop.items.range)
    scopes += 1
    assign(loop.target)
    compile(filter)
    emit(.keepIfTrue, at: filter.range)
    emit(.jump(next), at: filter.range)
    aim(next)
    scopes -= 1
    emit(.endFilter, at: filter.range)
  }

  /// Compiles a body for a context in which it can follow itself.
  private mutating func compile(loopBody: [Node], at range: Range<Int>) {
    let start = context
    let saved = (code, loops)
    compile(loopBody)
    guard !isLost, context != start, let joined = start.joined(with: context) else {
      return joinLoop(start, at: range)
    }
    guard joined != start else {
      context = joined
      return
    }
    // The second time round begins where the first one ends.
    (code, loops) = saved
    context = joined
    compile(loopBody)
    joinLoop(joined, at: range)
  }

  private mutating func joinLoop(_ start: Context, at range: Range<Int>) {
    guard !isLost else { return }
    guard let joined = start.joined(with: context) else {
      report(
        "this loop begins in \(start.description) and ends in \(context.description)", at: range,
        hint: "close in its body what it opens")
      isLost = true
      return
    }
    context = joined
  }

  private mutating func compile(autoescape isOn: Bool, _ body: [Node], at range: Range<Int>) {
    let outer = context
    if isOn, context.language == .text { context = .start(of: .html) }
    emit(.pushScope, at: range)
    scopes += 1
    compile(body)
    scopes -= 1
    emit(.popScope, at: range)
    if outer.language == .text { context = outer }
  }
}

// MARK: Assignment

extension Compiler {
  /// Takes the value on top of the stack.
  private mutating func assign(_ target: Target) {
    switch target.kind {
    case .name(let name):
      assigned.insert(name)
      let number = assembly.number(of: name)
      emit(scopes == 0 ? .storeInModule(number) : .store(number), at: target.range)
    case .attribute(let object, let field):
      emit(.load(assembly.number(of: object)), at: target.range)
      let key = key(field)
      emit(.storeField(key: key), at: target.range)
    case .tuple(let elements):
      emit(.unpack(elements.count), at: target.range)
      for element in elements { assign(element) }
    }
  }

  /// Warns of an assignment in a loop to a name from outside of it, which ends with the round.
  private mutating func warnIfLost(_ target: Target) {
    switch target.kind {
    case .name(let name):
      guard assignedBefore.last?.contains(name) == true else { return }
      report(
        "this `\(name)` ends with the round of the loop, and the one outside stays as it is",
        at: target.range,
        hint:
          "use a namespace: `{% set ns = namespace(\(name)=…) %}` and `{% set ns.\(name) = … %}`",
        severity: .warning)
    case .attribute: break
    case .tuple(let elements): for element in elements { warnIfLost(element) }
    }
  }

  /// Writes a body into a value, which is then on the stack.
  private mutating func capture(_ body: [Node], as filters: Expression, at range: Range<Int>) {
    let outer = (context, isLost, isExtended, mayBeExtended, loops)
    context = .start(of: context.language)
    (isLost, isExtended, mayBeExtended, loops) = (false, false, false, [])
    emit(.beginCapture, at: range)
    emit(.pushScope, at: range)
    scopes += 1
    compile(body)
    scopes -= 1
    emit(.popScope, at: range)
    emit(.endCapture(context.language), at: range)
    if !isLost, !context.isText {
      report(
        "this block ends in \(context.description)", at: range,
        hint: "open and close tags and quotes in the same piece")
    }
    (context, isLost, isExtended, mayBeExtended, loops) = outer
    compile(filters)
  }

  private mutating func define(_ index: Int, at range: Range<Int>) {
    request(macro: index)
    emit(.macro(template: templateIndex, index: index, isTop: scopes == 0), at: range)
    let number = assembly.number(of: template.macros[index].name)
    emit(scopes == 0 ? .storeInModule(number) : .store(number), at: range)
  }

  /// Compiles a macro for text, in which it can always be called.
  private mutating func request(macro index: Int) {
    let kind = Unit.Kind.macro(template: templateIndex, index: index)
    let unit = Unit(kind: kind, chain: 0, context: .start(of: context.language))
    _ = assembly.program(of: unit)
  }

  private mutating func compile(call: Expression, body: Int, at range: Range<Int>) {
    guard case .call(let callee, let arguments) = call.kind else { return }
    request(macro: body)
    let place = context
    guard let escape = escape(at: call.range, isJSON: false) else { return }
    compile(callee)
    let output = CallSite.Output(context: place, escape: escape)
    let site = compile(arguments, of: callee.calledName, .value, output: output, caller: body)
    emit(.emitCall(site), at: call.range)
  }
}
