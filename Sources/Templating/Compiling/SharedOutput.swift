/// Finds what a template writes alike on many pages: what depends on nothing but written-out
/// values, functions of the host and the values that the host says are shared.
struct SharedOutput {
  /// Of the values and functions that it depends on.
  private(set) var names: [String] = []
  private let known: Set<String>
  /// Variables of loops that are shared as a whole.
  private var locals: [String] = []

  init(of host: Host) {
    known = host.sharedValues.union(host.functions.map(\.name))
  }

  /// How many of the first nodes can be written together; 0 if it would not pay.
  mutating func count(of nodes: ArraySlice<Node>) -> Int {
    names = []
    let shared = nodes.prefix { node in
      let before = names
      let isShared = admits(node)
      if !isShared { names = before }
      return isShared
    }
    return shared.contains { !$0.isText } ? shared.count : 0
  }

  private mutating func admits(_ nodes: [Node]) -> Bool {
    nodes.allSatisfy { admits($0) }
  }

  private mutating func admits(_ node: Node) -> Bool {
    switch node.kind {
    case .text: true
    case .output(let value): admits(value)
    case .condition(let branches, let otherwise):
      branches.allSatisfy { admits($0.test) && admits($0.body) } && admits(otherwise ?? [])
    case .loop(let loop): admits(loop)
    default: false
    }
  }

  private mutating func admits(_ loop: Node.Loop) -> Bool {
    guard !loop.isRecursive, admits(loop.items), let names = loop.target.names else { return false }
    let outer = locals
    locals += names + ["loop"]
    defer { locals = outer }
    return (loop.filter.map { admits($0) } ?? true) && admits(loop.body)
      && admits(loop.otherwise ?? [])
  }

  private mutating func admits(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .captured: false
    case .name(let name): locals.contains(name) || isKnown(name)
    case .call(let callee, _):
      if case .name = callee.kind { admits(expression.parts) } else { false }
    default: admits(expression.parts)
    }
  }

  private mutating func admits(_ expressions: [Expression]) -> Bool {
    expressions.allSatisfy { admits($0) }
  }

  private mutating func isKnown(_ name: String) -> Bool {
    guard known.contains(name) else { return false }
    if !names.contains(name) { names.append(name) }
    return true
  }
}

extension Node {
  fileprivate var isText: Bool {
    if case .text = kind { true } else { false }
  }
}

extension Target {
  /// The variables, if it binds nothing else.
  fileprivate var names: [String]? {
    switch kind {
    case .name(let name): return [name]
    case .attribute: return nil
    case .tuple(let elements):
      let names = elements.compactMap(\.names)
      return names.count == elements.count ? names.flatMap { $0 } : nil
    }
  }
}
