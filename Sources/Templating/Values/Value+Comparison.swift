extension Value: Equatable {
  /// Equality as Python has it: `1 == 1.0 == true`, text by its bytes.
  package static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.none, .none): return true
    case (.list(let a), .list(let b)):
      return a === b || a.isTuple == b.isTuple && a.elements == b.elements
    case (.map(let a), .map(let b)): return a === b || a.equals(b)
    case (.object(let a), .object(let b)): return a === b
    case (.undefined, .undefined): return true
    default:
      if let a = a.text { return b.text.map { $0 == a } ?? false }
      if let a = a.number, let b = b.number { return a.equals(b) }
      return false
    }
  }
}

extension Map {
  fileprivate func equals(_ other: Map) -> Bool {
    guard values.count == other.values.count else { return false }
    for (key, value) in zip(shape.keys, values) {
      guard let slot = other.shape.slot(of: key), other.values[slot] == value else { return false }
    }
    return true
  }
}

/// A number of either kind; a bool counts as 0 or 1.
enum Number {
  case int(Int)
  case double(Double)

  var asDouble: Double {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    }
  }

  func equals(_ other: Number) -> Bool {
    if case .int(let a) = self, case .int(let b) = other { return a == b }
    return asDouble == other.asDouble
  }

  func isLess(than other: Number) -> Bool {
    if case .int(let a) = self, case .int(let b) = other { return a < b }
    return asDouble < other.asDouble
  }
}

extension Value {
  /// Itself as a number, if it is one.
  var number: Number? {
    switch self {
    case .bool(let flag): .int(flag ? 1 : 0)
    case .int(let number): .int(number)
    case .double(let number): .double(number)
    default: nil
    }
  }

  /// Whether `if` takes it for true: empty text, lists and maps, 0 and none are false.
  func truth() throws(Fault) -> Bool {
    switch self {
    case .undefined(let missing):
      guard missing.isSilent else { throw Fault(missing) }
      return false
    case .none: return false
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .double(let number): return number != 0
    case .string(let bytes), .xml(let bytes): return !bytes.isEmpty
    case .html(let html): return !html.bytes.isEmpty
    case .list(let list): return !list.elements.isEmpty
    case .map(let map): return !map.values.isEmpty
    case .object: return true
    }
  }

  /// Whether it sorts before another: numbers among numbers, text among text (by scalars,
  /// which is the order of UTF-8 bytes), lists by their first difference.
  func isLess(than other: Value) throws(Fault) -> Bool {
    if let a = number, let b = other.number { return a.isLess(than: b) }
    if let a = text, let b = other.text { return a.lexicographicallyPrecedes(b) }
    if case .list(let a) = self, case .list(let b) = other, a.isTuple == b.isTuple {
      for (x, y) in zip(a.elements, b.elements) where x != y { return try x.isLess(than: y) }
      return a.elements.count < b.elements.count
    }
    throw Fault("`<` does not compare \(typeName) with \(other.typeName)")
  }

  /// Whether `in` finds `element` here: a part of a text, an element of a list, a key of a map.
  func contains(_ element: Value) throws(Fault) -> Bool {
    switch self {
    case .list(let list):
      return list.elements.contains(element)
    case .map(let map):
      // No map of ours has one, but one could be a key.
      if case .list(let list) = element, list.isTuple { return false }
      guard element.isHashable else { throw Fault("\(element.typeName) cannot be a key") }
      return map.shape.slot(of: element) != nil
    case .string, .html, .xml:
      guard let needle = element.text, let bytes = text else {
        throw Fault("`in` a text needs text on its left, not \(element.typeName)")
      }
      return bytes.firstRange(of: needle, from: 0) != nil
    case .undefined(let missing): throw Fault(missing)
    default: throw Fault("`in` does not look into \(typeName)")
    }
  }
}

extension [UInt8] {
  /// Where `needle` begins at or after `start`; the empty needle is everywhere.
  func firstRange(of needle: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = needle.first else { return start <= count ? start..<start : nil }
    guard count >= needle.count else { return nil }
    var index = start
    let last = count - needle.count
    while index <= last {
      if self[index] == first, self[index..<index + needle.count].elementsEqual(needle) {
        return index..<index + needle.count
      }
      index += 1
    }
    return nil
  }
}
