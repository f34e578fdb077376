internal import Diagnostics

// What follows a value: attributes, items, calls, filters and tests.

extension Parser {
  mutating func postfix(_ value: Expression) throws(Diagnostic) -> Expression {
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
  mutating func filters(_ value: Expression) throws(Diagnostic) -> Expression {
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

  mutating func test(of value: Expression) throws(Diagnostic) -> Expression {
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
