/// How the letters of Vietnamese are put together from a letter and its marks.
///
/// A table of its own for what NFC would do as well, because text that a Mac wrote is all
/// decomposed, and the standard library composes 40 MB/s.
struct VietnameseComposition: Sendable {
  static let standard = VietnameseComposition()

  private static let markClasses = 8
  /// The scalar that a letter and a mark make together, or 0, by letter and mark class.
  private var composed = [UInt16](repeating: 0, count: 0x350 * markClasses)

  private init() {
    let tones: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    let (dot, horn): (Unicode.Scalar, Unicode.Scalar) = ("\u{323}", "\u{31B}")
    let shapes: [(plain: Int, mark: Unicode.Scalar, shaped: Int)] = [
      (0, "\u{306}", 1), (0, "\u{302}", 2), (3, "\u{302}", 4), (6, "\u{302}", 7), (6, horn, 8),
      (9, horn, 10),
    ]
    let small = VietnameseVowels.rows.map { Array($0.unicodeScalars) }
    for rows in [small, small.map { $0.map(\.simpleUppercase) }] {
      for row in rows {
        for (mark, letter) in zip(tones, row.dropFirst()) { add(row[0], mark, letter) }
      }
      // Marks are told apart by where they stand: those in different places may come in
      // any order, so a horn may follow every tone, a breve or a circumflex the dot.
      for (plain, mark, shaped) in shapes {
        add(rows[plain][0], mark, rows[shaped][0])
        for (tone, mark2) in zip(1..., tones) where mark == horn || mark2 == dot {
          add(rows[plain][tone], mark, rows[shaped][tone])
        }
      }
    }
  }

  private mutating func add(
    _ letter: Unicode.Scalar, _ mark: Unicode.Scalar, _ both: Unicode.Scalar
  ) {
    guard let row = Self.row(of: letter.value), let place = Self.markClass(mark.value) else {
      return
    }
    composed[row * Self.markClasses + place] = UInt16(truncatingIfNeeded: both.value)
  }

  /// What a letter and a mark make together, if Vietnamese has it.
  func compose(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    guard let row = Self.row(of: letter), let place = Self.markClass(mark) else { return nil }
    let both = composed[row * Self.markClasses + place]
    return both == 0 ? nil : UInt32(both)
  }

  private static func row(of letter: UInt32) -> Int? {
    if letter < 0x250 { return Int(letter) }
    return letter &- 0x1E00 < 0x100 ? Int(letter) - 0x1E00 + 0x250 : nil
  }

  private static func markClass(_ mark: UInt32) -> Int? {
    switch mark {
    case 0x300: 0
    case 0x301: 1
    case 0x302: 2
    case 0x303: 3
    case 0x306: 4
    case 0x309: 5
    case 0x31B: 6
    case 0x323: 7
    default: nil
    }
  }
}

extension VietnameseComposition {
  /// Appends a stretch of text in NFC, if it is made of Latin letters and of marks that
  /// Vietnamese puts on them.
  ///
  /// - Returns: Whether it is; if not, `output` is as it was.
  func append(_ text: borrowing Span<UInt8>, to output: inout [UInt8]) -> Bool {
    let length = output.count
    var letter: UInt32?
    var offset = 0
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      offset += width
      if scalar.value &- 0x300 < 0x70 {
        guard let both = letter.flatMap({ compose($0, scalar.value) }) else {
          output.removeSubrange(length...)
          return false
        }
        letter = both
      } else if scalar.value < 0x250 || scalar.value &- 0x1E00 < 0x100 {
        if let letter { output.append(scalar: letter) }
        letter = scalar.value
      } else {
        output.removeSubrange(length...)
        return false
      }
    }
    if let letter { output.append(scalar: letter) }
    return true
  }
}

extension [UInt8] {
  /// Appends a scalar below U+10000.
  fileprivate mutating func append(scalar: UInt32) {
    func last(_ bits: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | bits & 0x3F) }
    switch scalar {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(last(scalar))
    default:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(last(scalar >> 6))
      append(last(scalar))
    }
  }
}

extension Unicode.Scalar {
  /// The capital of a small letter, if it is one scalar.
  fileprivate var simpleUppercase: Unicode.Scalar {
    let capital = properties.uppercaseMapping.unicodeScalars
    return capital.count == 1 ? capital.first ?? self : self
  }
}
