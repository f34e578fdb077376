internal import Diagnostics

extension Parser {
  /// One or more expressions; with a comma they make a tuple.
  ///
  /// - Parameter isOfLoop: Whether these are the items of a `for`, where `if` and `recursive`
  ///   belong to the loop.
  mutating func tuple(isOfLoop: Bool = false) throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    let first = try element(isOfLoop)
    guard token.kind == .symbol(.comma) else { return first }
    var elements = [first]
    while skip(.comma) {
      if isTupleEnd || isOfLoop && (name == "if" || name == "recursive") { break }
      elements.append(try element(isOfLoop))
    }
    return Expression(.tuple(elements), at: start..<previousEnd)
  }

  private mutating func element(_ isOfLoop: Bool) throws(Diagnostic) -> Expression {
    guard isOfLoop else { return try expression() }
    return try nested { parser throws(Diagnostic) in try parser.or() }
  }

  private var isTupleEnd: Bool {
    switch token.kind {
    case .variableEnd, .blockEnd, .end: true
    case .symbol(.rightParenthesis), .symbol(.rightBracket): true
    default: false
    }
  }

  mutating func expression() throws(Diagnostic) -> Expression {
    try nested { parser throws(Diagnostic) in try parser.conditional() }
  }

  /// `a if b else c`
  private mutating func conditional() throws(Diagnostic) -> Expression {
    var value = try or()
    while skip(name: "if") {
      try link()
      let test = try or()
      let otherwise = skip(name: "else") ? try expression() : nil
      value = Expression(
        .conditional(test: test, then: value, otherwise: otherwise),
        at: value.range.lowerBound..<previousEnd)
    }
    return value
  }

  private mutating func or() throws(Diagnostic) -> Expression {
    var value = try and()
    while skip(name: "or") {
      try link()
      let right = try and()
      value = Expression(.or(value, right), at: value.range.lowerBound..<previousEnd)
    }
    return value
  }

  private mutating func and() throws(Diagnostic) -> Expression {
    var value = try not()
    while skip(name: "and") {
      try link()
      let right = try not()
      value = Expression(.and(value, right), at: value.range.lowerBound..<previousEnd)
    }
    return value
  }

  private mutating func not() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    guard name == "not" else { return try comparison() }
    return try nested { parser throws(Diagnostic) in
      parser.advance()
      let operand = try parser.not()
      return Expression(.not(operand), at: start..<parser.previousEnd)
    }
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let first = try sum()
    var rest: [(BinaryOperator, Expression)] = []
    while let operation = comparisonOperator() { rest.append((operation, try sum())) }
    guard let only = rest.first else { return first }
    let range = first.range.lowerBound..<previousEnd
    if rest.count == 1 { return Expression(.binary(only.0, first, only.1), at: range) }
    return Expression(.comparison(first, rest), at: range)
  }

  /// Skips a comparison operator, if one is here.
  private mutating func comparisonOperator() -> BinaryOperator? {
    let operation: BinaryOperator
    switch token.kind {
    case .symbol(.equal): operation = .equal
    case .symbol(.unequal): operation = .unequal
    case .symbol(.less): operation = .less
    case .symbol(.lessOrEqual): operation = .lessOrEqual
    case .symbol(.greater): operation = .greater
    case .symbol(.greaterOrEqual): operation = .greaterOrEqual
    case .name where name == "in": operation = .isIn
    case .name where name == "not" && following.kind == .name && text(of: following) == "in":
      advance()
      operation = .isNotIn
    default: return nil
    }
    advance()
    return operation
  }

  private mutating func sum() throws(Diagnostic) -> Expression {
    var value = try concatenation()
    while true {
      let operation: BinaryOperator
      if skip(.plus) {
        operation = .add
      } else if skip(.minus) {
        operation = .subtract
      } else {
        return value
      }
      try link()
      let right = try concatenation()
      value = Expression(.binary(operation, value, right), at: value.range.lowerBound..<previousEnd)
    }
  }

  private mutating func concatenation() throws(Diagnostic) -> Expression {
    var parts = [try product()]
    while skip(.tilde) { parts.append(try product()) }
    guard parts.count > 1 else { return parts[0] }
    return Expression(.concatenation(parts), at: parts[0].range.lowerBound..<previousEnd)
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    var value = try power()
    while true {
      let operation: BinaryOperator
      switch token.kind {
      case .symbol(.multiply): operation = .multiply
      case .symbol(.divide): operation = .divide
      case .symbol(.floorDivide): operation = .floorDivide
      case .symbol(.modulo): operation = .modulo
      default: return value
      }
      advance()
      try link()
      let right = try power()
      value = Expression(.binary(operation, value, right), at: value.range.lowerBound..<previousEnd)
    }
  }

  /// `**` groups to the left in Jinja2, unlike Python.
  private mutating func power() throws(Diagnostic) -> Expression {
    var value = try unary()
    while skip(.power) {
      try link()
      let right = try unary()
      value = Expression(.binary(.power, value, right), at: value.range.lowerBound..<previousEnd)
    }
    return value
  }

  private mutating func unary(withFilters: Bool = true) throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var value: Expression
    if token.kind == .symbol(.minus) || token.kind == .symbol(.plus) {
      let negative = token.kind == .symbol(.minus)
      advance()
      let operand = try nested { parser throws(Diagnostic) in
        try parser.unary(withFilters: false)
      }
      value = Expression(.sign(operand, negative: negative), at: start..<previousEnd)
    } else {
      value = try primary()
    }
    value = try postfix(value)
    return withFilters ? try filters(value) : value
  }
}

// MARK: Primaries

extension Parser {
  private mutating func primary() throws(Diagnostic) -> Expression {
    let start = token
    switch start.kind {
    case .name: return try nameOrConstant()
    case .string: return try strings()
    case .int, .double:
      advance()
      return Expression(.constant(try number(start)), at: start.range)
    case .symbol(.leftParenthesis):
      advance()
      if skip(.rightParenthesis) {
        return Expression(.tuple([]), at: start.range.lowerBound..<previousEnd)
      }
      var value = try tuple()
      try expect(.rightParenthesis)
      value.range = start.range.lowerBound..<previousEnd
      return value
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try map()
    case .symbol(.pipe), .symbol(.dot):
      throw fault("expected a value before \(found)")
    default: throw fault("expected a value, found \(found)")
    }
  }

  private mutating func nameOrConstant() throws(Diagnostic) -> Expression {
    let range = token.range
    let name = text(of: token)
    let constant: Value?
    switch name {
    case "true", "True": constant = .bool(true)
    case "false", "False": constant = .bool(false)
    case "none", "None": constant = Value.none
    case "and", "or", "not", "in", "is", "if", "else":
      throw fault("expected a value, found `\(name)`")
    default: constant = nil
    }
    advance()
    if name == "caller" { usesCaller = true }
    if name == "loop" { usesLoop = true }
    return Expression(constant.map { .constant($0) } ?? .name(name), at: range)
  }

  /// Texts that stand side by side are one.
  private mutating func strings() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var bytes: [UInt8] = []
    while token.kind == .string {
      bytes += unescaped(token.range.lowerBound + 1..<token.range.upperBound - 1)
      advance()
    }
    return Expression(.constant(.string(bytes)), at: start..<previousEnd)
  }

  private mutating func list() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    advance()
    var elements: [Expression] = []
    while token.kind != .symbol(.rightBracket) {
      elements.append(try expression())
      guard skip(.comma) else { break }
    }
    try expect(.rightBracket)
    return Expression(.list(elements), at: start..<previousEnd)
  }

  private mutating func map() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    advance()
    var entries: [(key: Expression, value: Expression)] = []
    while token.kind != .symbol(.rightBrace) {
      let key = try expression()
      try expect(.colon)
      entries.append((key, try expression()))
      guard skip(.comma) else { break }
    }
    try expect(.rightBrace)
    return Expression(.map(entries), at: start..<previousEnd)
  }
}

// MARK: What follows a primary

extension Parser {
  private mutating func postfix(_ value: Expression) throws(Diagnostic) -> Expression {
    var value = value
    let start = value.range.lowerBound
    while true {
      switch token.kind {
      case .symbol(.dot):
        advance()
        let name = token
        switch name.kind {
        case .name:
          value = Expression(.attribute(value, text(of: name)), at: start..<name.range.upperBound)
        case .int:
          let index = Expression(.constant(try number(name)), at: name.range)
          value = Expression(.item(value, index), at: start..<name.range.upperBound)
        default: throw fault("expected a name after `.`, found \(found)")
        }
        value.nameRange = name.range
        advance()
      case .symbol(.leftBracket): value = try item(of: value)
      case .symbol(.leftParenthesis):
        let arguments = try arguments()
        value = Expression(.call(value, arguments), at: start..<previousEnd)
      default: return value
      }
      try link()
    }
  }

  private mutating func item(of value: Expression) throws(Diagnostic) -> Expression {
    let start = value.range.lowerBound
    advance()
    var parts: [Expression?] = [nil]
    var isSlice = false
    while token.kind != .symbol(.rightBracket) {
      if skip(.colon) {
        isSlice = true
        guard parts.count < 3 else { throw fault("a slice has at most three parts") }
        parts.append(nil)
      } else {
        guard parts[parts.count - 1] == nil else { throw fault("expected `]`, found \(found)") }
        parts[parts.count - 1] = try tuple()
      }
    }
    guard isSlice || parts[0] != nil else { throw fault("expected an index") }
    advance()
    let range = start..<previousEnd
    guard !isSlice, let index = parts[0] else {
      let all = parts + [nil, nil]
      return Expression(.slice(value, from: all[0], to: all[1], step: all[2]), at: range)
    }
    return Expression(.item(value, index), at: range)
  }

  /// `(a, b, name=c)`
  mutating func arguments() throws(Diagnostic) -> Expression.Arguments {
    try expect(.leftParenthesis)
    var arguments = Expression.Arguments()
    while token.kind != .symbol(.rightParenthesis) {
      if token.kind == .symbol(.multiply) || token.kind == .symbol(.power) {
        throw fault("arguments cannot be unpacked with `\(text(of: token))`")
      }
      if let name, following.kind == .symbol(.assign) {
        guard !arguments.named.contains(where: { $0.name == name }) else {
          throw fault("`\(name)` is passed twice")
        }
        advance()
        advance()
        arguments.named.append((name, try expression()))
      } else {
        guard arguments.named.isEmpty else {
          throw fault("an argument without a name cannot follow one with a name")
        }
        arguments.positional.append(try expression())
      }
      guard skip(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return arguments
  }

  /// Filters, tests, and calls of their results.
  private mutating func filters(_ value: Expression) throws(Diagnostic) -> Expression {
    var value = value
    while true {
      if token.kind == .symbol(.pipe) {
        value = try filter(of: value)
        continue
      } else if name == "is" {
        value = try test(of: value)
      } else if token.kind == .symbol(.leftParenthesis) {
        let arguments = try arguments()
        value = Expression(.call(value, arguments), at: value.range.lowerBound..<previousEnd)
      } else {
        return value
      }
      try link()
    }
  }

  /// `|name(…)`
  mutating func filter(of value: Expression) throws(Diagnostic) -> Expression {
    try expect(.pipe)
    try link()
    return try filter(named: value)
  }

  /// `name(…)` of a filter.
  mutating func filter(named value: Expression) throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var name = try expectName("the name of a filter")
    while skip(.dot) { name += "." + (try expectName("the name of a filter")) }
    let nameRange = start..<previousEnd
    let arguments =
      token.kind == .symbol(.leftParenthesis) ? try arguments() : Expression.Arguments()
    return Expression(
      .filter(value, name: name, arguments),
      at: min(start, value.range.lowerBound)..<previousEnd, name: nameRange)
  }

  private mutating func test(of value: Expression) throws(Diagnostic) -> Expression {
    advance()
    let isNegated = skip(name: "not")
    let nameToken = token
    // `true`, `false`, `none` and `in` are names of tests too.
    let name = try expectName("the name of a test")
    var arguments = Expression.Arguments()
    if token.kind == .symbol(.leftParenthesis) {
      arguments = try self.arguments()
    } else if startsTestArgument {
      guard self.name != "is" else { throw fault("tests cannot be chained with `is`") }
      let argument = try primary()
      arguments.positional.append(try postfix(argument))
    }
    let range = value.range.lowerBound..<previousEnd
    let test = Expression(.test(value, name: name, arguments), at: range, name: nameToken.range)
    return isNegated ? Expression(.not(test), at: range) : test
  }

  private var startsTestArgument: Bool {
    switch token.kind {
    case .name: !["else", "or", "and"].contains(name) && !isAfterTest
    case .string, .int, .double, .symbol(.leftBracket), .symbol(.leftBrace): true
    default: false
    }
  }

  /// Whether the current name goes on with the expression around a test.
  private var isAfterTest: Bool { name == "if" || name == "in" || name == "not" }
}
