extension Builtins {
  static let numberFilters: [String: FilterEntry] = [
    "abs": .init(parameters: []) { value, _, _ throws(Fault) in
      switch value.number {
      case .int(let number):
        guard number != .min else { throw .overflow }
        return .int(abs(number))
      case .double(let number): return .double(abs(number))
      case nil: throw Fault("`abs` needs a number, not \(try value.defined().typeName)")
      }
    },
    "int": .init(parameters: ["default", "base"]) { value, arguments, _ throws(Fault) in
      let base = try arguments.int("base", at: 1, default: 10)
      guard base == 0 || (2...36).contains(base) else { throw Fault("`base` is 2 to 36") }
      return try value.defined().wholeNumber(base: base)
        ?? arguments.value("default", at: 0) ?? .int(0)
    },
    "float": .init(parameters: ["default"]) { value, arguments, _ throws(Fault) in
      if let number = try value.defined().number { return .double(number.asDouble) }
      return value.text?.floatingPoint.map { .double($0) } ?? arguments.value("default", at: 0)
        ?? .double(0)
    },
    "bool": .init(parameters: []) { value, _, _ throws(Fault) in .bool(try value.truth()) },
    "round": .init(parameters: ["precision", "method"], body: round),
    "filesizeformat": .init(parameters: ["binary"], body: fileSize),
  ]

  private static let round: Filter = { value, arguments, _ throws(Fault) in
    guard let number = value.number else {
      throw Fault("`round` needs a number, not \(try value.defined().typeName)")
    }
    let precision = try arguments.int("precision", at: 0, default: 0)
    let method = try arguments.text("method", at: 1)?.string ?? "common"
    guard ["common", "ceil", "floor"].contains(method) else {
      throw Fault("`method` is common, ceil or floor")
    }
    if method == "common" {
      if case .int(let whole) = number { return .int(whole.rounded(to: precision)) }
      return .double(number.asDouble.rounded(to: precision))
    }
    guard abs(precision) <= 300 else { return .double(number.asDouble) }
    let factor = Double.powerOfTen(precision)
    let scaled = number.asDouble * factor
    // Python rounds to a whole number here, and that has no negative zero.
    let result = ((method == "ceil" ? scaled.rounded(.up) : scaled.rounded(.down)) + 0) / factor
    guard result.isFinite else { throw .overflow }
    return .double(result)
  }

  private static let fileSize: Filter = { value, arguments, _ throws(Fault) in
    guard let size = try value.defined().number?.asDouble ?? value.text?.floatingPoint,
      size.isFinite
    else { throw Fault("`filesizeformat` needs a number, not \(value.typeName)") }
    let isBinary = try arguments.flag("binary", at: 0)
    let base = isBinary ? 1024.0 : 1000.0
    if size == 1 { return .string("1 Byte") }
    if size < base { return .string("\(Int(exactly: size.rounded(.towardZero)) ?? 0) Bytes") }
    let units =
      isBinary
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var unit = base
    for name in units.dropLast() {
      if size < unit * base { return .string("\((size / unit).rounded(to: 1).pythonText) \(name)") }
      unit *= base
    }
    return .string("\((size / unit).rounded(to: 1).pythonText) \(units[units.count - 1])")
  }
}

extension Value {
  /// Python's `int`, also of a text that is a fraction; `nil` if it is no number.
  fileprivate func wholeNumber(base: Int) -> Value? {
    switch self {
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .int: return self
    case .double(let number):
      return Int(exactly: number.rounded(.towardZero)).map { .int($0) }
    default:
      guard let text else { return nil }
      if let number = text.trimmed.integer(base: base) { return .int(number) }
      return text.floatingPoint.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .int($0) }
    }
  }
}

extension [UInt8] {
  /// A whole number in a base, with a sign, a prefix such as `0x`, and `_` between digits.
  fileprivate func integer(base: Int) -> Int? {
    let sign = first == UInt8(ascii: "-") ? "-" : ""
    var digits = Array(dropFirst(first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? 1 : 0))
    var base = base
    let prefixes = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
    if digits.count > 2, digits[0] == UInt8(ascii: "0"),
      let radix = prefixes[digits[1].lowercased], base == radix || base == 0
    {
      digits.removeFirst(2)
      base = radix
    }
    guard let digits = digits.withoutUnderscores, let start = digits.first,
      start.isDigit || start.isLetter
    else { return nil }
    return Int(sign + digits.string, radix: base == 0 ? 10 : base)
  }

  /// A decimal number as Python reads it.
  var floatingPoint: Double? {
    guard let text = trimmed.withoutUnderscores, let last = text.last else { return nil }
    let isNumber = text.allSatisfy {
      $0.isDigit || $0 | 0x20 == UInt8(ascii: "e") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    guard isNumber, last.isDigit || last == UInt8(ascii: ".") else { return nil }
    // Swift wants a digit on both sides of the point.
    var padded = text
    if last == UInt8(ascii: ".") { padded.append(UInt8(ascii: "0")) }
    return Double(padded.string).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Itself without underscores, if each stands between digits.
  private var withoutUnderscores: [UInt8]? {
    let underscore = UInt8(ascii: "_")
    guard contains(underscore) else { return self }
    for index in indices where self[index] == underscore {
      guard index > 0, index + 1 < count, self[index - 1] != underscore,
        self[index + 1] != underscore
      else { return nil }
    }
    return filter { $0 != underscore }
  }
}

// MARK: Rounding

extension Double {
  static func powerOfTen(_ exponent: Int) -> Double {
    Double("1e\(Swift.min(Swift.max(exponent, -308), 308))") ?? 1
  }

  /// Rounded to a number of decimals as the exact decimal value rounds, halves to even.
  func rounded(to precision: Int) -> Double {
    guard isFinite, precision <= 22 else { return self }
    guard precision >= 0 else {
      guard precision >= -308 else { return 0 }
      let factor = Self.powerOfTen(-precision)
      return (self / factor).rounded(.toNearestOrEven) * factor
    }
    let factor = Self.powerOfTen(precision)
    let scaled = self * factor
    guard scaled.magnitude < 4_503_599_627_370_496 else { return self }
    var whole = scaled.rounded(.toNearestOrEven)
    // What the multiplication rounded away decides a tie.
    let rest = (-scaled).addingProduct(self, factor)
    if (scaled - scaled.rounded(.down)) == 0.5, rest != 0 {
      whole = rest > 0 ? scaled.rounded(.up) : scaled.rounded(.down)
    }
    return whole == 0 ? (sign == .minus ? -0.0 : 0) : whole / factor
  }
}

extension Int {
  /// Rounded to tens, hundreds and so on, halves to even; unchanged for decimals.
  fileprivate func rounded(to precision: Int) -> Int {
    guard precision < 0 else { return self }
    guard precision > -19 else { return 0 }
    var factor = 1
    for _ in 0..<(-precision) { factor *= 10 }
    let (quotient, rest) = quotientAndRemainder(dividingBy: factor)
    let isUp = abs(rest) > factor / 2 || abs(rest) == factor / 2 && quotient % 2 != 0
    let result = (isUp ? quotient + signum() : quotient).multipliedReportingOverflow(by: factor)
    return result.overflow ? self : result.partialValue
  }
}
