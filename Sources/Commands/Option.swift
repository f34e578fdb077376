/// One option of a command: its spelling, its help and its effect.
///
/// Parsing and `--help` read the same table of these, so they cannot disagree.
package struct Option<Settings>: Sendable {
  let long: String
  let short: Unicode.Scalar?
  /// What stands for the value in the help, or `nil` for a flag without one.
  let argument: String?
  let help: String
  let apply: @Sendable (inout Settings, String) throws(UsageError) -> Void
}

extension Option {
  /// A flag that is present or absent.
  package static func flag(
    _ long: String, short: Unicode.Scalar? = nil,
    sets property: any WritableKeyPath<Settings, Bool> & Sendable, help: String
  ) -> Self {
    Option(long: long, short: short, argument: nil, help: help) { settings, _ in
      settings[keyPath: property] = true
    }
  }

  /// An option that takes one value, such as `--output DIR`.
  ///
  /// - Parameter parse: Reads the value, or returns `nil` if it makes no sense.
  package static func value<Value>(
    _ long: String, short: Unicode.Scalar? = nil, _ argument: String,
    sets property: any WritableKeyPath<Settings, Value> & Sendable, help: String,
    parse: @escaping @Sendable (String) -> Value?
  ) -> Self {
    Option(long: long, short: short, argument: argument, help: help) {
      (settings, text) throws(UsageError) in
      guard let value = parse(text) else {
        throw UsageError("`\(text)` is not a value for `--\(long)`", hint: help)
      }
      settings[keyPath: property] = value
    }
  }

  func answers(to name: String) -> Bool {
    name == "--" + long || short.map { name == "-\($0)" } ?? false
  }

  /// The left column of the help, such as `-o, --output DIR`.
  var label: String {
    let names = (short.map { "-\($0), " } ?? "    ") + "--" + long
    return argument.map { names + " " + $0 } ?? names
  }
}

/// The arguments of a command that are not options, such as files.
package struct Operands<Settings>: Sendable {
  /// How the usage line names them, such as `[FILE]` or `FILE...`.
  let usage: String
  let count: ClosedRange<Int>
  let apply: @Sendable (inout Settings, [String]) -> Void

  /// - Parameter count: How many there must be.
  package init(
    _ usage: String, count: ClosedRange<Int>,
    sets property: any WritableKeyPath<Settings, [String]> & Sendable
  ) {
    self.usage = usage
    self.count = count
    apply = { settings, texts in settings[keyPath: property] = texts }
  }
}
