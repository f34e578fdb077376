/// The alphabet in which phrases and texts are compared.
///
/// A normalised word is its letters in lower case followed by its tone, so that
/// `hòa` and `hoà`, composed and decomposed, are the same bytes. The seven letters
/// that Vietnamese adds to ASCII take one byte each, out of the range that valid
/// UTF-8 never uses; any other script keeps its UTF-8.
enum Letters {
  static let space = UInt8(ascii: " ")
  static let aBreve: UInt8 = 0xF8
  static let aCircumflex: UInt8 = 0xF9
  static let dStroke: UInt8 = 0xFA
  static let eCircumflex: UInt8 = 0xFB
  static let oCircumflex: UInt8 = 0xFC
  static let oHorn: UInt8 = 0xFD
  static let uHorn: UInt8 = 0xFE

  /// The tones sắc, huyền, hỏi, ngã, nặng; 0 is none.
  static let tones: ClosedRange<UInt8> = 1...5

  /// A letter and the tone it carries.
  struct Letter {
    var letter: UInt8
    var tone: UInt8
  }

  /// What a letter of Latin-1, of the Vietnamese part of Latin Extended-A and B, or of
  /// Latin Extended Additional (U+1EA0…U+1EF9) stands for.
  static func letter(_ scalar: UInt32) -> Letter? {
    switch scalar {
    case 0xC0...0xFF: latin1(scalar)
    case 0x102, 0x103: Letter(letter: aBreve, tone: 0)
    case 0x110, 0x111: Letter(letter: dStroke, tone: 0)
    case 0x128, 0x129: Letter(letter: UInt8(ascii: "i"), tone: 4)
    case 0x168, 0x169: Letter(letter: UInt8(ascii: "u"), tone: 4)
    case 0x1A0, 0x1A1: Letter(letter: oHorn, tone: 0)
    case 0x1AF, 0x1B0: Letter(letter: uHorn, tone: 0)
    case 0x1EA0...0x1EF9: additional[Int(scalar - 0x1EA0) / 2]
    default: nil
    }
  }

  /// The tone a combining mark sets.
  static func tone(ofMark scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x301, 0x341: 1
    case 0x300, 0x340: 2
    case 0x309: 3
    case 0x303: 4
    case 0x323: 5
    default: nil
    }
  }

  /// The letter that `letter` becomes under a combining circumflex, breve or horn.
  static func letter(_ letter: UInt8, withMark scalar: UInt32) -> UInt8? {
    switch (letter, scalar) {
    case (UInt8(ascii: "a"), 0x302): aCircumflex
    case (UInt8(ascii: "e"), 0x302): eCircumflex
    case (UInt8(ascii: "o"), 0x302): oCircumflex
    case (UInt8(ascii: "a"), 0x306): aBreve
    case (UInt8(ascii: "o"), 0x31B): oHorn
    case (UInt8(ascii: "u"), 0x31B): uHorn
    default: nil
    }
  }

  /// The letter as it is written by people who leave the marks out.
  static func base(_ letter: UInt8) -> UInt8 {
    switch letter {
    case aBreve, aCircumflex: UInt8(ascii: "a")
    case dStroke: UInt8(ascii: "d")
    case eCircumflex: UInt8(ascii: "e")
    case oCircumflex, oHorn: UInt8(ascii: "o")
    case uHorn: UInt8(ascii: "u")
    default: letter
    }
  }

  private static func latin1(_ scalar: UInt32) -> Letter? {
    let letter = latin1Letters[Int(scalar & 0x1F)]
    return letter.letter == 0 ? nil : letter
  }

  /// U+00E0…U+00FF, and U+00C0…U+00DF in upper case. Ð (U+00D0) is a common slip for Đ.
  private static let latin1Letters = table(
    letters: "aaâaaaaceeêeiiiiđnooôoo\0ouuuuy\0y",
    tones: "21040000210021000421040002100100")

  /// Every second scalar of U+1EA0…U+1EF9: a capital and its small letter share an entry.
  private static let additional = table(
    letters: "aaâââââăăăăăeeeêêêêêiiooôôôôôơơơơơuuưưưưưyyyy",
    tones: "531234512345534123453553123451234553123452534")

  private static func table(letters: String, tones: String) -> [Letter] {
    zip(letters.unicodeScalars, tones.utf8).map { scalar, tone in
      Letter(letter: code(of: scalar), tone: tone - UInt8(ascii: "0"))
    }
  }

  private static func code(of scalar: Unicode.Scalar) -> UInt8 {
    switch scalar {
    case "ă": aBreve
    case "â": aCircumflex
    case "đ": dStroke
    case "ê": eCircumflex
    case "ô": oCircumflex
    case "ơ": oHorn
    case "ư": uHorn
    default: UInt8(truncatingIfNeeded: scalar.value)
    }
  }
}
