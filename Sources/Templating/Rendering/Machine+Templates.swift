internal import Diagnostics

// Blocks, and programs of other templates.

extension Machine {
  mutating func compose(
    _ instruction: Instruction, _ program: Program, _ counter: Int
  ) throws(Fault) {
    switch instruction {
    case .block(let index, let isScoped): try runBlock(index, isScoped: isScoped)
    case .capturedBlock(let index, let language):
      let start = output.count
      try runBlock(index, isScoped: false)
      stack.append(try captured(from: start, language))
    case .macro(let template, let index, let isTop):
      let macro = RuntimeObject.Macro(
        template: template, index: index, module: frame.module,
        closure: isTop ? nil : try closureOfScope())
      stack.append(.object(RuntimeObject(.macro(macro))))
    case .include(let load): try include(program.code.loads[load])
    case .importModule(let load): try importModule(program.code.loads[load])
    case .moduleName(let key):
      let module = top()
      let value = try attribute(key, of: module, program, counter)
      stack.append(value)
    case .parent(let index): try run(index)
    case .extend(let load):
      let load = program.code.loads[load]
      var template = load.template
      if template == nil { template = try self.template(named: pop(), load) }
      guard let template else { return }
      guard modules[frame.module].parent == nil else {
        throw Fault("a template can extend only one other")
      }
      modules[frame.module].parent = template
    case .runExtended(let chain, let level): try runExtended(chain, level)
    default: break
    }
  }

  /// Runs a block of the page, one within another, a parent's or one of `self`.
  ///
  /// A scoped block sees all that its place sees. Any other sees what was lent to the block that
  /// runs now, but not what that block has set.
  private mutating func runBlock(_ index: Int, isScoped: Bool) throws(Fault) {
    let (outer, outerScopes, first) = (frame, scopes.count, bindings.count)
    if isScoped {
      frame.lent = first - frame.base
    } else {
      try spend(frame.lent)
      for index in frame.base..<frame.base + frame.lent { bindings.append(bindings[index]) }
      (frame.base, frame.closure) = (first, nil)
    }
    (frame.scopeBase, frame.scopeClosure) = (bindings.count, nil)
    try run(index)
    drop(bindings: first, scopes: outerScopes)
    frame = outer
  }
}

// MARK: Other templates

extension Machine {
  /// Compiles what a request asks for, if it is not there yet.
  mutating func compiled(
    _ request: (inout Assembly) throws(Fault) -> Int
  ) throws(Fault) -> Int {
    // On a copy: what does not compile must not be found by the next page.
    var extended = assembly
    let index = try request(&extended)
    if !extended.pending.isEmpty {
      var compiler = Compiler(assembly: extended)
      compiler.compilePending()
      for fault in compiler.diagnostics where fault.severity == .error { throw Fault(fault) }
      extended = compiler.assembly
    }
    assembly = extended
    guesses += Array(repeating: Guess(), count: assembly.keyCount - guesses.count)
    nameGuesses += Array(repeating: Guess(), count: assembly.names.count - nameGuesses.count)
    return index
  }

  private mutating func program(
    ofTemplate template: Int, _ context: Context, after chain: [Int] = []
  ) throws(Fault) -> Int {
    let whole: [Int]
    do throws(Diagnostic) {
      whole = try assembly.chain(from: template, after: chain)
    } catch {
      throw Fault(error)
    }
    return try compiled { assembly in
      let number = assembly.number(ofChain: whole)
      let unit = Unit(kind: .body(level: chain.count), chain: number, context: context)
      return assembly.program(of: unit)
    }
  }

  /// The first template that exists of a name or a list of names.
  private func template(named value: Value, _ load: TemplateLoad) throws(Fault) -> Int? {
    if case .undefined(let missing) = value { throw Fault(missing) }
    var names: [Value] = [value]
    if case .list(let list) = value { names = list.elements }
    for name in names {
      if case .undefined(let missing) = name { throw Fault(missing) }
      guard case .string(let bytes) = name else {
        throw Fault("a template is named by text, not \(name.typeName)")
      }
      if let index = assembly.indices[String(decoding: bytes, as: UTF8.self)] { return index }
    }
    guard !load.ignoresMissing else { return nil }
    guard names.count == 1, let name = names[0].text else {
      throw Fault("none of these templates exists")
    }
    let text = String(decoding: name, as: UTF8.self)
    throw Fault("no template `\(text)`", hint: assembly.hint(for: text))
  }

  private mutating func include(_ load: TemplateLoad) throws(Fault) {
    var index = load.program
    if index == nil {
      guard let template = try template(named: pop(), load) else { return }
      index = try program(ofTemplate: template, load.context)
    }
    guard let index else { return }
    includeDepth += 1
    guard includeDepth <= limits.includeDepth else {
      throw Fault("includes nested more than \(limits.includeDepth) deep")
    }
    try runModule(
      index,
      load.withContext
        ? .include(
          base: frame.base, top: bindings.count, closure: frame.closure, module: frame.module)
        : .nothing)
    includeDepth -= 1
    // A module that imports were added behind stays, so that theirs keep their rows.
    if lastModule == modules.count - 1 { modules.removeLast() }
  }

  /// Runs a file with variables of its own; its row is then `lastModule`.
  private mutating func runModule(
    _ index: Int, _ surroundings: Module.Surroundings
  ) throws(Fault) {
    let row = modules.count
    modules.append(Module(surroundings: surroundings))
    let (outer, outerScopes, first) = (frame, scopes.count, bindings.count)
    frame = Frame(base: first, scopeBase: first, module: row)
    try run(index)
    drop(bindings: first, scopes: outerScopes)
    frame = outer
    lastModule = row
  }

  private mutating func importModule(_ load: TemplateLoad) throws(Fault) {
    var index = load.program
    if index == nil {
      guard let template = try template(named: pop(), load) else { return }
      index = try program(ofTemplate: template, load.context)
    }
    guard let index else { return }
    if !load.withContext, let row = imported[index] {
      return stack.append(.object(RuntimeObject(.module(row: row))))
    }
    if !load.withContext, try importLibrary(index) { return }
    includeDepth += 1
    guard includeDepth <= limits.includeDepth else {
      throw Fault("imports nested more than \(limits.includeDepth) deep")
    }
    let start = output.count
    try runModule(
      index,
      load.withContext
        ? .importer(modules[frame.module].bindings + visible, module: frame.module) : .nothing)
    includeDepth -= 1
    try spend((output.count - start) / 64)
    output.truncate(to: start)
    if !load.withContext {
      imported[index] = lastModule
      if assembly.programs[index]?.isLibrary == true, lastModule == libraries.count + 1 {
        libraries[index] = lastModule
      }
    }
    stack.append(.object(RuntimeObject(.module(row: lastModule))))
  }

  /// Pushes a module that an earlier page has imported, if this page may import one now.
  private mutating func importLibrary(_ index: Int) throws(Fault) -> Bool {
    guard let row = libraries[index], depth < limits.recursion, includeDepth < limits.includeDepth
    else { return false }
    try spend(1)
    imported[index] = row
    stack.append(.object(RuntimeObject(.module(row: row))))
    return true
  }

  private mutating func runExtended(_ chain: Int, _ level: Int) throws(Fault) {
    guard let parent = modules[frame.module].parent else { return }
    modules[frame.module].parent = nil
    let derived = Array(assembly.chains[chain].prefix(level + 1))
    guard !derived.contains(parent) else {
      throw Fault("`\(assembly.templates[parent].name)` extends itself")
    }
    let language = assembly.templates[derived[0]].language
    try run(try program(ofTemplate: parent, .start(of: language), after: derived))
  }
}
