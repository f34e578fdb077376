internal import Language
internal import Templating

/// What cards say alike, made once: a site has many articles, but few authors.
///
/// Without it half the memory of the cards would be copies.
package struct CardParts: Sendable {
  private var lastDay: (day: Day, value: Value)?
  private var languages: [String: Value] = [:]
  private var authors: [[[UInt8]]: Value] = [:]
  private var topics: [Topics: Value] = [:]

  private struct Topics: Hashable {
    var tags: [Int]
    var edition: Int
  }

  package init() {}

  /// The last one is kept: articles come in the order of their dates.
  mutating func day(_ day: Day?) -> Value {
    guard let day else { return .none }
    if let lastDay, lastDay.day == day { return lastDay.value }
    let value = Value.string(day.text)
    lastDay = (day, value)
    return value
  }

  mutating func language(_ code: String) -> Value {
    languages.value(of: code) { .string(code) }
  }

  mutating func authors(_ names: [[UInt8]]) -> Value {
    authors.value(of: names) { .list(names.map { .string($0) }) }
  }

  /// - Parameters:
  ///   - tags: Places in the tags of the edition.
  ///   - make: Makes the list.
  mutating func topics(_ tags: [Int], in edition: Int, _ make: () -> Value) -> Value {
    topics.value(of: Topics(tags: tags, edition: edition), make)
  }
}

extension Dictionary {
  fileprivate mutating func value(of key: Key, _ make: () -> Value) -> Value {
    if let value = self[key] { return value }
    let value = make()
    self[key] = value
    return value
  }
}
