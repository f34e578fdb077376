internal import Diagnostics

/// The filters, tests and functions of the language.
enum Builtins {
  typealias Filter = @Sendable (Value, Arguments, inout Machine) throws(Fault) -> Value
  typealias Test = @Sendable (Value, Arguments, inout Machine) throws(Fault) -> Bool

  struct FilterEntry: Sendable {
    var takes: Parameters
    var body: Filter

    init(parameters: [String]?, required: Int = 0, body: @escaping Filter) {
      takes = Parameters(names: parameters, required: required)
      self.body = body
    }
  }

  struct TestEntry: Sendable {
    var takes: Parameters
    var body: Test

    init(parameters: [String]?, required: Int = 0, body: @escaping Test) {
      takes = Parameters(names: parameters, required: required)
      self.body = body
    }
  }

  static let filters: [String: FilterEntry] = textFilters.merging(
    listFilters.merging(numberFilters.merging(selectionFilters) { $1 }) { $1 }
  ) { $1 }
}

/// What a filter or test takes, so that a wrong call does not compile.
struct Parameters: Sendable {
  /// `nil` if it takes anything, because it passes it on.
  var names: [String]?
  var required: Int

  /// What is wrong with a call, if something is.
  func fault(in arguments: Expression.Arguments, of name: String) -> (String, hint: String?)? {
    guard let parameters = names else { return nil }
    guard arguments.positional.count <= parameters.count else {
      return (
        "`\(name)` takes \(parameters.count) arguments, not \(arguments.positional.count)",
        parameters.isEmpty ? nil : "they are \(parameters.joined(separator: ", "))"
      )
    }
    for (key, _) in arguments.named {
      guard let index = parameters.firstIndex(of: key) else {
        let near = parameters.closest(to: key)
        return (
          "`\(name)` takes no `\(key)`",
          near.map { "did you mean `\($0)`?" }
            ?? (parameters.isEmpty
              ? "it takes no arguments" : "it takes \(parameters.joined(separator: ", "))")
        )
      }
      guard index >= arguments.positional.count else { return ("`\(key)` is passed twice", nil) }
    }
    let given = Set(arguments.named.map(\.name))
    for (index, parameter) in parameters.prefix(required).enumerated()
    where index >= arguments.positional.count && !given.contains(parameter) {
      return ("`\(name)` needs an argument `\(parameter)`", nil)
    }
    return nil
  }
}

// MARK: Reading arguments

extension Arguments {
  /// A whole number.
  func int(_ name: String, at index: Int, default fallback: Int) throws(Fault) -> Int {
    switch value(name, at: index) {
    case nil, .some(.none): return fallback
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case .undefined(let missing): throw Fault(missing)
    case let other?: throw Fault("`\(name)` is a whole number, not \(other.typeName)")
    }
  }

  /// Whether an argument is true.
  func flag(_ name: String, at index: Int, default fallback: Bool = false) throws(Fault) -> Bool {
    try value(name, at: index)?.truth() ?? fallback
  }

  /// The printed text of an argument; `nil` if it is missing or none.
  func text(_ name: String, at index: Int) throws(Fault) -> [UInt8]? {
    switch value(name, at: index) {
    case nil, .some(.none): return nil
    case .undefined(let missing): throw Fault(missing)
    case let value?: return value.printed
    }
  }
}

extension Value {
  /// Its printed text, which an undefined value does not have.
  func printedText() throws(Fault) -> [UInt8] {
    if case .undefined(let missing) = self, !missing.isSilent { throw Fault(missing) }
    return printed
  }

  /// Itself, or the fault of being undefined.
  func defined() throws(Fault) -> Value {
    if case .undefined(let missing) = self { throw Fault(missing) }
    return self
  }

  /// What it compares as where case does not count.
  var caseFolded: Value {
    guard let text else { return self }
    return .string(text.lowercased)
  }
}

extension [UInt8] {
  var string: String { String(decoding: self, as: UTF8.self) }

  private var isASCII: Bool { allSatisfy { $0 < 0x80 } }

  /// In lower case, by Unicode and no locale.
  var lowercased: [UInt8] {
    isASCII ? map(\.lowercased) : Array(string.lowercased().utf8)
  }

  var uppercased: [UInt8] {
    isASCII ? map(\.uppercased) : Array(string.uppercased().utf8)
  }

  /// With its first scalar in upper case and the others in lower case.
  var capitalized: [UInt8] {
    guard !isEmpty else { return [] }
    let first = scalarLength(at: 0)
    return Array(prefix(first)).uppercased + Array(dropFirst(first)).lowercased
  }

  /// The pieces between whitespace.
  var words: [[UInt8]] {
    var words: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < count {
      let length = whitespaceLength(at: index, end: count)
      if length > 0 {
        if index > start { words.append(Array(self[start..<index])) }
        start = index + length
      }
      index += Swift.max(1, length)
    }
    if start < count { words.append(Array(self[start...])) }
    return words
  }

  /// The lines, without their ends.
  var lines: [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < count {
      let byte = self[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(Array(self[start..<index - 1]))
      if byte == 0x0D, index < count, self[index] == 0x0A { index += 1 }
      start = index
    }
    if start < count { lines.append(Array(self[start...])) }
    return lines
  }

  /// The pieces between occurrences of a text that is not empty.
  func split(by separator: [UInt8], atMost limit: Int = .max) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while pieces.count < limit, let range = firstRange(of: separator, from: start) {
      pieces.append(Array(self[start..<range.lowerBound]))
      start = range.upperBound
    }
    pieces.append(Array(self[start...]))
    return pieces
  }

  /// Its first scalars.
  func prefix(scalars count: Int) -> [UInt8] { Array(self[..<index(scalars: count, from: 0)]) }

  /// What lies behind so many scalars from `start` on.
  func index(scalars count: Int, from start: Int) -> Int {
    var index = start
    var rest = count
    while index < self.count, rest > 0 {
      index += scalarLength(at: index)
      rest -= 1
    }
    return index
  }
}
