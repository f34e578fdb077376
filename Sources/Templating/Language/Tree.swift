/// An expression as its author wrote it, with the bytes it stands on.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case map([(key: Expression, value: Expression)])
    case attribute(Expression, String)
    case item(Expression, Expression)
    case slice(Expression, from: Expression?, to: Expression?, step: Expression?)
    case filter(Expression, name: String, Arguments)
    case test(Expression, name: String, Arguments)
    case call(Expression, Arguments)
    case not(Expression)
    case sign(Expression, negative: Bool)
    case binary(BinaryOperator, Expression, Expression)
    /// `a < b <= c`: each operand is evaluated once.
    case comparison(Expression, [(BinaryOperator, Expression)])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case concatenation([Expression])
    case conditional(test: Expression, then: Expression, otherwise: Expression?)
    /// The captured text that a block's filters work on.
    case captured
  }

  struct Arguments: Sendable {
    var positional: [Expression] = []
    var named: [(name: String, value: Expression)] = []

    var isEmpty: Bool { positional.isEmpty && named.isEmpty }
  }

  var kind: Kind
  var range: Range<Int>
  /// For a filter, test or attribute: its name alone.
  var nameRange: Range<Int>

  init(_ kind: Kind, at range: Range<Int>, name: Range<Int>? = nil) {
    self.kind = kind
    self.range = range
    nameRange = name ?? range
  }
}

extension Expression {
  /// Its text, if it is a literal.
  var literalText: String? {
    guard case .constant(.string(let bytes)) = kind else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What an assignment or a loop binds.
struct Target: Sendable {
  indirect enum Kind: Sendable {
    case name(String)
    /// `ns.field`, of a namespace.
    case attribute(String, String)
    case tuple([Target])
  }

  var kind: Kind
  var range: Range<Int>
}

/// A statement as its author wrote it.
struct Node: Sendable {
  indirect enum Kind: Sendable {
    /// The bytes of the range, as they stand.
    case text
    case output(Expression)
    case condition([(test: Expression, body: [Node])], otherwise: [Node]?)
    case loop(Loop)
    case set(Target, Expression)
    /// `filters` works on `.captured`.
    case setBlock(Target, filters: Expression, body: [Node])
    case with([(Target, Expression)], body: [Node])
    case filter(Expression, body: [Node])
    case autoescape(Bool, body: [Node])
    case block(Block)
    case extends(Expression)
    case include(Expression, ignoresMissing: Bool, withContext: Bool)
    case `import`(Expression, as: String, withContext: Bool)
    case importNames(Expression, [(name: String, alias: String, Range<Int>)], withContext: Bool)
    /// By index into the template's macros.
    case macro(Int)
    /// The call, and the index of the macro that its body becomes.
    case call(Expression, body: Int)
    case exit(isBreak: Bool)
  }

  struct Loop: Sendable {
    var target: Target
    var items: Expression
    var filter: Expression?
    var isRecursive: Bool
    /// Whether the body may use the variable `loop`.
    var usesLoop: Bool
    var body: [Node]
    var otherwise: [Node]?
  }

  struct Block: Sendable {
    var name: String
    var isScoped: Bool
    var isRequired: Bool
    var body: [Node]
    /// The opening tag.
    var range: Range<Int>
  }

  var kind: Kind
  /// The whole tag; of a block statement the opening tag.
  var range: Range<Int>
}

/// A macro, or the body of a `call`.
struct MacroDefinition: Sendable {
  struct Parameter: Sendable {
    var name: String
    var fallback: Expression?
  }

  var name: String
  var parameters: [Parameter]
  var body: [Node]
  /// Whether the body calls `caller`.
  var usesCaller: Bool
  var range: Range<Int>
}
