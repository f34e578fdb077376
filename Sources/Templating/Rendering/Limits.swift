/// What one rendering may cost; a theme is trusted to write HTML, not to halt.
package struct Limits: Sendable {
  /// Rounds of loops, calls, and elements and text that operators and filters look at, for one
  /// page: see `Value.weight`.
  package var fuel = 5_000_000
  /// Calls of macros, blocks and recursive loops within each other.
  package var recursion = 500
  /// Includes within each other.
  package var includeDepth = 32
  /// Bytes of one page.
  package var output = 16 << 20

  package init() {}

  /// The elements of a range or of any list made by a template.
  static let length = 100_000
  /// The fields of a namespace, which are looked for one by one.
  static let fields = 1_000
  /// The bytes of a text made by an expression.
  static let text = 16 << 20
  /// How deep lists and maps may nest.
  static let depth = 200
  /// How many values may be in a list, with all that are in those.
  static let weight = 1_000_000
  /// The bytes of one template.
  static let template = 1 << 20
  /// How deep expressions, and how deep statements, may nest.
  static let nesting = 128
  /// Files, blocks and macros of a set, times the contexts that they are used in.
  static let programs = 20_000
  /// Operators, filters and calls of one expression.
  static let chain = 500

  static func check(length: Int) throws(Fault) {
    guard length <= Self.length else { throw Fault("a list of more than \(Self.length) elements") }
  }

  static func check(length: (partialValue: Int, overflow: Bool)) throws(Fault) {
    try check(length: length.overflow ? .max : length.partialValue)
  }

  static func check(fields: Int) throws(Fault) {
    guard fields <= Self.fields else {
      throw Fault("a namespace of more than \(Self.fields) fields")
    }
  }

  static func check(size: Int) throws(Fault) {
    guard size <= text else { throw Fault("a text of more than 16 MiB") }
  }

  static func check(size: (partialValue: Int, overflow: Bool)) throws(Fault) {
    try check(size: size.overflow ? .max : size.partialValue)
  }

  static func check(nesting value: Value) throws(Fault) {
    let weight =
      switch value {
      case .list(let list): list.weight
      case .map(let map): map.weight
      default: 0
      }
    guard value.nesting <= Self.depth else {
      throw Fault("lists nested more than \(Self.depth) deep")
    }
    guard weight <= Self.weight else {
      throw Fault("lists of more than \(Self.weight) values in all")
    }
  }

  static func joined(_ a: [UInt8], _ b: [UInt8]) throws(Fault) -> [UInt8] {
    try check(size: a.count + b.count)
    return a + b
  }
}
