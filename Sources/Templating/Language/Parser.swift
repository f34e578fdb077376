internal import Diagnostics

/// Builds the tree of one template; recursive descent, with Jinja2's precedence.
///
/// A fault in an output or in the head of a statement is noted and skipped, so that one run
/// shows more than the first; a fault in the nesting of statements ends the template.
struct Parser {
  var template: Template
  let tokens: [Token]
  var position = 0
  /// How deep expressions and statements nest here.
  var nesting = 0
  /// How many operators, filters and calls follow each other in this expression; each makes the
  /// tree one deeper.
  var links = 0
  /// Whether the current macro body mentions `caller`.
  var usesCaller = false
  /// Whether something since the start of the current loop may mean the variable `loop`.
  var usesLoop = false
  /// How many loops `break` could leave.
  var loopDepth = 0
  /// Whether statements here are always reached: not in an `if`, a loop or a macro.
  var isUnconditional = true
  /// Whether no statement but `if` is open.
  var isTopLevel = true
  var isInMacro = false

  /// Parses a template; what is wrong is in its `diagnostics`.
  static func template(name: String, source: SourceText, language: Language) -> Template {
    var template = Template(name: name, source: source, language: language)
    do throws(Diagnostic) {
      guard source.bytes.count <= Limits.template else {
        throw Diagnostic(in: source, at: 0..<0, "a template of more than 1 MiB")
      }
      var parser = Parser(template: template, tokens: try Lexer.tokens(of: source))
      do throws(Diagnostic) {
        parser.template.body = try parser.nodes(until: [], opening: nil).nodes
      } catch {
        parser.template.diagnostics.append(error)
      }
      return parser.template
    } catch {
      template.diagnostics.append(error)
      return template
    }
  }

  private init(template: Template, tokens: [Token]) {
    self.template = template
    self.tokens = tokens
  }
}

// MARK: Tokens

extension Parser {
  var token: Token { tokens[position] }

  /// The token after the current one.
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// The end of the token before the current one.
  var previousEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  func text(of token: Token) -> String {
    String(decoding: template.source.bytes[token.range], as: UTF8.self)
  }

  /// The current token's name, if it is one.
  var name: String? { token.kind == .name ? text(of: token) : nil }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  func fault(_ message: String, at range: Range<Int>? = nil, hint: String? = nil) -> Diagnostic {
    Diagnostic(in: template.source, at: range ?? token.range, message, hint: hint)
  }

  /// What messages call the current token.
  var found: String {
    switch token.kind {
    case .end, .text: "the end of the template"
    case .blockEnd, .variableEnd: "the end of the tag"
    default: "`\(text(of: token))`"
    }
  }

  mutating func skip(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func skip(name wanted: String) -> Bool {
    guard name == wanted else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol) throws(Diagnostic) {
    guard skip(symbol) else { throw fault("expected `\(symbol.rawValue)`, found \(found)") }
  }

  mutating func expect(_ kind: Token.Kind) throws(Diagnostic) {
    guard token.kind == kind else { throw fault("expected the end of the tag, found \(found)") }
    advance()
  }

  mutating func expectName(_ role: String) throws(Diagnostic) -> String {
    guard let name else { throw fault("expected \(role), found \(found)") }
    advance()
    return name
  }

  /// Counts one level of nesting around `body`.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Limits.nesting else {
      throw fault("nested more than \(Limits.nesting) deep")
    }
    return try body(&self)
  }

  /// Counts one more operator of a chain.
  mutating func link() throws(Diagnostic) {
    links += 1
    guard links <= Limits.chain else {
      throw fault("an expression of more than \(Limits.chain) operators")
    }
  }

  /// Skips to behind the end of the current tag.
  mutating func recover() {
    while token.kind != .end, token.kind != .blockEnd, token.kind != .variableEnd { advance() }
    if token.kind != .end { advance() }
  }
}

// MARK: Nodes

extension Parser {
  /// Parses statements up to a tag that is one of `ends`, whose name is then current.
  ///
  /// - Parameter opening: The statement that wants the end, for the message if there is none.
  mutating func nodes(
    until ends: [String], opening: (name: String, range: Range<Int>)?
  ) throws(Diagnostic) -> (nodes: [Node], end: String) {
    var nodes: [Node] = []
    while true {
      switch token.kind {
      case .text:
        nodes.append(Node(kind: .text, range: token.range))
        advance()
      case .variableBegin:
        if let node = output() { nodes.append(node) }
      case .blockBegin:
        let start = token.range.lowerBound
        links = 0
        advance()
        guard let keyword = name else { throw fault("expected a statement, found \(found)") }
        if ends.contains(keyword) { return (nodes, keyword) }
        if let node = try statement(keyword, from: start, opening: opening) { nodes.append(node) }
      default:
        guard let opening else { return (nodes, "") }
        throw fault(
          "`\(opening.name)` does not end", at: opening.range,
          hint: "close it with `{% \(ends.last ?? "") %}`")
      }
    }
  }

  /// `{{ … }}`; `nil` after a fault, which is noted.
  private mutating func output() -> Node? {
    let start = token.range.lowerBound
    links = 0
    advance()
    do throws(Diagnostic) {
      let value = try tuple()
      try expect(.variableEnd)
      return Node(kind: .output(value), range: start..<previousEnd)
    } catch {
      template.diagnostics.append(error)
      recover()
      return nil
    }
  }

  /// Parses `body` as something that need not be reached.
  mutating func conditionally<Result>(
    _ body: (inout Parser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let outer = isUnconditional
    isUnconditional = false
    defer { isUnconditional = outer }
    return try body(&self)
  }
}
