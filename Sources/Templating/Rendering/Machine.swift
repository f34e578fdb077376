internal import Diagnostics

/// Runs programs: a stack of values, a stack of variables, and the page being written.
///
/// Its buffers are kept from page to page. Whatever changes while a page renders is here; the
/// programs and the values are not touched.
struct Machine: ~Copyable {
  /// What a name is looked up in, from a place in the variables on.
  struct Frame: Sendable {
    /// The first variable of the macro, block or file that runs.
    var base = 0
    /// The first variable of the innermost scope.
    var scopeBase = 0
    /// How many variables from `base` on the place of a scoped block lends to it.
    var lent = 0
    var module = 0
    /// The row of what the macro that runs can see around its definition.
    var closure: Int?
    /// The row of what macros defined in the innermost scope can see.
    var scopeClosure: Int?
  }

  /// A scope to go back to.
  struct Scope {
    var base: Int
    var closure: Int?
  }

  /// The top-level variables of a file that runs, and what lies around it.
  struct Module {
    enum Surroundings {
      /// The values of the page.
      case page
      /// Only functions.
      case nothing
      /// The variables of the file that includes this one.
      case include(base: Int, top: Int, closure: Int?, module: Int)
      /// Copies of the variables of the file that imports this one.
      case importer([Binding], module: Int)
    }

    var surroundings: Surroundings
    var bindings: [Binding] = []
    /// The template that a computed `extends` named.
    var parent: Int?
  }

  var assembly: Assembly
  var output = Output()
  var stack: [Value] = []
  var bindings: [Binding] = []
  var frame = Frame()
  var scopes: [Scope] = []
  /// What macros can see of the scopes they were defined in, as long as the page renders: a macro may
  /// outlive its scope, in a namespace.
  var closures: [[Binding]] = []
  /// The page's, then libraries, then those of other files that ran.
  var modules: [Module] = []
  /// Where files are that only define macros, by program: they stay for the next page.
  var libraries: [Int: Int] = [:]
  /// The row of the module that ran last.
  var lastModule = 0
  var loops: [LoopState] = []
  var loopSerial = 0
  /// The depth of the loop that a recursive call is about to begin.
  var recursion: Int?
  /// By number of a key, where it was found last.
  var guesses: [Guess]
  /// By number of a name, where it was found last among the values of a page.
  var nameGuesses: [Guess]
  var answers = Answers()
  var namespaces: [[Binding]] = []
  /// Rows of joiners and cyclers: how often each was asked, and what it gives.
  var counters: [(count: Int, values: [Value])] = []
  var captures: [Int] = []
  /// Where modules imported without context are, by program.
  var imported: [Int: Int] = [:]
  /// By the number of a macro and that of a context.
  var macroPrograms: [[Int?]]
  var fuel = 0
  var depth = 0
  var includeDepth = 0
  var values = Map(Shape([]), [])
  var page: HostPage?
  /// Of the page.
  var language = Language.text
  var profile: Profile?

  init(_ assembly: Assembly) {
    self.assembly = assembly
    macroPrograms = Array(repeating: [], count: assembly.macroCount)
    guesses = Array(repeating: Guess(), count: assembly.keyCount)
    nameGuesses = Array(repeating: Guess(), count: assembly.names.count)
  }

  var limits: Limits { assembly.host.limits }

  /// Forgets the last page but keeps its buffers.
  private mutating func reset() {
    output.truncate(to: 0)
    stack.clear()
    bindings.clear()
    scopes.clear()
    closures.clear()
    modules.removeLast(max(0, modules.count - 1 - libraries.count))
    loops.clear()
    namespaces.clear()
    counters.clear()
    captures.clear()
    if !imported.isEmpty { imported.removeAll(keepingCapacity: true) }
    frame = Frame()
    (fuel, depth, includeDepth, recursion) = (limits.fuel, 0, 0, nil)
  }

  /// Runs the program of a page.
  mutating func render(
    _ program: Int, _ values: Map, page: HostPage?, into bytes: inout [UInt8]
  ) throws(Fault) {
    reset()
    self.values = values
    self.page = page
    if modules.isEmpty { modules.append(Module(surroundings: .page)) }
    modules[0] = Module(surroundings: .page)
    try run(program)
    output.append(to: &bytes)
  }
}

extension Array {
  /// Empties an array that is nearly so and keeps its memory, without the cost of a range.
  fileprivate mutating func clear() { while !isEmpty { removeLast() } }
}

// MARK: Running

extension Machine {
  /// Runs a program from an instruction to its end, or to the end of a loop called recursively.
  mutating func run(_ index: Int, from start: Int = 0) throws(Fault) {
    guard let program = assembly.programs[index] else { throw Fault("this was not compiled") }
    depth += 1
    guard depth <= limits.recursion else {
      throw Fault("calls nested more than \(limits.recursion) deep")
    }
    try spend(1 &+ program.code.instructions.count / 64)
    try checkOutput()
    let outer = profile?.enter(program.template)
    try execute(program, index, from: start)
    profile?.leave(to: outer)
    depth -= 1
  }

  private mutating func execute(
    _ program: Program, _ index: Int, from start: Int
  ) throws(Fault) {
    var counter = start
    do throws(Fault) {
      let instructions = program.code.instructions
      let text = program.code.text
      let firstKey = program.firstKey
      while counter < instructions.count {
        switch instructions[counter] {
        case .literal(let start, let end):
          output.append(text, start..<end)
        case .emitAttribute(let name, let key, let escape):
          if let value = guess(firstKey + key, ofVariable: name) {
            try write(value, escape)
          } else {
            let object = load(name, program, counter)
            try write(attribute(key, of: object, program, counter), escape)
          }
        case .emitName(let name, let escape): try write(load(name, program, counter), escape)
        case .emit(let escape): try write(pop(), escape)
        case .constant(let index): stack.append(program.code.constants[index])
        case .load(let name): stack.append(load(name, program, counter))
        case .attribute(let key):
          if let value = guess(firstKey + key) {
            stack[stack.count - 1] = value
          } else {
            stack.append(try attribute(key, of: pop(), program, counter))
          }
        case .attributeOfName(let name, let key):
          if let value = guess(firstKey + key, ofVariable: name) {
            stack.append(value)
            counter += 3
            continue
          }
        case .jump(let target):
          counter = target
          continue
        case .jumpIfFalse(let target):
          if try !pop().truth() {
            counter = target
            continue
          }
        case .store(let name): store(pop(), name)
        case .not: stack.append(.bool(try !pop().truth()))
        case .isNone:
          if case .none = pop() { stack.append(.bool(true)) } else { stack.append(.bool(false)) }
        case .emitCall(let site): try call(program.code.calls[site])
        case .ask(let site, let question): try ask(program.code.calls[site], question)
        case .bindLoop: bindLoop()
        case .isDefined: stack.append(.bool(!pop().isUndefined))
        case .nextItem(let target):
          if try !nextItem(body: target &- counter) {
            counter = target
            continue
          }
        case .finishLoop: if finishLoop() { return }
        case let instruction:
          if let target = try execute(instruction, program, index, counter) {
            counter = target
            continue
          }
        }
        counter += 1
      }
    } catch {
      throw error.passing(program, counter)
    }
  }

  /// Runs an instruction that is not among the most frequent.
  ///
  /// - Returns: Where to go on, if not at the next one.
  private mutating func execute(
    _ instruction: Instruction, _ program: Program, _ index: Int, _ counter: Int
  ) throws(Fault) -> Int? {
    switch instruction {
    case .item, .slice, .list, .tuple, .record, .map, .binary, .sign, .concatenate, .drop,
      .noElse, .raise:
      try compute(instruction, program, counter)
    case .jumpIfFalseKeeping(let target):
      if try !top().truth() { return target }
      stack.removeLast()
    case .jumpIfTrueKeeping(let target):
      if try top().truth() { return target }
      stack.removeLast()
    case .compareOrJump(let operation, let target):
      let right = pop()
      let left = pop()
      let result = try combine(left, operation, right)
      guard try result.truth() else {
        stack.append(result)
        return target
      }
      stack.append(right)
    case .filter, .test, .call, .escape, .markSafe:
      try call(instruction, program, counter)
    case .argument(let name, let target):
      if !isMissing(name) { return target }
    case .beginLoop(let entry): try beginLoop(entry: entry, index)
    case .endLoop(let target): if endLoop() { return target }
    case .jumpIfExtended(let target): if modules[frame.module].parent != nil { return target }
    case .keepIfTrue, .endFilter, .storeInModule, .storeField, .unpack, .pushScope,
      .popScope, .beginCapture, .endCapture:
      try bind(instruction, program, counter)
    default: try compose(instruction, program, counter)
    }
    return nil
  }

  static let exhausted = Fault("the page takes too long", hint: "look for loops within loops")

  mutating func top() -> Value { stack.last ?? .none }

  mutating func pop() -> Value { stack.popLast() ?? .none }
}

extension Fault {
  /// Adds what is known of the place while unwinding through a program.
  fileprivate func passing(_ program: Program, _ counter: Int) -> Fault {
    guard details.diagnostic == nil else { return self }
    var fault = self
    let code = program.code
    let range = counter < code.ranges.count ? code.ranges[counter] : 0..<0
    let place = Place(template: program.template, range: range)
    guard details.isPlaced else {
      if details.place == nil { fault.details.place = place }
      fault.details.isPlaced = true
      return fault
    }
    let note: String?
    switch code.instructions[counter] {
    case .call(let site), .emitCall(let site): note = "in `\(code.calls[site].name)`, called here"
    case .filter(let site), .ask(let site, _):
      note = "in filter `\(code.calls[site].name)`, used here"
    case .include: note = "included from here"
    case .importModule: note = "imported from here"
    case .parent, .runExtended: note = "extended from here"
    default: note = nil
    }
    // A recursion of hundreds of calls is told by its first ones.
    if let note, details.notes.count < 8 { fault.details.notes.append((place, note)) }
    return fault
  }
}

// MARK: Writing

extension Machine {
  mutating func checkOutput() throws(Fault) {
    guard output.count <= limits.output else {
      throw Fault("the page is larger than \(limits.output >> 20) MiB")
    }
  }

  /// Writes a value so that it means itself where it stands.
  mutating func write(_ value: Value, _ escape: Escape) throws(Fault) {
    switch value {
    case .string(let bytes): write(bytes, escape)
    case .int(let number): output.append(decimal: number)
    case .html(let html): write(html, escape)
    case .xml(let bytes):
      switch escape {
      case .xml: Escaper.appendXML(bytes, to: &output, keepsMarkup: true)
      default: write(bytes, escape)
      }
    case .undefined(let missing): if !missing.isSilent { throw Fault(missing) }
    default:
      try spend(value.weight)
      write(value.printed, escape)
    }
    try checkOutput()
  }

  private mutating func write(_ html: SafeHTML, _ escape: Escape) {
    switch escape {
    case .nothing, .text, .json: output.append(html.bytes)
    case .attribute: Escaper.appendHTML(html.bytes, to: &output, keepsReferences: true)
    case .xml: write(html.bytes, escape)
    // An address that a macro or block wrote as text: what stands there is escaped once more.
    case .address, .localAddress, .path, .query:
      write(html.bytes.unescapingReferences, escape)
    }
  }

  private mutating func write(_ bytes: [UInt8], _ escape: Escape) {
    switch escape {
    case .nothing: output.append(bytes)
    case .text, .attribute: Escaper.appendHTML(bytes, to: &output)
    case .address: Escaper.appendAddress(bytes, to: &output, isLocal: false)
    case .localAddress: Escaper.appendAddress(bytes, to: &output, isLocal: true)
    case .path: Escaper.appendPath(bytes, to: &output)
    case .query: Escaper.appendQuery(bytes, to: &output)
    case .json:
      var text: [UInt8] = []
      JSONWriter.append(.string(bytes), to: &text)
      output.append(text)
    case .xml: Escaper.appendXML(bytes, to: &output)
    }
  }
}
