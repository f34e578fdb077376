internal import Diagnostics

// Blocks, and statements that name other templates.

extension Compiler {
  mutating func compile(templates node: Node) {
    switch node.kind {
    case .block(let block): compile(block, at: node.range)
    case .extends(let parent): compile(extends: parent, at: node.range)
    case .include(let names, let ignoresMissing, let withContext):
      let load = load(
        names, ignoresMissing: ignoresMissing, withContext: withContext, in: context)
      guard let load else { return }
      emit(.include(load), at: node.range)
      context = context.behindPiece
    case .import(let source, let alias, let withContext):
      guard let load = module(source, withContext) else { return }
      emit(.importModule(load), at: node.range)
      bind(alias, at: node.range)
    case .importNames(let source, let names, let withContext):
      guard let load = module(source, withContext) else { return }
      emit(.importModule(load), at: node.range)
      for (name, alias, range) in names {
        checkExport(name, of: source, at: range)
        let key = key(name)
        emit(.moduleName(key: key), at: range)
        bind(alias, at: range)
      }
      emit(.drop, at: node.range)
    default: break
    }
  }

  private mutating func bind(_ name: String, at range: Range<Int>) {
    let number = assembly.number(of: name)
    emit(scopes == 0 ? .storeInModule(number) : .store(number), at: range)
  }

  private mutating func compile(_ block: Node.Block, at range: Range<Int>) {
    guard let level = level(ofBlock: block.name, from: 0), !isLost else { return }
    if block.isRequired, self.level(ofBlock: block.name, from: level + 1) == nil {
      return raise(
        "block `\(block.name)` is required", hint: "a template that extends this one must fill it",
        at: range)
    }
    let unit = Unit(kind: .block(block.name, level: level), chain: unit.chain, context: context)
    emit(
      .block(program: assembly.program(of: unit), isScoped: block.isScoped), at: range)
    context = context.behindPiece
  }

  private mutating func compile(extends parent: Expression, at range: Range<Int>) {
    if parent.literalText != nil, template.parent == parent.literalText, conditions == 0 {
      isExtended = true
      return
    }
    guard let load = load(parent, ignoresMissing: false, withContext: true, in: nil) else { return }
    mayBeExtended = true
    emit(.extend(load), at: range)
  }

  private mutating func module(_ source: Expression, _ withContext: Bool) -> Int? {
    load(
      source, ignoresMissing: false, withContext: withContext, in: .start(of: context.language))
  }

  /// Compiles the naming of a template, and asks for its program if the name is written out.
  ///
  /// - Parameter place: The context to compile it for; `nil` if that is not known yet.
  private mutating func load(
    _ names: Expression, ignoresMissing: Bool, withContext: Bool, in place: Context?
  ) -> Int? {
    let start = Context.start(of: context.language)
    var load = TemplateLoad(
      template: nil, program: nil, ignoresMissing: ignoresMissing, withContext: withContext,
      context: isLost ? start : place ?? start)
    if let name = names.literalText {
      guard let index = assembly.indices[name] else {
        if !ignoresMissing {
          reportOrRaise("no template `\(name)`", hint: assembly.hint(for: name), at: names.range)
        }
        return nil
      }
      load.template = index
      if place != nil {
        guard let program = program(ofTemplate: index, load.context) else { return nil }
        load.program = program
      }
    } else {
      compile(names)
    }
    code.loads.append(load)
    return code.loads.count - 1
  }

  /// The program of a whole template in a context.
  mutating func program(ofTemplate index: Int, _ context: Context) -> Int? {
    do throws(Diagnostic) {
      let chain = assembly.number(ofChain: try assembly.chain(from: index))
      return assembly.program(of: Unit(kind: .body(level: 0), chain: chain, context: context))
    } catch {
      report(error)
      return nil
    }
  }

  /// Reports the import of a name that the module does not define at its top.
  private mutating func checkExport(_ name: String, of source: Expression, at range: Range<Int>) {
    guard let file = source.literalText, let index = assembly.indices[file] else { return }
    let exports = assembly.templates[index].exports
    guard !exports.contains(name) else { return }
    reportOrRaise(
      "`\(file)` defines no `\(name)`",
      hint: exports.closest(to: name).map { "did you mean `\($0)`?" }, at: range)
  }
}

extension Template {
  /// The names that its top level assigns.
  fileprivate var exports: [String] { body.flatMap { exports(of: $0) } }

  private func exports(of node: Node) -> [String] {
    switch node.kind {
    case .macro(let index): [macros[index].name]
    case .set(let target, _), .setBlock(let target, _, _): target.names
    case .import(_, let alias, _): [alias]
    case .importNames(_, let names, _): names.map(\.alias)
    case .condition(let branches, let otherwise):
      (branches.flatMap(\.body) + (otherwise ?? [])).flatMap { exports(of: $0) }
    default: []
    }
  }
}

extension Target {
  fileprivate var names: [String] {
    switch kind {
    case .name(let name): [name]
    case .attribute: []
    case .tuple(let elements): elements.flatMap(\.names)
    }
  }
}
