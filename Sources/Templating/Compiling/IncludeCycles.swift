internal import Diagnostics

extension Compiler {
  /// Reports every `include` by which a template always includes itself.
  ///
  /// One that stands in an `if`, a loop or a macro may end; the depth of includes is limited.
  mutating func reportIncludeCycles(from entries: [String]) {
    var states: [Int: Bool] = [:]  // Whether the walk below a template is finished.
    for entry in entries {
      if let index = assembly.indices[entry] { visit(index, &states) }
    }
  }

  /// Walks depth first; the depth is that of templates, which is bounded by hand-written files.
  private mutating func visit(_ index: Int, _ states: inout [Int: Bool]) {
    guard states[index] == nil, states.count < Limits.programs else { return }
    states[index] = false
    for (name, range) in assembly.templates[index].body.certainIncludes {
      guard let next = assembly.indices[name] else { continue }
      if states[next] == false {
        templateIndex = index
        report("`\(name)` includes itself", at: range, hint: "put the `include` into an `if`")
      } else {
        visit(next, &states)
      }
    }
    states[index] = true
  }
}

extension [Node] {
  /// The includes that are always reached, by their written-out names.
  fileprivate var certainIncludes: [(String, Range<Int>)] {
    flatMap { node -> [(String, Range<Int>)] in
      switch node.kind {
      case .include(let name, _, _): name.literalText.map { [($0, name.range)] } ?? []
      case .block(let block): block.body.certainIncludes
      case .with(_, let body), .filter(_, let body), .autoescape(_, let body),
        .setBlock(_, _, let body):
        body.certainIncludes
      default: []
      }
    }
  }
}
