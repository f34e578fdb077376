/// A value that belongs to one rendering.
///
/// What changes while a page renders (a loop's position, the fields of a namespace) lives in
/// tables of the machine; the object only names its row, so that values stay immutable.
package final class RuntimeObject: Sendable {
  enum Kind: Sendable {
    case macro(Macro)
    /// A function of the language or of the host, by its index in the set's table.
    case function(name: String, index: Int)
    /// A row of the machine's loops, valid while `serial` is the row's.
    case loop(row: Int, serial: Int)
    case loopMethod(row: Int, serial: Int, LoopField)
    case namespace(row: Int)
    /// What an import gave its name to.
    case module(row: Int)
    /// `joiner(", ")`: nothing at first, then the separator.
    case joiner(row: Int)
    case cycler(row: Int)
    case cyclerMethod(row: Int, name: String)
  }

  /// A macro with what it can see.
  struct Macro: Sendable {
    /// The template that defines it, and its index among that template's macros.
    let template: Int
    let index: Int
    let module: Int
    /// The row of the variables around its definition, if it stands inside another macro, a block
    /// or a loop.
    let closure: Int?
  }

  let kind: Kind

  init(_ kind: Kind) {
    self.kind = kind
  }

  var typeName: String {
    switch kind {
    case .macro: "macro"
    case .function: "function"
    case .loop: "loop"
    case .loopMethod, .cyclerMethod: "method"
    case .namespace: "namespace"
    case .module: "module"
    case .joiner: "joiner"
    case .cycler: "cycler"
    }
  }
}

/// A variable: the number of its name in the set, and its value.
struct Binding: Sendable {
  var name: Int
  var value: Value
}
