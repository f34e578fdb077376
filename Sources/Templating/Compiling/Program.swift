/// A compiled piece of a template: the body of a file, a block or a macro, for one context.
///
/// A flat list of instructions for a machine with a stack, and beside it the source range of
/// each. It never changes, so one copy serves every task of a build.
final class Program: Sendable {
  /// The template whose source the ranges are of.
  let template: Int
  let code: Code
  /// The number of its first key among those of all programs of the set.
  let firstKey: Int
  /// For a macro.
  let signature: Signature?
  /// Whether it is a file that only defines macros.
  let isLibrary: Bool

  init(template: Int, code: Code, firstKey: Int, signature: Signature?, isLibrary: Bool) {
    self.template = template
    self.code = code
    self.firstKey = firstKey
    self.signature = signature
    self.isLibrary = isLibrary
  }
}

/// What a macro takes.
final class Signature: Sendable {
  let name: String
  let number: Int
  let parameters: [(name: String, number: Int)]
  let usesCaller: Bool

  init(
    name: String, number: Int, parameters: [(name: String, number: Int)], usesCaller: Bool
  ) {
    self.name = name
    self.number = number
    self.parameters = parameters
    self.usesCaller = usesCaller
  }
}

/// Instructions and the tables their operands index.
struct Code: Sendable {
  var instructions: [Instruction] = []
  /// The bytes each instruction came from, index for index.
  var ranges: [Range<Int>] = []
  /// All literal text, part after part.
  var text: [UInt8] = []
  var constants: [Value] = []
  /// One for each place that looks something up.
  var keys: [Key] = []
  var shapes: [Shape] = []
  var calls: [CallSite] = []
  var loads: [TemplateLoad] = []
  /// What `raise` raises.
  var faults: [(message: String, hint: String?)] = []
}

/// A call of a filter, a test, a function or a macro: how its arguments lie on the stack.
final class CallSite: Sendable {
  enum Function: Sendable {
    case filter(Builtins.Filter)
    case test(Builtins.Test)
    case host(HostFilter)
    /// Whatever value is below the arguments.
    case value
  }

  /// Where a result is written, and how.
  struct Output: Sendable {
    var context: Context
    var escape: Escape
  }

  let name: String
  let positional: Int
  /// The names of the arguments on top of those.
  let named: [String]
  let function: Function
  /// The arguments, if they are all written out; then they are not on the stack.
  let constants: Arguments?
  /// `nil` if the result goes on the stack.
  let output: Output?
  /// What a macro writes for, and its number in the set.
  let context: Context
  let contextNumber: Int

  init(
    name: String, positional: Int, named: [String], function: Function, constants: Arguments?,
    output: Output?, context: Context, contextNumber: Int
  ) {
    self.name = name
    self.positional = positional
    self.named = named
    self.function = function
    self.constants = constants
    self.output = output
    self.context = context
    self.contextNumber = contextNumber
  }
}

/// An `include`, `import` or `extends`.
struct TemplateLoad: Sendable {
  /// The template, if its name was written out; else the name is on the stack.
  var template: Int?
  /// Its program for this context, where one is needed.
  var program: Int?
  var ignoresMissing: Bool
  var withContext: Bool
  var context: Context
}

/// One step of a program. Operands are jump targets or indices into the tables of its `Code`,
/// names are numbers of the set's table of names.
enum Instruction: Sendable {
  // Writing
  /// A part of the program's text.
  case literal(from: Int, to: Int)
  case emit(Escape)
  /// `{{ name }}` and `{{ name.key }}`, without the stack.
  case emitName(Int, Escape)
  case emitAttribute(name: Int, key: Int, Escape)

  // Values
  case constant(Int)
  case load(Int)
  case attribute(Int)
  /// `name.key` if the key's place in the map was guessed; then the two instructions behind it are
  /// skipped, which do the same in every case.
  case attributeOfName(name: Int, key: Int)
  case item
  case slice
  case list(Int)
  case tuple(Int)
  /// A map with constant keys, or with as many keys and values on the stack.
  case record(shape: Int)
  case map(Int)
  case binary(BinaryOperator)
  case sign(negative: Bool)
  case not
  case concatenate(Int)
  /// Compares the two values on top, and jumps if false with `false` on the stack, else goes on
  /// with the right one.
  case compareOrJump(BinaryOperator, Int)
  case drop

  // Control
  case jump(Int)
  case jumpIfFalse(Int)
  /// Jumps and keeps the value, or drops it and goes on.
  case jumpIfFalseKeeping(Int)
  case jumpIfTrueKeeping(Int)
  case noElse
  case raise(Int)

  // Calls
  case filter(Int)
  /// A filter of the host whose arguments are written out, and its number: what it makes of a text
  /// is remembered.
  case ask(Int, number: Int)
  case test(Int)
  /// `is none` and `is defined`, the commonest tests.
  case isNone
  case isDefined
  case call(Int)
  /// Calls and writes the result, straight to the page if it is a macro's.
  case emitCall(Int)
  case escape(Language)
  case markSafe

  // Variables
  case store(Int)
  case storeInModule(Int)
  case storeField(key: Int)
  /// Takes a list apart, its first element on top.
  case unpack(Int)
  case pushScope
  case popScope
  /// Goes to the target unless the argument is missing.
  case argument(name: Int, Int)

  // Loops
  /// Takes the items from the stack; `entry` is where a recursive call begins.
  case beginLoop(entry: Int?)
  case nextItem(Int)
  case bindLoop
  case keepIfTrue
  case endFilter
  /// Goes on if there was no item, else jumps.
  case endLoop(Int)
  case finishLoop

  // Captures
  case beginCapture
  case endCapture(Language)

  // Templates
  case block(program: Int, isScoped: Bool)
  case capturedBlock(program: Int, Language)
  /// At the top of its file a macro sees the variables of the file as they are when it is called.
  case macro(template: Int, index: Int, isTop: Bool)
  case include(Int)
  case importModule(Int)
  /// Takes a name of the module on top, which stays.
  case moduleName(key: Int)
  case parent(program: Int)
  case extend(Int)
  case jumpIfExtended(Int)
  /// Goes on with the template that `extend` named, if one did.
  case runExtended(chain: Int, level: Int)
}
