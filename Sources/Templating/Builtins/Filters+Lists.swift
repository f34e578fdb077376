extension Builtins {
  static let listFilters: [String: FilterEntry] = [
    "length": .init(parameters: [], body: length),
    "count": .init(parameters: [], body: length),
    "list": .init(parameters: []) { value, _, machine throws(Fault) in
      .list(try machine.elements(of: value, for: "`list`"))
    },
    "first": .init(parameters: []) { value, _, machine throws(Fault) in
      try machine.elements(of: value, for: "`first`").first ?? .missing(.firstOfNothing)
    },
    "last": .init(parameters: []) { value, _, machine throws(Fault) in
      try machine.elements(of: value, for: "`last`").last ?? .missing(.firstOfNothing)
    },
    "reverse": .init(parameters: []) { value, _, machine throws(Fault) in
      let elements = try machine.elements(of: value, for: "`reverse`")
      guard value.text == nil else {
        return .string(Array(elements.reversed().map(\.printed).joined()))
      }
      return .list(elements.reversed())
    },
    "items": .init(parameters: []) { value, _, _ throws(Fault) in
      guard case .map(let map) = try value.defined() else {
        throw Fault("`items` needs a map, not \(value.typeName)")
      }
      return .list(zip(map.shape.keys, map.values).map { .tuple([$0, $1]) })
    },
    "join": .init(parameters: ["d", "attribute"], body: join),
    "batch": .init(parameters: ["linecount", "fill_with"], required: 1, body: batch),
    "slice": .init(parameters: ["slices", "fill_with"], required: 1, body: slice),
    "default": .init(parameters: ["default_value", "boolean"], body: defaultValue),
    "d": .init(parameters: ["default_value", "boolean"], body: defaultValue),
    "attr": .init(parameters: ["name"], required: 1) { value, arguments, machine throws(Fault) in
      let name = try arguments.text("name", at: 0) ?? []
      return try machine.attribute(name, of: value)
    },
    "dictsort": .init(parameters: ["case_sensitive", "by", "reverse"], body: dictSort),
    "sort": .init(parameters: ["reverse", "case_sensitive", "attribute"], body: sort),
    "unique": .init(parameters: ["case_sensitive", "attribute"], body: unique),
    "min": .init(parameters: ["case_sensitive", "attribute"]) {
      value, arguments, machine throws(Fault) in
      try extreme(value, arguments, &machine) { a, b throws(Fault) in try a.isLess(than: b) }
    },
    "max": .init(parameters: ["case_sensitive", "attribute"]) {
      value, arguments, machine throws(Fault) in
      try extreme(value, arguments, &machine) { a, b throws(Fault) in try b.isLess(than: a) }
    },
    "sum": .init(parameters: ["attribute", "start"], body: sum),
    "groupby": .init(
      parameters: ["attribute", "default", "case_sensitive"], required: 1, body: groupBy),
  ]

  private static let length: Filter = { value, _, _ throws(Fault) in
    switch try value.defined() {
    case .list(let list): return .int(list.elements.count)
    case .map(let map): return .int(map.values.count)
    default:
      guard let text = value.text else { throw Fault("\(value.typeName) has no length") }
      return .int(text.scalarCount)
    }
  }

  private static let join: Filter = { value, arguments, machine throws(Fault) in
    let separator = try arguments.text("d", at: 0) ?? []
    let path = try Path(arguments.value("attribute", at: 1))
    var text: [UInt8] = []
    for (index, element) in try machine.elements(of: value, for: "`join`").enumerated() {
      if index > 0 { text += separator }
      text += try machine.follow(path, from: element).printedText()
      try Limits.check(size: text.count)
    }
    return .string(text)
  }

  private static let batch: Filter = { value, arguments, machine throws(Fault) in
    let size = try arguments.int("linecount", at: 0, default: 1)
    guard size > 0 else { throw Fault("`linecount` is at least 1") }
    let elements = try machine.elements(of: value, for: "`batch`")
    var rows = stride(from: 0, to: elements.count, by: size).map {
      Array(elements[$0..<Swift.min($0 + Swift.min(size, elements.count), elements.count)])
    }
    if let fill = arguments.value("fill_with", at: 1), fill != .none, let last = rows.indices.last {
      try Limits.check(length: size)
      try machine.spend(size)
      rows[last] += Array(repeating: fill, count: size - rows[last].count)
    }
    return try machine.checked(.list(rows.map { .list($0) }))
  }

  private static let slice: Filter = { value, arguments, machine throws(Fault) in
    let count = try arguments.int("slices", at: 0, default: 1)
    guard count > 0 else { throw Fault("`slices` is at least 1") }
    try Limits.check(length: count)
    try machine.spend(count)
    let elements = try machine.elements(of: value, for: "`slice`")
    let (size, extra) = elements.count.quotientAndRemainder(dividingBy: count)
    var start = 0
    var columns: [Value] = []
    for index in 0..<count {
      let end = start + size + (index < extra ? 1 : 0)
      var column = Array(elements[start..<end])
      if let fill = arguments.value("fill_with", at: 1), fill != .none, index >= extra {
        column.append(fill)
      }
      columns.append(.list(column))
      start = end
    }
    return try machine.checked(.list(columns))
  }

  private static let defaultValue: Filter = { value, arguments, _ throws(Fault) in
    let fallback = arguments.value("default_value", at: 0) ?? .string([])
    if value.isUndefined { return fallback }
    if try arguments.flag("boolean", at: 1), try !value.truth() { return fallback }
    return value
  }

  private static let sum: Filter = { value, arguments, machine throws(Fault) in
    let path = try Path(arguments.value("attribute", at: 0))
    var total = arguments.value("start", at: 1) ?? .int(0)
    for element in try machine.elements(of: value, for: "`sum`") {
      let part = try machine.follow(path, from: element)
      total = try machine.combine(total, .add, part)
    }
    return total
  }
}

// MARK: Order

extension Builtins {
  private static let dictSort: Filter = { value, arguments, machine throws(Fault) in
    guard case .map(let map) = try value.defined() else {
      throw Fault("`dictsort` needs a map, not \(value.typeName)")
    }
    let by = try arguments.text("by", at: 1)?.string ?? "key"
    guard by == "key" || by == "value" else { throw Fault("`by` is key or value") }
    let isCaseSensitive = try arguments.flag("case_sensitive", at: 0)
    let pairs = zip(map.shape.keys, map.values).map { Value.tuple([$0, $1]) }
    let keys = by == "key" ? map.shape.keys : map.values
    let order = try machine.order(
      keys.map { isCaseSensitive ? $0 : $0.caseFolded },
      isReversed: try arguments.flag("reverse", at: 2))
    return .list(order.map { pairs[$0] })
  }

  private static let sort: Filter = { value, arguments, machine throws(Fault) in
    let elements = try machine.elements(of: value, for: "`sort`")
    let isCaseSensitive = try arguments.flag("case_sensitive", at: 1)
    let paths = try Path.list(arguments.value("attribute", at: 2))
    try machine.spend(elements.count * (paths.count - 1))
    var keys: [Value] = []
    for element in elements {
      var parts: [Value] = []
      for path in paths {
        let part = try machine.follow(path, from: element).defined()
        parts.append(isCaseSensitive ? part : part.caseFolded)
      }
      keys.append(parts.count == 1 ? parts[0] : .list(parts))
    }
    let order = try machine.order(keys, isReversed: try arguments.flag("reverse", at: 0))
    return .list(order.map { elements[$0] })
  }

  private static let unique: Filter = { value, arguments, machine throws(Fault) in
    let isCaseSensitive = try arguments.flag("case_sensitive", at: 0)
    let path = try Path(arguments.value("attribute", at: 1))
    var seen: [UInt64: [Value]] = [:]
    var result: [Value] = []
    for element in try machine.elements(of: value, for: "`unique`") {
      let found = try machine.follow(path, from: element).defined()
      let key = isCaseSensitive ? found : found.caseFolded
      let hash = key.keyHash
      if let alike = seen[hash] {
        let (cost, overflow) = alike.count.multipliedReportingOverflow(by: 1 + key.weight)
        try machine.spend(overflow ? Int.max / 2 : cost)
        if alike.contains(key) { continue }
      }
      seen[hash, default: []].append(key)
      result.append(element)
    }
    return .list(result)
  }

  private static func extreme(
    _ value: Value, _ arguments: Arguments, _ machine: inout Machine,
    _ isBetter: (Value, Value) throws(Fault) -> Bool
  ) throws(Fault) -> Value {
    let isCaseSensitive = try arguments.flag("case_sensitive", at: 0)
    let path = try Path(arguments.value("attribute", at: 1))
    var best: (key: Value, element: Value)?
    for element in try machine.elements(of: value, for: "this filter") {
      let found = try machine.follow(path, from: element).defined()
      let key = isCaseSensitive ? found : found.caseFolded
      if let current = best, try !isBetter(key, current.key) { continue }
      best = (key, element)
    }
    return best?.element ?? .missing(.firstOfNothing)
  }

  private static let groupBy: Filter = { value, arguments, machine throws(Fault) in
    let path = try Path(arguments.value("attribute", at: 0))
    let isCaseSensitive = try arguments.flag("case_sensitive", at: 2)
    let elements = try machine.elements(of: value, for: "`groupby`")
    var keys: [Value] = []
    for element in elements {
      var key = try machine.follow(path, from: element)
      if key.isUndefined, let fallback = arguments.value("default", at: 1) { key = fallback }
      keys.append(try key.defined())
    }
    let folded = isCaseSensitive ? keys : keys.map(\.caseFolded)
    var groups: [(key: Value, first: Int, members: [Value])] = []
    for index in try machine.order(folded, isReversed: false) {
      if let last = groups.indices.last, groups[last].key == folded[index] {
        groups[last].members.append(elements[index])
      } else {
        groups.append((folded[index], index, [elements[index]]))
      }
    }
    return try machine.checked(
      .list(groups.map { .tuple([keys[$0.first], .list($0.members)]) }))
  }
}

extension Machine {
  /// The indices of keys in their order; equal keys stay in place.
  mutating func order(_ keys: [Value], isReversed: Bool) throws(Fault) -> [Int] {
    try spend(keys.count)
    var order = Array(keys.indices)
    // A merge sort from below: the standard library's cannot throw a fault.
    var width = 1
    while width < order.count {
      var merged: [Int] = []
      merged.reserveCapacity(order.count)
      for start in stride(from: 0, to: order.count, by: width * 2) {
        var (left, right) = (start, min(start + width, order.count))
        let (middle, end) = (right, min(start + width * 2, order.count))
        while left < middle, right < end {
          let (a, b) = (keys[order[left]], keys[order[right]])
          let takesRight = isReversed ? try a.isLess(than: b) : try b.isLess(than: a)
          merged.append(order[takesRight ? right : left])
          if takesRight { right += 1 } else { left += 1 }
        }
        merged += order[left..<middle] + order[right..<end]
      }
      order = merged
      width *= 2
    }
    return order
  }
}
