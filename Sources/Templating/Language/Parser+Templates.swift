internal import Diagnostics

// Statements that concern several templates, and macros.

extension Parser {
  mutating func block(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let nameToken = token
    let name = try expectName("the name of a block")
    if token.kind == .symbol(.minus) {
      throw fault("a block's name cannot contain `-`", hint: "use `_`")
    }
    usesLoop = true
    guard !isInMacro else {
      throw fault("a block cannot stand in a macro", at: nameToken.range)
    }
    var block = Node.Block(
      name: name, isScoped: false, isRequired: false, body: [], range: start..<start)
    while let option = self.name {
      switch option {
      case "scoped" where !block.isScoped && !block.isRequired: block.isScoped = true
      case "required" where !block.isRequired: block.isRequired = true
      default: throw fault("expected `scoped`, `required` or the end of the tag, found \(found)")
      }
      advance()
    }
    try expect(.blockEnd)
    let range = start..<previousEnd
    block.range = range
    guard template.blocks[name] == nil else {
      throw fault("block `\(name)` stands twice in this template", at: nameToken.range)
    }
    template.blocks[name] = block
    block.body = try inScope { parser throws(Diagnostic) in
      try parser.body(of: "block", from: range, until: "endblock").nodes
    }
    advance()
    if let end = self.name {
      guard end == name else { throw fault("this ends block `\(name)`, not `\(end)`") }
      advance()
    }
    try expect(.blockEnd)
    if block.isRequired, let node = block.body.first(where: { !isBlank($0) }) {
      throw fault("a required block holds only whitespace", at: node.range)
    }
    template.blocks[name] = block
    return Node(kind: .block(block), range: range)
  }

  private func isBlank(_ node: Node) -> Bool {
    guard case .text = node.kind else { return false }
    return template.source.bytes.startTrimmed(node.range) == node.range.upperBound
  }

  mutating func extends(from start: Int) throws(Diagnostic) -> Node.Kind {
    guard isTopLevel else {
      throw fault("`extends` must stand at the top of a template, outside of other statements")
    }
    guard template.parent == nil else {
      throw fault("a template can extend only one other")
    }
    advance()
    let parent = try expression()
    if isUnconditional, let name = parent.literalText {
      template.parent = name
      template.extendsRange = parent.range
    } else {
      template.hasDynamicParent = true
    }
    return .extends(parent)
  }

  mutating func include() throws(Diagnostic) -> Node.Kind {
    advance()
    let names = try expression()
    var ignoresMissing = false
    if name == "ignore", following.kind == .name, text(of: following) == "missing" {
      advance()
      advance()
      ignoresMissing = true
    }
    let withContext = contextOption() ?? true
    usesLoop = usesLoop || withContext
    return .include(names, ignoresMissing: ignoresMissing, withContext: withContext)
  }

  /// `with context` or `without context`, if it stands here.
  private mutating func contextOption() -> Bool? {
    guard name == "with" || name == "without", following.kind == .name,
      text(of: following) == "context"
    else { return nil }
    let isWith = name == "with"
    advance()
    advance()
    return isWith
  }

  mutating func importModule() throws(Diagnostic) -> Node.Kind {
    advance()
    usesLoop = true
    let source = try expression()
    guard skip(name: "as") else {
      throw fault("expected `as`, found \(found)", hint: "write `import \"file.html\" as name`")
    }
    let alias = try expectName("a name for the module")
    if let file = source.literalText { template.imports[alias] = .init(template: file) }
    return .import(source, as: alias, withContext: contextOption() ?? false)
  }

  mutating func importNames() throws(Diagnostic) -> Node.Kind {
    advance()
    usesLoop = true
    let source = try expression()
    guard skip(name: "import") else { throw fault("expected `import`, found \(found)") }
    var names: [(name: String, alias: String, Range<Int>)] = []
    while token.kind == .name {
      if let option = contextOption() {
        return .importNames(source, names, withContext: option)
      }
      let range = token.range
      let name = try expectName("a name to import")
      guard !name.utf8.starts(with: "_".utf8) else {
        throw fault("a name that begins with `_` cannot be imported", at: range)
      }
      let alias = skip(name: "as") ? try expectName("a name") : name
      if let file = source.literalText {
        template.imports[alias] = .init(template: file, name: name)
      }
      names.append((name, alias, range))
      guard skip(.comma) else { break }
    }
    guard !names.isEmpty else { throw fault("expected a name to import, found \(found)") }
    return .importNames(source, names, withContext: contextOption() ?? false)
  }
}

// MARK: Macros

extension Parser {
  mutating func macro(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let name = try expectName("the name of a macro")
    let parameters = try parameters()
    try expect(.blockEnd)
    let range = start..<previousEnd
    let index = try macroBody(name: name, parameters, from: range, keyword: "macro")
    try finish()
    return Node(kind: .macro(index), range: range)
  }

  mutating func call(from start: Int) throws(Diagnostic) -> Node {
    advance()
    let parameters = token.kind == .symbol(.leftParenthesis) ? try parameters() : []
    let value = try expression()
    guard case .call = value.kind else {
      throw fault("`call` needs a call of a macro", at: value.range)
    }
    try expect(.blockEnd)
    let range = start..<previousEnd
    let outer = usesCaller
    let index = try macroBody(name: "caller", parameters, from: range, keyword: "call")
    usesCaller = outer || template.macros[index].usesCaller
    try finish()
    return Node(kind: .call(value, body: index), range: range)
  }

  /// Parses the body and adds the macro to the template.
  private mutating func macroBody(
    name: String, _ parameters: [MacroDefinition.Parameter], from range: Range<Int>,
    keyword: String
  ) throws(Diagnostic) -> Int {
    let outer = (usesCaller, isInMacro)
    usesCaller = false
    isInMacro = true
    let nodes = try inScope { parser throws(Diagnostic) in
      try parser.nodes(until: ["end" + keyword], opening: (keyword, range)).nodes
    }
    let definition = MacroDefinition(
      name: name, parameters: parameters, body: nodes, usesCaller: usesCaller, range: range)
    (usesCaller, isInMacro) = outer
    template.macros.append(definition)
    return template.macros.count - 1
  }

  /// `(a, b=1)`
  private mutating func parameters() throws(Diagnostic) -> [MacroDefinition.Parameter] {
    try expect(.leftParenthesis)
    var parameters: [MacroDefinition.Parameter] = []
    while token.kind != .symbol(.rightParenthesis) {
      let nameToken = token
      let name = try expectName("the name of a parameter")
      guard !Self.literals.contains(name) else {
        throw fault("`\(name)` cannot be a parameter", at: nameToken.range)
      }
      guard !parameters.contains(where: { $0.name == name }) else {
        throw fault("parameter `\(name)` stands twice", at: nameToken.range)
      }
      let fallback = skip(.assign) ? try expression() : nil
      guard fallback != nil || parameters.last?.fallback == nil else {
        throw fault(
          "parameter `\(name)` needs a default, as one before it has", at: nameToken.range)
      }
      parameters.append(.init(name: name, fallback: fallback))
      guard skip(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return parameters
  }
}
