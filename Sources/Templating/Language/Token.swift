/// A piece of a template as its lexer sees it.
struct Token: Equatable {
  enum Kind: Equatable {
    /// Text outside of tags; the range leaves out what whitespace marks removed.
    case text
    /// `{{` or `{%`, and their ends.
    case variableBegin, variableEnd, blockBegin, blockEnd
    case name
    case string
    case int
    case double
    case symbol(Symbol)
    case end
  }

  /// The operators and brackets; two-byte ones first in `longestFirst`.
  enum Symbol: String, CaseIterable {
    case floorDivide = "//"
    case power = "**"
    case equal = "=="
    case unequal = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case divide = "/"
    case multiply = "*"
    case modulo = "%"
    case tilde = "~"
    case less = "<"
    case greater = ">"
    case assign = "="
    case dot = "."
    case colon = ":"
    case pipe = "|"
    case comma = ","
    case semicolon = ";"
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
  }

  var kind: Kind
  var range: Range<Int>
}
