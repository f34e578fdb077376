extension Builtins {
  static let tests: [String: TestEntry] = {
    var tests = typeTests.merging(comparisonTests) { $1 }
    tests["lower"] = .init(parameters: []) { value, _, _ throws(Fault) in
      try value.printedText().isCased { $0.lowercased }
    }
    tests["upper"] = .init(parameters: []) { value, _, _ throws(Fault) in
      try value.printedText().isCased { $0.uppercased }
    }
    tests["filter"] = .init(parameters: []) { value, _, machine throws(Fault) in
      let name = try value.printedText().string
      return filters[name] != nil || machine.assembly.host.filters[name] != nil
    }
    tests["test"] = .init(parameters: []) { value, _, _ throws(Fault) in
      Builtins.tests[try value.printedText().string] != nil
    }
    return tests
  }()

  private static let typeTests: [String: TestEntry] = [
    "defined": type { !$0.isUndefined },
    "undefined": type(\.isUndefined),
    "none": type { if case .none = $0 { true } else { false } },
    "boolean": type { if case .bool = $0 { true } else { false } },
    "true": type { if case .bool(true) = $0 { true } else { false } },
    "false": type { if case .bool(false) = $0 { true } else { false } },
    "integer": type { if case .int = $0 { true } else { false } },
    "float": type { if case .double = $0 { true } else { false } },
    "number": type { $0.number != nil },
    "string": type { $0.text != nil },
    "mapping": type { if case .map = $0 { true } else { false } },
    "sequence": type(\.isIterable),
    "iterable": type(\.isIterable),
    "callable": type { if case .object(let object) = $0 { object.isCallable } else { false } },
    "escaped": type { if case .html = $0 { true } else if case .xml = $0 { true } else { false } },
  ]

  private static func type(_ test: @escaping @Sendable (Value) -> Bool) -> TestEntry {
    TestEntry(parameters: []) { value, _, _ throws(Fault) in test(value) }
  }

  private static let comparisonTests: [String: TestEntry] = {
    var tests: [String: TestEntry] = [:]
    let operators: [(BinaryOperator, [String])] = [
      (.equal, ["eq", "equalto", "=="]), (.unequal, ["ne", "!="]),
      (.less, ["lt", "lessthan", "<"]), (.lessOrEqual, ["le", "<="]),
      (.greater, ["gt", "greaterthan", ">"]), (.greaterOrEqual, ["ge", ">="]), (.isIn, ["in"]),
    ]
    for (operation, names) in operators {
      for name in names {
        tests[name] = TestEntry(parameters: ["other"], required: 1) {
          value, arguments, _ throws(Fault) in
          try value.applying(operation, arguments.value("other", at: 0) ?? .none).truth()
        }
      }
    }
    tests["sameas"] = TestEntry(parameters: ["other"], required: 1) {
      value, arguments, _ throws(Fault) in
      value.isSame(as: arguments.value("other", at: 0) ?? .none)
    }
    tests["odd"] = TestEntry(parameters: []) { value, _, _ throws(Fault) in
      try value.applying(.modulo, .int(2)) == .int(1)
    }
    tests["even"] = TestEntry(parameters: []) { value, _, _ throws(Fault) in
      try value.applying(.modulo, .int(2)) == .int(0)
    }
    tests["divisibleby"] = TestEntry(parameters: ["num"], required: 1) {
      value, arguments, _ throws(Fault) in
      try value.applying(.modulo, arguments.value("num", at: 0) ?? .none) == .int(0)
    }
    tests["startingwith"] = TestEntry(parameters: ["prefix"], required: 1) {
      value, arguments, _ throws(Fault) in
      try value.printedText().starts(with: arguments.text("prefix", at: 0) ?? [])
    }
    tests["endingwith"] = TestEntry(parameters: ["suffix"], required: 1) {
      value, arguments, _ throws(Fault) in
      try value.printedText().reversed().starts(
        with: (arguments.text("suffix", at: 0) ?? []).reversed())
    }
    return tests
  }()
}

extension Value {
  fileprivate var isIterable: Bool {
    switch self {
    case .list, .map, .string, .html, .xml: true
    default: false
    }
  }

  /// Whether both are of one type and equal, which for values that never change is identity.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.int, _), (.double, _), (.bool, _), (_, .int), (_, .double), (_, .bool): false
    case (.list(let a), .list(let b)): a === b
    case (.map(let a), .map(let b)): a === b
    default: self == other
    }
  }
}

extension RuntimeObject {
  fileprivate var isCallable: Bool {
    switch kind {
    case .namespace, .module, .cycler: false
    default: true
    }
  }
}

extension [UInt8] {
  /// Whether a change of case leaves it as it is, and the other one would not.
  fileprivate func isCased(_ change: ([UInt8]) -> [UInt8]) -> Bool {
    change(self) == self && lowercased != uppercased
  }
}
