internal import Glibc

/// The operators between two values.
enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "**"

  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case isNotIn = "not in"
}

extension Value {
  /// The result of an operator, as Python computes it, in 64-bit integers.
  func applying(_ operation: BinaryOperator, _ other: Value) throws(Fault) -> Value {
    if case .undefined(let missing) = self { throw Fault(missing) }
    if case .undefined(let missing) = other { throw Fault(missing) }
    switch operation {
    case .add: return try adding(other)
    case .multiply: return try multiplying(other)
    case .subtract, .divide, .floorDivide, .modulo, .power:
      guard let a = number, let b = other.number else {
        throw Fault(
          "`\(operation.rawValue)` does not work on \(typeName) and \(other.typeName)",
          hint: operation == .modulo && text != nil ? "join text with `~` instead" : nil)
      }
      return try a.applying(operation, b)
    case .equal: return .bool(self == other)
    case .unequal: return .bool(self != other)
    case .less: return .bool(try isLess(than: other))
    case .greater: return .bool(try other.isLess(than: self))
    case .lessOrEqual:
      let isLess = try isLess(than: other)
      return .bool(isLess || self == other)
    case .greaterOrEqual:
      let isGreater = try other.isLess(than: self)
      return .bool(isGreater || self == other)
    case .isIn: return .bool(try other.contains(self))
    case .isNotIn: return .bool(try !other.contains(self))
    }
  }

  private func adding(_ other: Value) throws(Fault) -> Value {
    if let a = number, let b = other.number { return try a.applying(.add, b) }
    if let a = text, let b = other.text { return .string(try Limits.joined(a, b)) }
    if case .list(let a) = self, case .list(let b) = other, a.isTuple == b.isTuple {
      try Limits.check(length: a.elements.count + b.elements.count)
      return .list(List(a.elements + b.elements, isTuple: a.isTuple))
    }
    let joins = text != nil || other.text != nil
    throw Fault(
      "`+` does not work on \(typeName) and \(other.typeName)",
      hint: joins ? "join text with `~` instead" : nil)
  }

  private func multiplying(_ other: Value) throws(Fault) -> Value {
    if let a = number, let b = other.number { return try a.applying(.multiply, b) }
    if let times = count, other.number == nil { return try other.repeated(times) }
    if let times = other.count { return try repeated(times) }
    throw Fault("`*` does not work on \(typeName) and \(other.typeName)")
  }

  /// A whole number, as which a truth value counts 0 or 1.
  var count: Int? {
    switch self {
    case .int(let number): number
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }

  private func repeated(_ times: Int) throws(Fault) -> Value {
    let times = Swift.max(0, times)
    if let text {
      try Limits.check(size: text.count.multipliedReportingOverflow(by: times))
      return .string(Array(repeatElement(text, count: text.isEmpty ? 0 : times).joined()))
    }
    guard case .list(let list) = self else { throw Fault("`*` does not repeat \(typeName)") }
    try Limits.check(length: list.elements.count.multipliedReportingOverflow(by: times))
    let all = repeatElement(list.elements, count: list.elements.isEmpty ? 0 : times).joined()
    return .list(List(Array(all), isTuple: list.isTuple))
  }

  /// `-x` or `+x`.
  func signed(negative: Bool) throws(Fault) -> Value {
    switch number {
    case .int(let value):
      guard negative else { return .int(value) }
      guard value != .min else { throw .overflow }
      return .int(-value)
    case .double(let value): return .double(negative ? -value : value)
    case nil:
      if case .undefined(let missing) = self { throw Fault(missing) }
      throw Fault("`\(negative ? "-" : "+")` needs a number, not \(typeName)")
    }
  }
}

extension Number {
  func applying(_ operation: BinaryOperator, _ other: Number) throws(Fault) -> Value {
    switch operation {
    case .divide, .floorDivide, .modulo:
      guard other.asDouble != 0 else { throw Fault("division by zero") }
    default: break
    }
    if case .int(let a) = self, case .int(let b) = other, operation != .divide {
      return try a.applying(operation, b)
    }
    let a = asDouble
    let b = other.asDouble
    switch operation {
    case .add: return .double(a + b)
    case .subtract: return .double(a - b)
    case .multiply: return .double(a * b)
    case .divide: return .double(a / b)
    case .floorDivide: return .double(a.floorDivided(by: b))
    case .modulo:
      let rest = a.truncatingRemainder(dividingBy: b)
      if rest == 0 { return .double(b < 0 ? -0.0 : 0) }
      return .double((rest < 0) != (b < 0) ? rest + b : rest)
    default:
      guard a != 0 || b >= 0 else { throw Fault("0 has no negative power") }
      let result = pow(a, b)
      guard !result.isNaN, result.isFinite || !a.isFinite || !b.isFinite else { throw .overflow }
      return .double(result)
    }
  }
}

extension Int {
  fileprivate func applying(_ operation: BinaryOperator, _ other: Int) throws(Fault) -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = addingReportingOverflow(other)
    case .subtract: result = subtractingReportingOverflow(other)
    case .multiply: result = multipliedReportingOverflow(by: other)
    case .floorDivide:
      let (quotient, overflow) = dividedReportingOverflow(by: other)
      let isRoundedUp = !overflow && self % other != 0 && (self < 0) != (other < 0)
      result = (isRoundedUp ? quotient - 1 : quotient, overflow)
    case .modulo:
      let (rest, overflow) = remainderReportingOverflow(dividingBy: other)
      guard !overflow else { return .int(0) }
      result = (rest != 0 && (rest < 0) != (other < 0) ? rest + other : rest, false)
    default: return try raised(to: other)
    }
    guard !result.overflow else { throw .overflow }
    return .int(result.partialValue)
  }

  private func raised(to exponent: Int) throws(Fault) -> Value {
    guard exponent >= 0 else {
      return try Number.double(Double(self)).applying(.power, .int(exponent))
    }
    var result = 1
    var base = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        guard !overflow else { throw .overflow }
        result = product
      }
      rest >>= 1
      guard rest > 0 else { break }
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      guard !overflow else { throw .overflow }
      base = square
    }
    return .int(result)
  }
}

extension Double {
  /// Python's `//`: exact where the quotient is not, as 3.5 // (3.5 / 3), which is 2.
  ///
  /// CPython, `Objects/floatobject.c`, `_float_div_mod`: the remainder is exact, so it is
  /// taken away before the division.
  fileprivate func floorDivided(by divisor: Double) -> Double {
    let rest = truncatingRemainder(dividingBy: divisor)
    var quotient = (self - rest) / divisor
    if rest != 0, (rest < 0) != (divisor < 0) { quotient -= 1 }
    guard quotient != 0 else { return (self / divisor).sign == .minus ? -0.0 : 0 }
    let whole = quotient.rounded(.down)
    return quotient - whole > 0.5 ? whole + 1 : whole
  }
}
