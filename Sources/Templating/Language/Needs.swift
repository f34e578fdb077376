/// What a template reads from outside, found in its tree.
///
/// A path leads through maps by `.` and into lists by `[]`: `articles[].title`. A variable that
/// is bound to such a path stands for it; what else is bound is left out.
struct Needs {
  private(set) var paths: Set<String> = []
  /// Templates that it extends, includes or imports by written-out names.
  private(set) var templates: Set<String> = []
  /// Bound names and the paths that they stand for, if they stand for one.
  private var scopes: [[String: String?]]
  private let macros: [MacroDefinition]

  /// - Parameter known: Names that are not values of a page, such as functions.
  init(of template: Template, known: [String]) {
    macros = template.macros
    let names = known + ["loop", "super", "self", "caller"]
    scopes = [Dictionary(names.map { ($0, nil) }) { first, _ in first }]
    walk(template.body)
  }
}

// MARK: Statements

extension Needs {
  private mutating func walk(_ nodes: [Node]) {
    for node in nodes { walk(node) }
  }

  private mutating func walk(_ node: Node) {
    switch node.kind {
    case .text, .exit: break
    case .output(let value): walk(value)
    case .condition(let branches, let otherwise):
      for branch in branches {
        walk(branch.test)
        walk(branch.body)
      }
      walk(otherwise ?? [])
    case .loop(let loop): walk(loop)
    case .set(let target, let value):
      let path = walk(value)
      bind(target, to: path)
    case .setBlock(let target, let filters, let body):
      inScope { $0.walk(body) }
      walk(filters)
      bind(target, to: nil)
    case .with(let bindings, let body):
      let paths = bindings.map { walk($0.1) }
      inScope { needs in
        for (binding, path) in zip(bindings, paths) { needs.bind(binding.0, to: path) }
        needs.walk(body)
      }
    case .filter(let filters, let body):
      walk(filters)
      inScope { $0.walk(body) }
    case .autoescape(_, let body): inScope { $0.walk(body) }
    case .block(let block): inScope { $0.walk(block.body) }
    case .macro(let index): walk(macro: index)
    case .call(let call, let body):
      walk(call)
      walk(macro: body)
    case .extends(let name), .include(let name, _, _): walk(template: name)
    case .import(let name, let alias, _):
      walk(template: name)
      bind(alias, to: nil)
    case .importNames(let name, let names, _):
      walk(template: name)
      for (_, alias, _) in names { bind(alias, to: nil) }
    }
  }

  private mutating func walk(_ loop: Node.Loop) {
    let path = walk(loop.items)
    inScope { needs in
      needs.bind(loop.target, to: path.map { $0 + "[]" })
      if let filter = loop.filter { needs.walk(filter) }
      needs.walk(loop.body)
    }
    walk(loop.otherwise ?? [])
  }

  private mutating func walk(macro index: Int) {
    let macro = macros[index]
    if macro.name != "caller" { bind(macro.name, to: nil) }
    inScope { needs in
      for parameter in macro.parameters {
        if let fallback = parameter.fallback { needs.walk(fallback) }
        needs.bind(parameter.name, to: nil)
      }
      needs.walk(macro.body)
    }
  }

  private mutating func walk(template name: Expression) {
    if let text = name.literalText {
      templates.insert(text)
    } else if case .list(let names) = name.kind {
      for name in names { walk(template: name) }
    } else {
      walk(name)
    }
  }

  private mutating func inScope(_ body: (inout Needs) -> Void) {
    scopes.append([:])
    body(&self)
    scopes.removeLast()
  }

  private mutating func bind(_ name: String, to path: String?) {
    scopes[scopes.count - 1][name] = .some(path)
  }

  private mutating func bind(_ target: Target, to path: String?) {
    switch target.kind {
    case .name(let name): bind(name, to: path)
    case .attribute: break
    case .tuple(let elements): for element in elements { bind(element, to: nil) }
    }
  }
}

// MARK: Expressions

extension Needs {
  /// Notes what an expression reads; gives the path that it is, if it is one.
  @discardableResult
  private mutating func walk(_ expression: Expression) -> String? {
    if let path = path(of: expression) {
      paths.insert(path)
      return path
    }
    for part in expression.parts { walk(part) }
    return nil
  }

  private func path(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name):
      for scope in scopes.reversed() {
        if let path = scope[name] { return path }
      }
      return name
    case .attribute(let base, let name): return path(of: base).map { "\($0).\(name)" }
    case .item(let base, let index):
      if let name = index.literalText { return path(of: base).map { "\($0).\(name)" } }
      guard case .constant(.int) = index.kind else { return nil }
      return path(of: base).map { $0 + "[]" }
    default: return nil
    }
  }
}

extension Expression {
  /// The expressions directly inside it.
  fileprivate var parts: [Expression] {
    switch kind {
    case .constant, .name, .captured: []
    case .list(let parts), .tuple(let parts), .concatenation(let parts): parts
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .attribute(let base, _), .not(let base), .sign(let base, _): [base]
    case .item(let a, let b), .binary(_, let a, let b), .and(let a, let b), .or(let a, let b):
      [a, b]
    case .slice(let base, let from, let to, let step): [base] + [from, to, step].compactMap { $0 }
    case .filter(let base, _, let arguments), .test(let base, _, let arguments),
      .call(let base, let arguments):
      [base] + arguments.positional + arguments.named.map(\.value)
    case .comparison(let first, let rest): [first] + rest.map(\.1)
    case .conditional(let test, let then, let otherwise):
      [test, then] + [otherwise].compactMap { $0 }
    }
  }
}
