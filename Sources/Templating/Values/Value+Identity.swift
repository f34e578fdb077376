extension Value {
  /// Appends bytes that are others whenever the value is another, for whoever wants to know
  /// whether a page must be rendered again.
  ///
  /// A map whose maker gave it an identity costs eight bytes, whatever it holds.
  ///
  /// - Complexity: O(*n*) in the value, shared parts with an identity counted as one.
  package func appendIdentity(to bytes: inout [UInt8]) {
    switch self {
    case .undefined, .none, .object: bytes.append(0)
    case .bool(let flag): bytes.append(flag ? 1 : 2)
    case .int(let number):
      bytes.append(3)
      bytes.append(number: UInt64(bitPattern: Int64(number)))
    case .double(let number):
      bytes.append(4)
      bytes.append(number: number.bitPattern)
    case .string(let text): bytes.append(tagged: 5, text)
    case .html(let html): bytes.append(tagged: 6, html.bytes)
    case .xml(let text): bytes.append(tagged: 7, text)
    case .list(let list):
      bytes.append(8)
      bytes.append(number: UInt64(list.elements.count))
      for element in list.elements { element.appendIdentity(to: &bytes) }
    case .map(let map):
      bytes.append(9)
      guard let identity = map.identity else { return map.appendIdentity(to: &bytes) }
      bytes.append(number: identity)
    }
  }
}

extension Map {
  fileprivate func appendIdentity(to bytes: inout [UInt8]) {
    bytes.append(number: UInt64(values.count))
    for (key, value) in zip(shape.keys, values) {
      key.appendIdentity(to: &bytes)
      value.appendIdentity(to: &bytes)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// The length before the bytes keeps neighbours apart.
  fileprivate mutating func append(tagged tag: UInt8, _ text: [UInt8]) {
    append(tag)
    append(number: UInt64(text.count))
    self += text
  }
}
