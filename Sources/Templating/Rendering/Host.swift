internal import Diagnostics

/// What the host gives `render` for a page: an object of its own, which its filters and functions
/// get back.
package typealias HostPage = any AnyObject & Sendable

/// A filter that the user of the engine provides, such as `date`. It gives the same whenever it
/// gets the same: it may be asked once for many pages.
///
/// - Parameters: the value, the arguments, and what the host gave `render` for this page.
/// - Throws: What is wrong, as a sentence; the engine adds the place.
package typealias HostFilter =
  @Sendable (_ value: Value, _ arguments: Arguments, _ page: HostPage?) throws(HostError) ->
  Value

/// A function that the user of the engine provides, such as `asset`.
package typealias HostFunction =
  @Sendable (_ arguments: Arguments, _ page: HostPage?) throws(HostError) -> Value

/// Why a filter or function of the host has no result.
package struct HostError: Error, Sendable {
  package var message: String
  package var hint: String?

  /// - Parameter message: Lower case, no full stop, and no value that could be secret.
  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// The arguments of a call.
package struct Arguments: Sendable {
  package var positional: [Value]
  package var named: [(name: String, value: Value)]

  package init(_ positional: [Value] = [], named: [(name: String, value: Value)] = []) {
    self.positional = positional
    self.named = named
  }

  package static let none = Arguments()

  package var isEmpty: Bool { positional.isEmpty && named.isEmpty }

  /// The argument of this name, or without a name in this place.
  package func value(_ name: String, at index: Int) -> Value? {
    if index < positional.count { return positional[index] }
    return named.first { $0.name == name }?.value
  }
}

/// What templates can use beside the language itself.
package struct Host: Sendable {
  package var filters: [String: HostFilter]
  package private(set) var functions: [(name: String, body: HostFunction)]
  package var limits = Limits()

  package init(
    filters: [String: HostFilter] = [:], functions: [String: HostFunction] = [:]
  ) {
    self.filters = filters
    self.functions = functions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The filter that someone who wrote `name` may have meant.
  func hint(forFilter name: String) -> String? {
    let known = Array(Builtins.filters.keys) + filters.keys
    return known.closest(to: name).map { "did you mean `\($0)`?" }
  }

  /// The index of a function: those of the language come first.
  func functionIndex(of name: String) -> Int? {
    if let index = Builtins.functions.firstIndex(of: name) { return index }
    return functions.firstIndex { $0.name == name }.map { $0 + Builtins.functions.count }
  }
}
