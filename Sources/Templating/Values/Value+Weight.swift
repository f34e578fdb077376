extension Value {
  /// What it costs to look at all of a value, in `Limits.fuel`: one for each value in it, and
  /// for every 64 bytes of its text. A list that stands twice in a list counts twice.
  ///
  /// - Complexity: O(1).
  var weight: Int {
    switch self {
    case .list(let list): list.weight
    case .map(let map): map.weight
    case .string(let bytes), .xml(let bytes): bytes.count / 64
    case .html(let html): html.bytes.count / 64
    default: 0
    }
  }

  /// The bytes of a text, 0 for anything else.
  var size: Int {
    switch self {
    case .string(let bytes), .xml(let bytes): bytes.count
    case .html(let html): html.bytes.count
    default: 0
    }
  }
}

extension [Value] {
  /// One for each element and the weight of each; at most `Int.max / 2`.
  var weight: Int {
    var weight = count
    for case let element in self {
      weight = Swift.min(weight &+ element.weight, Int.max / 2)
    }
    return weight
  }
}
