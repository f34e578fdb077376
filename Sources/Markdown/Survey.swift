/// What one pass over a body finds before libcmark sees it.
struct Survey {
  /// Why a body is refused.
  struct Fault: Equatable {
    var range: Range<Int>
    var message: String
    var hint: String?
  }

  /// Where each line begins; the end of the body is last.
  private(set) var lineStarts: [Int] = []
  private(set) var holdsForbiddenCharacters = false
  private(set) var fault: Fault?

  init(of bytes: [UInt8], in range: Range<Int>) {
    lineStarts.reserveCapacity(range.count / 32 + 2)
    lineStarts.append(range.lowerBound)
    for i in range {
      if bytes[i] == UInt8(ascii: "\n")
        || bytes[i] == UInt8(ascii: "\r")
          && !(i + 1 < range.upperBound && bytes[i + 1] == UInt8(ascii: "\n"))
      {
        lineStarts.append(i + 1)
      }
    }
    if lineStarts.last != range.upperBound { lineStarts.append(range.upperBound) }
  }
}
