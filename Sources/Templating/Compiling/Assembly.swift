internal import Diagnostics

/// Everything a set of templates was compiled to.
///
/// Renderings share it. One that names a template by a value, or calls a macro where none of
/// its calls was foreseen, compiles what it needs into a copy of its own.
struct Assembly: Sendable {
  let templates: [Template]
  let indices: [String: Int]
  let host: Host
  private(set) var names: [String] = []
  private var nameNumbers: [String: Int] = [:]
  /// By number of a name: the function that it means if no variable has it.
  private(set) var functions: [RuntimeObject?] = []
  /// By number of a name.
  private(set) var keys: [Key] = []
  /// How many keys all programs have.
  private(set) var keyCount = 0
  private var hostFilters: [HostFilterCall: Int] = [:]
  /// How many macros all templates have.
  private(set) var macroCount = 0
  private var firstMacros: [Int] = []
  private(set) var loopName = 0
  private(set) var callerName = 0
  /// Chains of `extends`, most derived first, as indices of templates.
  private(set) var chains: [[Int]] = [[]]
  var programs: [Program?] = []
  private var contexts: [Context: Int] = [:]
  private(set) var units: [Unit: Int] = [:]
  /// Units that were asked for and not compiled yet.
  var pending: [Unit] = []

  init(templates: [Template], host: Host) {
    self.templates = templates
    self.host = host
    var indices: [String: Int] = [:]
    for template in templates {
      firstMacros.append(macroCount)
      macroCount += template.macros.count
    }
    for (index, template) in templates.enumerated() { indices[template.name] = index }
    self.indices = indices
    loopName = number(of: "loop")
    callerName = number(of: "caller")
  }
}

/// What one program is compiled from.
struct Unit: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// The body of the template at this place of the chain.
    case body(level: Int)
    case block(String, level: Int)
    case macro(template: Int, index: Int)
  }

  var kind: Kind
  /// By index into the chains.
  var chain: Int
  var context: Context
}

/// A filter of the host and its arguments.
struct HostFilterCall: Hashable, Sendable {
  private let filter: String
  private let arguments: [[UInt8]]

  /// - Returns: `nil` unless all arguments are written-out texts without names.
  init?(_ filter: String, _ arguments: Arguments?) {
    guard let arguments, arguments.named.isEmpty else { return nil }
    var texts: [[UInt8]] = []
    for case .string(let text) in arguments.positional { texts.append(text) }
    guard texts.count == arguments.positional.count else { return nil }
    self.filter = filter
    self.arguments = texts
  }
}

extension Assembly {
  /// The number of a name.
  mutating func number(of name: String) -> Int {
    if let number = nameNumbers[name] { return number }
    let number = names.count
    nameNumbers[name] = number
    names.append(name)
    keys.append(Key(Array(name.utf8)))
    functions.append(
      host.functionIndex(of: name).map { index in
        RuntimeObject(.function(name: name, index: index))
      })
    return number
  }

  /// Numbers the keys of one more program; gives the first number.
  mutating func number(keys count: Int) -> Int {
    keyCount += count
    return keyCount - count
  }

  /// The number of a filter with its arguments.
  mutating func number(of call: HostFilterCall) -> Int {
    if let number = hostFilters[call] { return number }
    hostFilters[call] = hostFilters.count
    return hostFilters.count - 1
  }

  /// The number of a macro among those of all templates.
  func number(ofMacro index: Int, in template: Int) -> Int { firstMacros[template] + index }

  /// The number of a context.
  mutating func number(of context: Context) -> Int {
    if let number = contexts[context] { return number }
    let number = contexts.count
    contexts[context] = number
    return number
  }

  /// The index of a unit's program, which is compiled when the pending units are.
  mutating func program(of unit: Unit) -> Int {
    if let index = units[unit] { return index }
    let index = programs.count
    units[unit] = index
    programs.append(nil)
    pending.append(unit)
    return index
  }

  /// The number of a chain of templates.
  mutating func number(ofChain chain: [Int]) -> Int {
    if let number = chains.firstIndex(of: chain) { return number }
    chains.append(chain)
    return chains.count - 1
  }

  /// A template and all that it extends by written-out names.
  ///
  /// - Throws: What is wrong with one of them, or an `extends` that closes a cycle or names
  ///   nothing.
  func chain(from template: Int, after derived: [Int] = []) throws(Diagnostic) -> [Int] {
    var chain = derived + [template]
    for fault in templates[template].diagnostics { throw fault }
    while let last = chain.last, let parent = templates[last].parent {
      guard let next = indices[parent] else {
        throw missing(parent, at: templates[last].extendsRange, in: last)
      }
      guard !chain.contains(next) else {
        throw Diagnostic(
          in: templates[last].source, at: templates[last].extendsRange,
          "`\(templates[last].name)` extends itself, by way of `\(parent)`")
      }
      for fault in templates[next].diagnostics { throw fault }
      chain.append(next)
    }
    return chain
  }

  /// The fault of naming a template that the set does not have.
  func missing(_ name: String, at range: Range<Int>, in template: Int) -> Diagnostic {
    Diagnostic(
      in: templates[template].source, at: range, "no template `\(name)`", hint: hint(for: name))
  }

  func hint(for name: String) -> String? {
    let names = indices.keys.sorted()
    if let near = names.closest(to: name) { return "did you mean `\(near)`?" }
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return names.isEmpty ? nil : "there are \(shown)\(names.count > 8 ? " and more" : "")"
  }
}
