internal import Diagnostics

/// Turns trees into programs, and knows at every `{{ }}` where in the document it stands.
///
/// A block, macro or include is compiled once for each context it is used in, and has to end in
/// the context in which it begins. What a unit uses is put on the assembly's list, so nothing
/// here recurses over templates.
struct Compiler {
  var assembly: Assembly
  private(set) var diagnostics: [Diagnostic] = []

  // What is being compiled.
  var unit: Unit
  var templateIndex = 0
  var code = Code()
  var context: Context
  /// Whether the context is unknown after a fault, so that no more faults follow from it.
  var isLost = false
  /// Where the last tag of the literal text begins.
  var lastOpening: Range<Int>?
  /// How many scopes are open; 0 means that `set` sets a variable of the module.
  var scopes = 0
  /// How many `if` are open: there an unknown filter or template may be meant to be.
  var conditions = 0
  /// Whether output here is thrown away, because the template extends another.
  var isExtended = false
  var mayBeExtended = false
  var loops: [LoopLabels] = []
  /// Names that were assigned so far, and for each open loop those assigned before it.
  var assigned: Set<String> = []
  var assignedBefore: [Set<String>] = []

  struct LoopLabels {
    var next: Int
    /// Jumps to be aimed at the end of the loop.
    var breaks: [Int] = []
  }

  init(assembly: Assembly) {
    self.assembly = assembly
    context = .start(of: .text)
    unit = Unit(kind: .body(level: 0), chain: 0, context: context)
  }

  /// Compiles all that is pending, and all that this needs.
  mutating func compilePending() {
    while let unit = assembly.pending.popLast() {
      guard let index = assembly.units[unit], assembly.programs[index] == nil else { continue }
      guard assembly.programs.count <= Limits.programs else {
        templateIndex = assembly.chains[unit.chain].first ?? 0
        return report("templates are used within each other in too many contexts", at: 0..<0)
      }
      assembly.programs[index] = compile(unit)
    }
  }

  var template: Template { assembly.templates[templateIndex] }

  mutating func report(
    _ message: String, at range: Range<Int>, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    report(Diagnostic(severity, in: template.source, at: range, message, hint: hint))
  }

  mutating func report(_ diagnostic: Diagnostic) {
    // One place compiled for several contexts has one fault.
    guard !diagnostics.contains(diagnostic) else { return }
    diagnostics.append(diagnostic)
  }
}

// MARK: Units

extension Compiler {
  private mutating func compile(_ unit: Unit) -> Program {
    self.unit = unit
    code = Code()
    context = unit.context
    (isLost, isExtended, mayBeExtended) = (false, false, false)
    lastOpening = nil
    (scopes, conditions, loops) = (0, 0, [])
    (assigned, assignedBefore) = ([], [])
    var signature: Signature?
    switch unit.kind {
    case .body(let level): compileBody(at: level)
    case .block(let name, let level):
      templateIndex = assembly.chains[unit.chain][level]
      scopes = 1
      guard let block = template.blocks[name] else { break }
      compile(block.body)
      expectSameContext("block `\(name)`", at: block.range)
    case .macro(let template, let index):
      templateIndex = template
      scopes = 1
      compileMacro(self.template.macros[index])
      signature = self.signature(of: self.template.macros[index])
    }
    return Program(
      template: templateIndex, code: code, firstKey: assembly.number(keys: code.keys.count),
      signature: signature, isLibrary: unit.isBody && template.body.allSatisfy(\.isDefinition))
  }

  private mutating func compileBody(at level: Int) {
    let chain = assembly.chains[unit.chain]
    templateIndex = chain[level]
    compile(template.body)
    if level + 1 < chain.count {
      let next = Unit(kind: .body(level: level + 1), chain: unit.chain, context: context)
      emit(.parent(program: assembly.program(of: next)), at: template.extendsRange)
      return
    }
    if mayBeExtended { emit(.runExtended(chain: unit.chain, level: level), at: 0..<0) }
    let end = template.source.bytes.count
    expectSameContext("the template", at: end..<end)
  }

  private mutating func signature(of macro: MacroDefinition) -> Signature {
    Signature(
      name: macro.name, number: assembly.number(of: macro.name),
      parameters: macro.parameters.map { ($0.name, assembly.number(of: $0.name)) },
      usesCaller: macro.usesCaller && !macro.parameters.contains { $0.name == "caller" })
  }

  private mutating func compileMacro(_ macro: MacroDefinition) {
    for parameter in macro.parameters {
      guard let fallback = parameter.fallback else { continue }
      let name = assembly.number(of: parameter.name)
      let jump = emit(.argument(name: name, 0), at: fallback.range)
      compile(fallback)
      emit(.store(name), at: fallback.range)
      code.instructions[jump] = .argument(name: name, code.instructions.count)
    }
    compile(macro.body)
    expectSameContext("macro `\(macro.name)`", at: macro.range)
  }

  /// Reports a piece that ends in another context than it begins in.
  private mutating func expectSameContext(_ what: String, at range: Range<Int>) {
    guard !isLost, context.behindPiece != unit.context.behindPiece else { return }
    report(
      "\(what) ends in \(context.description), but begins in \(unit.context.description)",
      at: lastOpening ?? range, hint: "open and close tags and quotes in the same piece")
  }
}

extension Unit {
  fileprivate var isBody: Bool {
    if case .body = kind { true } else { false }
  }
}

extension Node {
  /// Whether it does nothing in a file that is imported but to define a macro.
  fileprivate var isDefinition: Bool {
    switch kind {
    case .text, .macro: true
    default: false
    }
  }
}

// MARK: Code

extension Compiler {
  @discardableResult
  mutating func emit(_ instruction: Instruction, at range: Range<Int>) -> Int {
    code.instructions.append(instruction)
    code.ranges.append(range)
    return code.instructions.count - 1
  }

  /// Where the next instruction will be.
  var here: Int { code.instructions.count }

  /// Aims a jump at the next instruction.
  mutating func aim(_ jump: Int) {
    let instruction: Instruction =
      switch code.instructions[jump] {
      case .jumpIfFalse: .jumpIfFalse(here)
      case .jumpIfFalseKeeping: .jumpIfFalseKeeping(here)
      case .jumpIfTrueKeeping: .jumpIfTrueKeeping(here)
      case .compareOrJump(let operation, _): .compareOrJump(operation, here)
      case .nextItem: .nextItem(here)
      case .endLoop: .endLoop(here)
      case .jumpIfExtended: .jumpIfExtended(here)
      default: .jump(here)
      }
    code.instructions[jump] = instruction
  }

  mutating func key(_ name: String) -> Int {
    let number = assembly.number(of: name)
    code.keys.append(assembly.keys[number])
    return code.keys.count - 1
  }

  mutating func raise(_ message: String, hint: String?, at range: Range<Int>) {
    code.faults.append((message, hint))
    emit(.raise(code.faults.count - 1), at: range)
  }

  /// Reports a fault now, or where it may never be reached warns and raises it then.
  mutating func reportOrRaise(_ message: String, hint: String?, at range: Range<Int>) {
    if conditions == 0 {
      report(message, at: range, hint: hint)
    } else {
      report(message, at: range, hint: hint, severity: .warning)
    }
    raise(message, hint: hint, at: range)
  }
}
