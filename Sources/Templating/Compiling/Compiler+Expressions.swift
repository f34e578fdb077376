internal import Diagnostics

extension Compiler {
  /// Compiles an expression, whose value is then on the stack.
  mutating func compile(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .constant(let value): compile(constant: value, at: range)
    case .captured: break
    case .name(let name): emit(.load(assembly.number(of: name)), at: range)
    case .list(let elements):
      for element in elements { compile(element) }
      emit(.list(elements.count), at: range)
    case .tuple(let elements):
      for element in elements { compile(element) }
      emit(.tuple(elements.count), at: range)
    case .map(let entries): compile(map: entries, at: range)
    case .attribute(let base, let name):
      let key = key(name)
      if case .name(let object) = base.kind {
        emit(.attributeOfName(name: assembly.number(of: object), key: key), at: range)
      }
      compile(base)
      emit(.attribute(key), at: range)
    case .item(let base, let index):
      compile(base)
      compile(index)
      emit(.item, at: range)
    case .slice(let base, let from, let to, let step):
      compile(base)
      for part in [from, to, step] {
        if let part { compile(part) } else { compile(constant: .none, at: range) }
      }
      emit(.slice, at: range)
    case .filter: compile(filter: expression)
    case .test: compile(test: expression)
    case .call(let callee, let arguments):
      compile(call: callee, arguments, at: range, output: nil)
    case .not, .sign, .binary, .comparison, .and, .or, .concatenation, .conditional:
      compile(operation: expression)
    }
  }

  mutating func compile(constant value: Value, at range: Range<Int>) {
    code.constants.append(value)
    emit(.constant(code.constants.count - 1), at: range)
  }

  private mutating func compile(
    map entries: [(key: Expression, value: Expression)], at range: Range<Int>
  ) {
    let keys = entries.compactMap { entry -> Value? in
      guard case .constant(let value) = entry.key.kind, value.isHashable else { return nil }
      return value
    }
    let isFixed = keys.count == entries.count
    let shape = isFixed ? Shape(keys: keys) : nil
    // A shape with a key twice would hold two values for it.
    let isUnique = shape?.isUnique ?? false
    for entry in entries {
      if !isUnique { compile(entry.key) }
      compile(entry.value)
    }
    if let shape, isUnique {
      code.shapes.append(shape)
      emit(.record(shape: code.shapes.count - 1), at: range)
    } else {
      emit(.map(entries.count), at: range)
    }
  }

  private mutating func compile(operation expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .not(let operand):
      compile(operand)
      emit(.not, at: range)
    case .sign(let operand, let negative):
      compile(operand)
      emit(.sign(negative: negative), at: range)
    case .binary(let operation, let left, let right):
      compile(left)
      compile(right)
      emit(.binary(operation), at: range)
    case .and(let left, let right):
      compile(left)
      let jump = emit(.jumpIfFalseKeeping(0), at: left.range)
      compile(right)
      aim(jump)
    case .or(let left, let right):
      compile(left)
      let jump = emit(.jumpIfTrueKeeping(0), at: left.range)
      compile(right)
      aim(jump)
    case .concatenation(let parts):
      for part in parts { compile(part) }
      emit(.concatenate(parts.count), at: range)
    case .comparison(let first, let rest): compile(comparison: first, rest, at: range)
    case .conditional(let test, let then, let otherwise):
      compile(test)
      let toElse = emit(.jumpIfFalse(0), at: test.range)
      conditions += 1
      compile(then)
      let toEnd = emit(.jump(0), at: range)
      aim(toElse)
      if let otherwise { compile(otherwise) } else { emit(.noElse, at: range) }
      conditions -= 1
      aim(toEnd)
    default: break
    }
  }

  /// `a < b < c`: the pairs in turn, up to the first that is false.
  private mutating func compile(
    comparison first: Expression, _ rest: [(BinaryOperator, Expression)], at range: Range<Int>
  ) {
    compile(first)
    var jumps: [Int] = []
    for (index, (operation, operand)) in rest.enumerated() {
      compile(operand)
      if index == rest.count - 1 {
        emit(.binary(operation), at: range)
      } else {
        jumps.append(emit(.compareOrJump(operation, 0), at: range))
      }
    }
    for jump in jumps { aim(jump) }
  }
}

// MARK: Calls

extension Compiler {
  /// Compiles arguments and gives the site of their call.
  mutating func compile(
    _ arguments: Expression.Arguments, of name: String, _ function: CallSite.Function,
    output: CallSite.Output? = nil, caller: Int? = nil
  ) -> Int {
    let constants = function.isValue ? nil : arguments.constants
    if constants == nil {
      for argument in arguments.positional { compile(argument) }
      for argument in arguments.named { compile(argument.value) }
    }
    var names = arguments.named.map(\.name)
    if let caller {
      emit(
        .macro(template: templateIndex, index: caller, isTop: scopes == 0),
        at: template.macros[caller].range)
      names.append("caller")
    }
    let place = output?.context ?? .start(of: context.language)
    code.calls.append(
      CallSite(
        name: name, positional: arguments.positional.count, named: names, function: function,
        constants: constants, output: output, context: place,
        contextNumber: assembly.number(of: place)))
    return code.calls.count - 1
  }

  private mutating func compile(filter expression: Expression) {
    guard case .filter(let value, let name, let arguments) = expression.kind else { return }
    let range = expression.nameRange
    if arguments.isEmpty, name == "safe" || name == "escape" || name == "e" {
      compile(value)
      if name == "safe" {
        // The author of the template wrote this text, as the HTML around it.
        if case .constant(.string(let text)) = value.kind {
          emit(.drop, at: range)
          compile(constant: .html(trusting: text), at: range)
        } else {
          emit(.markSafe, at: range)
        }
      } else {
        emit(.escape(context.language), at: range)
      }
      return
    }
    let function: CallSite.Function
    if let host = assembly.host.filters[name] {
      function = .host(host)
    } else if let builtin = Builtins.filters[name] {
      if let (message, hint) = builtin.takes.fault(in: arguments, of: name) {
        return report(message, at: expression.range, hint: hint)
      }
      function = .filter(builtin.body)
    } else {
      let hint = assembly.host.hint(forFilter: name)
      return reportOrRaise("no filter `\(name)`", hint: hint, at: range)
    }
    compile(value)
    let site = compile(arguments, of: name, function)
    if case .host = function, let call = HostFilterCall(name, code.calls[site].constants) {
      emit(.ask(site, number: assembly.number(of: call)), at: range)
    } else {
      emit(.filter(site), at: range)
    }
  }

  private mutating func compile(test expression: Expression) {
    guard case .test(let value, let name, let arguments) = expression.kind else { return }
    guard let test = Builtins.tests[name] else {
      let hint = Builtins.tests.keys.closest(to: name).map { "did you mean `\($0)`?" }
      return reportOrRaise("no test `\(name)`", hint: hint, at: expression.nameRange)
    }
    if let (message, hint) = test.takes.fault(in: arguments, of: name) {
      return report(message, at: expression.range, hint: hint)
    }
    compile(value)
    if name == "none" {
      _ = emit(.isNone, at: expression.range)
      return
    }
    if name == "defined" {
      _ = emit(.isDefined, at: expression.range)
      return
    }
    emit(.test(compile(arguments, of: name, .test(test.body))), at: expression.range)
  }

  /// Compiles a call of a value, or of `super` or `self.block`, which are known now.
  ///
  /// - Parameter escape: How the result is escaped if it is written.
  mutating func compile(
    call callee: Expression, _ arguments: Expression.Arguments, at range: Range<Int>,
    output escape: Escape?
  ) {
    let isOutput = escape != nil
    switch callee.kind {
    case .name("super"):
      compileSuper(at: range, isOutput: isOutput)
    case .attribute(let base, let name):
      if case .name("self") = base.kind {
        guard let level = level(ofBlock: name, from: 0) else {
          let names = assembly.chains[unit.chain].flatMap { assembly.templates[$0].blocks.keys }
          let hint = names.closest(to: name).map { "did you mean `\($0)`?" }
          return reportOrRaise("no block `\(name)`", hint: hint, at: callee.nameRange)
        }
        return compile(block: name, level: level, at: range, isOutput: isOutput)
      }
      fallthrough
    default:
      compile(callee)
      if isOutput { requestMacro(callee) }
      let output = escape.map { CallSite.Output(context: context, escape: $0) }
      let site = compile(arguments, of: callee.calledName, .value, output: output)
      emit(isOutput ? .emitCall(site) : .call(site), at: range)
    }
  }

  private mutating func compileSuper(at range: Range<Int>, isOutput: Bool) {
    guard case .block(let name, let level) = unit.kind else {
      return report("`super` outside of a block", at: range)
    }
    if let parent = self.level(ofBlock: name, from: level + 1) {
      return compile(block: name, level: parent, at: range, isOutput: isOutput)
    }
    let message = "block `\(name)` has no parent"
    let isDynamic = assembly.chains[unit.chain].contains {
      assembly.templates[$0].hasDynamicParent
    }
    if isDynamic { return raise(message, hint: nil, at: range) }
    report(message, at: range, hint: "no template that this one extends has a block of this name")
  }

  /// The first template of the chain that has a block, from a place of the chain on.
  func level(ofBlock name: String, from start: Int) -> Int? {
    let chain = assembly.chains[unit.chain]
    return chain.indices.dropFirst(start).first {
      assembly.templates[chain[$0]].blocks[name] != nil
    }
  }

  private mutating func compile(
    block name: String, level: Int, at range: Range<Int>, isOutput: Bool
  ) {
    let context = isOutput && !isLost ? context : .start(of: context.language)
    let block = Unit(kind: .block(name, level: level), chain: unit.chain, context: context)
    let program = assembly.program(of: block)
    emit(
      isOutput
        ? .block(program: program, isScoped: false)
        : .capturedBlock(program: program, context.language), at: range)
  }

  /// Asks for the macro that a call in output most likely means, in this context, so that its
  /// faults show now and no page has to compile it.
  private mutating func requestMacro(_ callee: Expression) {
    guard !isLost, let (template, name) = macro(named: callee) else { return }
    for (index, macro) in assembly.templates[template].macros.enumerated()
    where macro.name == name {
      let unit = Unit(kind: .macro(template: template, index: index), chain: 0, context: context)
      _ = assembly.program(of: unit)
    }
  }

  private func macro(named callee: Expression) -> (template: Int, name: String)? {
    switch callee.kind {
    case .name(let name) where name != "caller":
      guard let imported = template.imports[name] else { return (templateIndex, name) }
      guard let macro = imported.name, let index = assembly.indices[imported.template] else {
        return nil
      }
      return (index, macro)
    case .attribute(let base, let name):
      guard case .name(let module) = base.kind, let imported = template.imports[module],
        imported.name == nil, let index = assembly.indices[imported.template]
      else { return nil }
      return (index, name)
    default: return nil
    }
  }
}

extension CallSite.Function {
  /// Whether what is called is only known when it is.
  fileprivate var isValue: Bool {
    if case .value = self { true } else { false }
  }
}

extension Expression.Arguments {
  /// The values, if all are written out.
  fileprivate var constants: Arguments? {
    let positional = positional.compactMap(\.constant)
    let named = named.compactMap { argument in
      argument.value.constant.map { (name: argument.name, value: $0) }
    }
    guard positional.count == self.positional.count, named.count == self.named.count else {
      return nil
    }
    return Arguments(positional, named: named)
  }
}

extension Expression {
  fileprivate var constant: Value? {
    if case .constant(let value) = kind { value } else { nil }
  }

  /// What messages call the function of a call.
  var calledName: String {
    switch kind {
    case .name(let name), .attribute(_, let name): name
    default: "this value"
    }
  }
}
