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

  /// How deep lists and maps nest in it, itself included; 0 for anything else.
  var nesting: Int {
    switch self {
    case .list(let list): list.depth
    case .map(let map): map.depth
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
  /// Of a list or map of these: how deep it nests, itself included, and its weight, which is one
  /// for each element and the weight of each; at most `Int.max / 2`.
  var measures: (depth: Int, weight: Int) {
    var (depth, weight) = (0, count)
    for element in self {
      switch element {
      case .string(let bytes): weight &+= bytes.count / 64
      case .list(let list):
        depth = Swift.max(depth, list.depth)
        weight = Swift.min(weight &+ list.weight, Int.max / 2)
      case .map(let map):
        depth = Swift.max(depth, map.depth)
        weight = Swift.min(weight &+ map.weight, Int.max / 2)
      default: weight &+= element.weight
      }
    }
    return (depth + 1, Swift.min(weight, Int.max / 2))
  }
}
