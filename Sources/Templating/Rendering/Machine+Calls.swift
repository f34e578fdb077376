internal import Diagnostics

extension Machine {
  mutating func call(
    _ instruction: Instruction, _ program: Program, _ counter: Int
  ) throws(Fault) {
    switch instruction {
    case .filter(let site), .test(let site):
      let site = program.code.calls[site]
      let arguments = takeArguments(site)
      stack.append(try apply(site.function, to: pop(), arguments))
    case .call(let site): try call(program.code.calls[site])
    case .escape(let language):
      let value = pop()
      try spend(value.weight)
      stack.append(try escaped(value, language))
    case .markSafe:
      let value = pop()
      try spend(value.weight)
      stack.append(try markedSafe(value))
    default: break
    }
  }

  /// Filters what is on the stack, unless the answer is known.
  mutating func ask(_ site: CallSite, _ number: Int) throws(Fault) {
    let value = pop()
    guard case .string(let text) = value, let question = Answers.Question(number, text) else {
      return stack.append(try apply(site.function, to: value, takeArguments(site)))
    }
    if let place = answers.place(of: question, on: page) {
      try spend(answers.cost(at: place))
      return stack.append(answers.value(at: place))
    }
    let before = fuel
    let result = try apply(site.function, to: value, takeArguments(site))
    answers.remember(result, cost: before - fuel, to: question, on: page)
    stack.append(result)
  }

  private mutating func takeArguments(_ site: CallSite) -> Arguments {
    if let constants = site.constants { return constants }
    let named = take(site.named.count)
    return Arguments(
      take(site.positional), named: Array(zip(site.named, named)).map { (name: $0, value: $1) })
  }

  mutating func apply(
    _ function: CallSite.Function, to value: Value, _ arguments: Arguments
  ) throws(Fault) -> Value {
    try spend(value.weight)
    for argument in arguments.positional {
      try spend(argument.weight)
      try spend(onFinding: argument, in: value)
    }
    for (_, argument) in arguments.named {
      try spend(argument.weight)
      try spend(onFinding: argument, in: value)
    }
    switch function {
    case .filter(let filter):
      let result = try filter(value, arguments, &self)
      // A short text may be filled up to a long one.
      try spend(result.size / 64)
      return result
    case .test(let test): return .bool(try test(value, arguments, &self))
    case .host(let filter):
      if case .undefined(let missing) = value { throw Fault(missing) }
      do throws(HostError) {
        return try filter(value, arguments, page)
      } catch {
        throw Fault(error.message, hint: error.hint)
      }
    case .value: return value
    }
  }

  /// Calls what lies below the arguments on the stack; writes the result or leaves it there.
  mutating func call(_ site: CallSite) throws(Fault) {
    let base = stack.count - site.positional - site.named.count - 1
    guard case .object(let object) = stack[base] else {
      if case .undefined(let missing) = stack[base] { throw Fault(missing, called: site.name) }
      throw Fault("\(stack[base].typeName) cannot be called")
    }
    if case .macro(let macro) = object.kind { return try call(macro, site, at: base) }
    let arguments = takeArguments(site)
    stack.removeLast()
    if case .loop(let row, let serial) = object.kind {
      let start = output.count
      try recurse(row, serial, arguments)
      if site.output == nil { stack.append(try captured(from: start, site.context.language)) }
      return
    }
    let result = try call(object, arguments)
    if let output = site.output { try write(result, output.escape) } else { stack.append(result) }
  }

  /// Calls an object that is neither a macro nor a loop.
  private mutating func call(_ object: RuntimeObject, _ arguments: Arguments) throws(Fault) -> Value
  {
    try spend(1)
    for argument in arguments.positional { try spend(argument.weight) }
    for (_, argument) in arguments.named { try spend(argument.weight) }
    switch object.kind {
    case .function(_, let index):
      let own = Builtins.functions.count
      guard index >= own else { return try Builtins.call(index, arguments, &self) }
      do throws(HostError) {
        return try assembly.host.functions[index - own].body(arguments, page)
      } catch {
        throw Fault(error.message, hint: error.hint)
      }
    case .loopMethod(let row, let serial, let method):
      return try callLoopMethod(method, row, serial, arguments)
    case .joiner(let row):
      defer { counters[row].count = 1 }
      return counters[row].count == 0 ? .string([]) : counters[row].values[0]
    case .cyclerMethod(let row, let name):
      let counter = counters[row]
      guard name == "next" || name == "reset" else { throw Fault("a cycler has no `\(name)`") }
      counters[row].count = name == "reset" ? 0 : (counter.count + 1) % counter.values.count
      return name == "reset" ? .none : counter.values[counter.count]
    default: throw Fault("\(object.typeName) cannot be called")
    }
  }
}

extension Fault {
  /// The call of a function that does not exist.
  fileprivate init(_ missing: Missing, called name: String) {
    self.init(missing)
    if case .variable = missing.reason {
      details.message = "no function or macro `\(name)`"
      details.hint = nil
    }
    if case .key(let method, _) = missing.reason, let hint = Missing.hint(forMethod: method) {
      details.hint = hint
    }
  }
}

// MARK: Macros

extension Machine {
  private mutating func call(
    _ macro: RuntimeObject.Macro, _ site: CallSite, at base: Int
  ) throws(Fault) {
    let index = try program(of: macro, site)
    guard let program = assembly.programs[index], let signature = program.signature else { return }
    let first = bindings.count
    try bindArguments(site, signature, at: base)
    while stack.count > base { stack.removeLast() }
    let (outer, outerScopes) = (frame, scopes.count)
    frame = Frame(base: first, scopeBase: first, module: macro.module, closure: macro.closure)
    let start = output.count
    try run(index)
    drop(bindings: first, scopes: outerScopes)
    frame = outer
    if site.output == nil { stack.append(try captured(from: start, site.context.language)) }
  }

  /// The program of a macro for a context; compiles one that was not foreseen.
  private mutating func program(
    of macro: RuntimeObject.Macro, _ site: CallSite
  ) throws(Fault) -> Int {
    let number = assembly.number(ofMacro: macro.index, in: macro.template)
    let known = macroPrograms[number].count
    if site.contextNumber < known, let program = macroPrograms[number][site.contextNumber] {
      return program
    }
    macroPrograms[number] += Array(repeating: nil, count: max(0, site.contextNumber + 1 - known))
    let kind = Unit.Kind.macro(template: macro.template, index: macro.index)
    let program = try compiled { $0.program(of: Unit(kind: kind, chain: 0, context: site.context)) }
    macroPrograms[number][site.contextNumber] = program
    return program
  }

  private mutating func bindArguments(
    _ site: CallSite, _ signature: Signature, at base: Int
  ) throws(Fault) {
    guard site.positional <= signature.parameters.count else {
      throw Fault(
        "macro `\(signature.name)` takes \(signature.parameters.count) arguments, not "
          + "\(site.positional)")
    }
    for index in signature.parameters.indices {
      let number = signature.parameters[index].number
      if index < site.positional {
        bindings.append(Binding(name: number, value: stack[base + 1 + index]))
        continue
      }
      let name = signature.parameters[index].name
      var value = Value.missing(.argument(name, ofMacro: signature.name))
      if let place = site.named.firstIndex(of: name) {
        value = stack[base + 1 + site.positional + place]
      }
      bindings.append(Binding(name: number, value: value))
    }
    if !site.named.isEmpty { try check(site, signature) }
    guard signature.usesCaller else { return }
    var caller = Value.undefined(Missing(.variable("caller"), at: nil))
    if let place = site.named.firstIndex(of: "caller") {
      caller = stack[base + 1 + site.positional + place]
    }
    bindings.append(Binding(name: assembly.callerName, value: caller))
  }
}

extension Machine {
  /// Whether a macro takes the arguments that have names.
  private func check(_ site: CallSite, _ signature: Signature) throws(Fault) {
    let names = signature.parameters.map(\.name)
    for name in site.named {
      if let index = names.firstIndex(of: name) {
        guard index >= site.positional else { throw Fault("`\(name)` is passed twice") }
      } else if name != "caller" || !signature.usesCaller {
        throw Fault(
          "macro `\(signature.name)` takes no `\(name)`",
          hint: names.closest(to: name).map { "did you mean `\($0)`?" })
      }
    }
  }
}

// MARK: Escaping by hand

extension Machine {
  /// `|escape`: text that is printed as it stands in this language.
  func escaped(_ value: Value, _ language: Language) throws(Fault) -> Value {
    if case .undefined(let missing) = value { throw Fault(missing) }
    var output = Output()
    switch (language, value) {
    case (.xml, .xml), (.html, .html), (.text, .html): return value
    case (.xml, _):
      Escaper.appendXML(value.printed, to: &output)
      return .xml(output.bytes())
    default:
      Escaper.appendHTML(value.printed, to: &output)
      return .html(trusting: output.bytes())
    }
  }

  /// `|safe`: only what is safe already.
  func markedSafe(_ value: Value) throws(Fault) -> Value {
    switch value {
    case .undefined(let missing): throw Fault(missing)
    case .html, .xml, .none, .bool, .int, .double: return value
    case .string(let bytes)
    where !bytes.contains {
      $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ">")
        || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
    }:
      return value
    default:
      throw Fault(
        "`safe` takes only HTML that digest made, not \(value.typeName)",
        hint: "write the HTML in the template and put the values into it")
    }
  }
}
