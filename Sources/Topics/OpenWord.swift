/// A word that the normaliser has not seen the end of.
struct OpenWord {
  /// As `Letters` has them, the tone apart.
  private(set) var letters: [UInt8] = []
  var tone: UInt8 = 0
  /// How many letters of the author's carry a mark of Vietnamese.
  var marks = 0
  /// Where the author wrote it.
  private(set) var source = 0..<0

  @inline(__always)
  mutating func append(_ letter: UInt8, at place: Range<Int>) {
    source = (letters.isEmpty ? place.lowerBound : source.lowerBound)..<place.upperBound
    letters.append(letter)
  }

  /// Takes a combining mark: a tone of the word, or a part of its last letter.
  mutating func combine(_ mark: UInt32, endingAt end: Int, isBare: Bool) {
    guard let last = letters.last else { return }
    source = source.lowerBound..<end
    marks += 1
    if let mark = Letters.tone(ofMark: mark) {
      tone = mark
    } else if !isBare, let letter = Letters.letter(last, withMark: mark) {
      letters[letters.count - 1] = letter
    }
  }

  mutating func clear() {
    letters.removeAll(keepingCapacity: true)
    tone = 0
    marks = 0
  }

  /// Folds `ky` to `ki`, `policies` to `policy`, `skills` to `skill`, and puts the tone last.
  mutating func fold(isBare: Bool) {
    switch letters.last {
    case UInt8(ascii: "s"): foldPlural()
    case UInt8(ascii: "y"): foldY()
    default: break
    }
    if tone != 0, !isBare { letters.append(tone) }
  }

  private mutating func foldPlural() {
    let count = letters.count
    guard count >= 4, tone == 0 else { return }
    switch letters[count - 2] {
    case UInt8(ascii: "e") where count >= 6 && letters[count - 3] == UInt8(ascii: "i"):
      letters.removeLast(3)
      letters.append(UInt8(ascii: "y"))
    case UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i"): break
    default: letters.removeLast()
    }
  }

  private mutating func foldY() {
    let isOpen = letters.count == 2 && Self.isConsonantBeforeY(letters[0])
    let isQuy =
      letters.count == 3 && letters[0] == UInt8(ascii: "q") && letters[1] == UInt8(ascii: "u")
    if isOpen || isQuy { letters[letters.count - 1] = UInt8(ascii: "i") }
  }

  private static func isConsonantBeforeY(_ letter: UInt8) -> Bool {
    switch Unicode.Scalar(letter) {
    case "h", "k", "l", "m", "s", "t", "v": true
    default: false
    }
  }

  func isSingle(_ letter: UInt8) -> Bool { letters.count == 1 && letters[0] == letter }

  /// Whether this is an initial or a title before a name.
  var isAbbreviation: Bool {
    if letters.count == 1 { return letters[0] > UInt8(ascii: "9") }
    return (2...4).contains(letters.count) && Self.abbreviations.contains(Self.key(letters))
  }

  private static let abbreviations = [
    "tp", "ts", "ths", "gs", "pgs", "mr", "mrs", "ms", "dr", "st", "no", "vs", "lt", "col", "gen",
    "sen", "rep", "prof", "etc",
  ].map { key([UInt8]($0.utf8)) }

  /// Up to four letters as a number.
  private static func key(_ letters: [UInt8]) -> UInt32 {
    letters.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
