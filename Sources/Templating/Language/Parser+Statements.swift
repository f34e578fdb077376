internal import Diagnostics

extension Parser {
  private static let statements = [
    "if", "for", "set", "with", "block", "extends", "include", "import", "from", "macro", "call",
    "filter", "autoescape", "raw", "break", "continue",
  ]
  /// What ends or continues a statement.
  private static let parts = [
    "elif", "else", "endif", "endfor", "endset", "endwith", "endblock", "endmacro", "endcall",
    "endfilter", "endautoescape", "endraw",
  ]

  /// Parses the statement whose keyword is current.
  ///
  /// - Returns: `nil` after a fault from which the parser could go on.
  mutating func statement(
    _ keyword: String, from start: Int, opening: (name: String, range: Range<Int>)?
  ) throws(Diagnostic) -> Node? {
    switch keyword {
    case "if", "for", "with", "block", "macro", "call", "filter", "autoescape":
      return try nested { parser throws(Diagnostic) in
        try parser.blockStatement(keyword, from: start)
      }
    case "set": return try set(from: start)
    case "extends", "include", "import", "from", "break", "continue":
      do throws(Diagnostic) {
        let kind = try simpleStatement(keyword, from: start)
        try expect(.blockEnd)
        return Node(kind: kind, range: start..<previousEnd)
      } catch {
        template.diagnostics.append(error)
        recover()
        return nil
      }
    default: throw unknownStatement(keyword, opening: opening)
    }
  }

  private func unknownStatement(
    _ keyword: String, opening: (name: String, range: Range<Int>)?
  ) -> Diagnostic {
    guard Self.parts.contains(keyword) else {
      let near = (Self.statements + Self.parts).closest(to: keyword)
      return fault("no statement `\(keyword)`", hint: near.map { "did you mean `\($0)`?" })
    }
    guard let opening else { return fault("`\(keyword)` closes nothing that is open") }
    var fault = fault("`\(keyword)` does not fit: `\(opening.name)` is open")
    fault.notes = [.init(in: template.source, at: opening.range, "`\(opening.name)` begins here")]
    return fault
  }

  private mutating func blockStatement(
    _ keyword: String, from start: Int
  ) throws(Diagnostic) -> Node {
    switch keyword {
    case "if": try condition(from: start)
    case "for": try loop(from: start)
    case "with": try with(from: start)
    case "block": try block(from: start)
    case "macro": try macro(from: start)
    case "call": try call(from: start)
    case "filter": try filterBlock(from: start)
    default: try autoescape(from: start)
    }
  }

  private mutating func simpleStatement(
    _ keyword: String, from start: Int
  ) throws(Diagnostic) -> Node.Kind {
    switch keyword {
    case "extends": return try extends(from: start)
    case "include": return try include()
    case "import": return try importModule()
    case "from": return try importNames()
    default:
      guard loopDepth > 0 else {
        throw fault("`\(keyword)` outside of a loop", hint: "it works only directly in a `for`")
      }
      advance()
      return .exit(isBreak: keyword == "break")
    }
  }

  /// Parses the body of a statement up to one of `ends`.
  mutating func body(
    of keyword: String, from range: Range<Int>, until ends: String...
  ) throws(Diagnostic) -> (nodes: [Node], end: String) {
    try nodes(until: ends, opening: (keyword, range))
  }

  /// Skips `endX %}`.
  mutating func finish() throws(Diagnostic) {
    advance()
    try expect(.blockEnd)
  }

  /// Parses `body` as a scope of its own, where `extends`, `break` and `continue` have no place.
  mutating func inScope<Result>(
    loops: Int = 0, _ body: (inout Parser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let outer = (loopDepth, isTopLevel)
    loopDepth = loops
    isTopLevel = false
    defer { (loopDepth, isTopLevel) = outer }
    return try conditionally(body)
  }
}

// MARK: Control

extension Parser {
  /// The expression of an `if` or `for`, up to the end of its tag; a fault in it is noted.
  private mutating func head(
    _ parse: (inout Parser) throws(Diagnostic) -> Expression
  ) -> Expression {
    do throws(Diagnostic) {
      let value = try parse(&self)
      try expect(.blockEnd)
      return value
    } catch {
      template.diagnostics.append(error)
      recover()
      return Expression(.constant(.none), at: error.range)
    }
  }

  private mutating func condition(from start: Int) throws(Diagnostic) -> Node {
    var branches: [(test: Expression, body: [Node])] = []
    var otherwise: [Node]?
    var range = start..<start
    var end = "elif"
    while end != "endif" {
      let isElse = end == "else"
      advance()
      if isElse { try expect(.blockEnd) }
      let test = isElse ? nil : head { parser throws(Diagnostic) in try parser.tuple() }
      if branches.isEmpty { range = start..<previousEnd }
      let (nodes, next) = try conditionally { parser throws(Diagnostic) in
        isElse
          ? try parser.body(of: "if", from: range, until: "endif")
          : try parser.body(of: "if", from: range, until: "elif", "else", "endif")
      }
      if let test { branches.append((test, nodes)) } else { otherwise = nodes }
      end = next
    }
    try finish()
    return Node(kind: .condition(branches, otherwise: otherwise), range: range)
  }

  private mutating func loop(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let target = try target(allowsAttributes: false)
    guard skip(name: "in") else { throw fault("expected `in`, found \(found)") }
    var filter: Expression?
    var isRecursive = false
    let items = head { parser throws(Diagnostic) in
      let items = try parser.tuple(isOfLoop: true)
      if parser.skip(name: "if") { filter = try parser.expression() }
      isRecursive = parser.skip(name: "recursive")
      return items
    }
    let range = start..<previousEnd
    let depth = loopDepth
    let outerUse = usesLoop
    usesLoop = false
    let (nodes, end) = try inScope(loops: depth + 1) { parser throws(Diagnostic) in
      try parser.body(of: "for", from: range, until: "else", "endfor")
    }
    var otherwise: [Node]?
    if end == "else" {
      advance()
      try expect(.blockEnd)
      otherwise = try inScope(loops: depth) { parser throws(Diagnostic) in
        try parser.body(of: "for", from: range, until: "endfor").nodes
      }
    }
    try finish()
    let loop = Node.Loop(
      target: target, items: items, filter: filter, isRecursive: isRecursive,
      usesLoop: usesLoop || isRecursive, body: nodes, otherwise: otherwise)
    usesLoop = usesLoop || outerUse
    return Node(kind: .loop(loop), range: range)
  }

  /// `a`, `ns.a`, `a, b` or `a, (b, c)`.
  mutating func target(allowsAttributes: Bool) throws(Diagnostic) -> Target {
    let start = token.range.lowerBound
    let first = try targetElement(allowsAttributes)
    guard token.kind == .symbol(.comma) else { return first }
    var elements = [first]
    while skip(.comma) {
      guard token.kind == .name && name != "in" || token.kind == .symbol(.leftParenthesis) else {
        break
      }
      elements.append(try targetElement(allowsAttributes))
    }
    return Target(kind: .tuple(elements), range: start..<previousEnd)
  }

  private mutating func targetElement(_ allowsAttributes: Bool) throws(Diagnostic) -> Target {
    let start = token.range.lowerBound
    if skip(.leftParenthesis) {
      let inner = try nested { parser throws(Diagnostic) in
        try parser.target(allowsAttributes: allowsAttributes)
      }
      try expect(.rightParenthesis)
      return Target(kind: inner.kind, range: start..<previousEnd)
    }
    let nameToken = token
    let name = try expectName("a name to assign to")
    guard !Self.reserved.contains(name) else {
      throw fault("`\(name)` cannot be assigned", at: nameToken.range)
    }
    if token.kind == .symbol(.dot) {
      guard allowsAttributes else {
        throw fault("only a name can be bound here", hint: "a field is set with `set`")
      }
      advance()
      let field = try expectName("a field name")
      return Target(kind: .attribute(name, field), range: start..<previousEnd)
    }
    return Target(kind: .name(name), range: nameToken.range)
  }

  static let literals = ["true", "false", "none", "True", "False", "None"]

  private static let reserved =
    literals + ["and", "or", "not", "if", "else", "in", "is", "self", "super", "loop"]
}

// MARK: Assignment

extension Parser {
  private mutating func set(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let target = try target(allowsAttributes: true)
    if skip(.assign) {
      let value = try tuple()
      try expect(.blockEnd)
      return Node(kind: .set(target, value), range: start..<previousEnd)
    }
    if case .tuple = target.kind { throw fault("expected `=`, found \(found)") }
    let filters = try filterChain()
    try expect(.blockEnd)
    let range = start..<previousEnd
    let nodes = try inScope { parser throws(Diagnostic) in
      try parser.body(of: "set", from: range, until: "endset").nodes
    }
    try finish()
    return Node(kind: .setBlock(target, filters: filters, body: nodes), range: range)
  }

  /// `|f|g(…)` on captured text.
  private mutating func filterChain() throws(Diagnostic) -> Expression {
    var value = Expression(.captured, at: token.range.lowerBound..<token.range.lowerBound)
    while token.kind == .symbol(.pipe) { value = try filter(of: value) }
    return value
  }

  private mutating func with(from start: Int) throws(Diagnostic) -> Node {
    advance()
    var bindings: [(Target, Expression)] = []
    while token.kind != .blockEnd {
      if !bindings.isEmpty { try expect(.comma) }
      let target = try target(allowsAttributes: false)
      try expect(.assign)
      bindings.append((target, try expression()))
    }
    try expect(.blockEnd)
    let range = start..<previousEnd
    let depth = loopDepth
    let nodes = try inScope(loops: depth) { parser throws(Diagnostic) in
      try parser.body(of: "with", from: range, until: "endwith").nodes
    }
    try finish()
    return Node(kind: .with(bindings, body: nodes), range: range)
  }

  private mutating func filterBlock(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let captured = Expression(.captured, at: token.range.lowerBound..<token.range.lowerBound)
    var value = try filter(named: captured)
    while token.kind == .symbol(.pipe) { value = try filter(of: value) }
    try expect(.blockEnd)
    let range = start..<previousEnd
    let nodes = try inScope { parser throws(Diagnostic) in
      try parser.body(of: "filter", from: range, until: "endfilter").nodes
    }
    try finish()
    return Node(kind: .filter(value, body: nodes), range: range)
  }

  private mutating func autoescape(from start: Int) throws(Diagnostic) -> Node {
    advance()
    guard case .constant(.bool(let isOn)) = try expression().kind else {
      throw fault("`autoescape` takes only `true` or `false`", at: start..<previousEnd)
    }
    guard isOn || template.language == .text else {
      throw fault("escaping cannot be switched off", at: start..<previousEnd)
    }
    try expect(.blockEnd)
    let range = start..<previousEnd
    let depth = loopDepth
    let nodes = try inScope(loops: depth) { parser throws(Diagnostic) in
      try parser.body(of: "autoescape", from: range, until: "endautoescape").nodes
    }
    try finish()
    return Node(kind: .autoescape(isOn, body: nodes), range: range)
  }
}
