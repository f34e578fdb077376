import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

@testable import Topics

/// What must not change a tag, and what must always hold, over all the texts there are.
@Suite struct PropertyTests {
  /// Ways to write the same text.
  static let rewritings: [(name: String, rewrite: @Sendable (String) -> String)] = [
    ("decomposed", { $0.decomposed }),
    (
      "tones in the old place",
      { $0.replacing([("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("ụy", "uỵ"), ("òe", "oè")]) }
    ),
    (
      "i for y",
      {
        $0.replacing([
          ("kỹ ", "kĩ "), ("lý ", "lí "), ("quý ", "quí "), ("Mỹ", "Mĩ"), ("kỷ ", "kỉ "),
        ])
      }
    ),
    ("double spaces", { $0.replacing([(" ", "  ")]).replacing([("#  ", "# ")]) }),
    ("non-breaking spaces", { $0.replacing([(" ", "\u{A0}")]).replacing([("#\u{A0}", "# ")]) }),
    ("soft hyphens", { $0.replacing([("ng", "n\u{AD}g"), ("on", "o\u{AD}n")]) }),
    ("zero-width spaces", { $0.replacing([("th", "t\u{200B}h")]) }),
    ("curly quotes", { $0.replacing([("'", "’"), (" \"", " “"), ("\"", "”")]) }),
    ("other hyphens", { $0.replacing([("-", "‑")]) }),
    ("line ends of Windows", { $0.replacing([("\n", "\r\n")]) }),
  ]

  @Test(arguments: rewritings.indices)
  func `the writing does not change the tags`(_ index: Int) throws {
    let tagger = Tagger(try contentTaxonomy())
    let (name, rewrite) = Self.rewritings[index]
    var changed = 0
    for item in try texts() {
      let other = rewrite(item)
      changed += Array(other.utf8) == Array(item.utf8) ? 0 : 1
      #expect(tags(tagger, other) == tags(tagger, item), "\(name): \(item.prefix(80))")
    }
    #expect(changed > 0, "\(name) changes no text, so it proves nothing")
  }

  @Test func `capitals do not change the tags but of acronyms`() throws {
    // A taxonomy without `case: exact`: there, capitals are part of the phrase.
    let yaml = String(decoding: try contentTaxonomy().source.bytes, as: UTF8.self)
    let tagger = Tagger(
      try taxonomy(yaml.replacing([(", case: exact", ""), (", shared: true", ", shared: true")])))
    for item in try texts() {
      #expect(tags(tagger, item.uppercased()) == tags(tagger, item), "\(item.prefix(80))")
    }
  }

  @Test func `quotes are the author's own bytes`() throws {
    let tagger = Tagger(try contentTaxonomy())
    let table = LetterTable()
    var quotes = 0
    for item in try texts() + texts().map(\.decomposed) {
      let text = text(item)
      for result in tagger.explain(text) {
        let ranges =
          result.evidence.flatMap { [$0.range] + $0.repeats } + result.exclusions.map(\.range)
          + result.nearMisses.map(\.range)
        for range in ranges {
          let quote = try #require(String(validating: text.source.bytes[range], as: UTF8.self))
          #expect(!quote.isEmpty && quote.trimmed == quote)
          quotes += 1
        }
        for evidence in result.evidence where evidence.rule.hasPrefix("\(evidence.tier.rawValue): ")
        {
          let phrase = String(evidence.rule.dropFirst(evidence.tier.rawValue.utf8.count + 2))
          let quote = String(decoding: text.source.bytes[evidence.range], as: UTF8.self)
          let forms = [quote, phrase].map { NormalisedText($0, .accented, table: table).bytes }
          #expect(forms[0] == forms[1], "\(quote) is not \(phrase)")
        }
      }
    }
    #expect(quotes > 100)
  }

  @Test func `two taggers say the same`() throws {
    let taxonomy = try contentTaxonomy()
    let taggers = [Tagger(taxonomy), Tagger(taxonomy)]
    let reports = try texts().map { item in
      taggers.map { TagReport(text(item), $0.explain(text(item))).explanationJSON.text }
    }
    #expect(reports.allSatisfy { $0[0] == $0[1] })
  }

  @Test func `what it remembers of other texts changes nothing`() throws {
    let tagger = Tagger(try contentTaxonomy())
    var memory = Tagger.Memory()
    let items = try texts().map { text($0) }
    for item in items + items.reversed() {
      let alone = TagReport(item, tagger.tag(item)).explanationJSON.text
      let results = tagger.tag(item, remembering: &memory)
      #expect(TagReport(item, results).explanationJSON.text == alone)
    }
  }

  @Test func `never traps on any bytes`() throws {
    let tagger = Tagger(try contentTaxonomy())
    var random = SplitMix64(seed: 11)
    let seed = Array(try texts().joined().utf8)
    for _ in 0..<300 {
      let start = Int.random(in: 0..<seed.count - 400, using: &random)
      var bytes = Array(seed[start..<start + 400])
      for _ in 0..<20 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let text = PlainTextReader.read(SourceText(path: "a", bytes: bytes))
      _ = TagReport(text, tagger.explain(text)).explanation
    }
  }

  private func tags(_ tagger: Tagger, _ string: String) -> [String] {
    tagger.tag(text(string)).map {
      "\($0.topic) \($0.isAssigned) \(Decimal.text($0.score, digits: 6))"
    }
    .sorted()
  }

  /// The paragraphs of this repository, and the labelled texts where they are at hand.
  private func texts() throws -> [String] {
    let shared =
      ProcessInfo.processInfo.environment["DIGEST_SHARED"].map { URL(filePath: $0) }
      ?? testsFolder.deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "shared")
    let folder = shared.appending(path: "topics/texts")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let files = names.sorted().compactMap { try? Data(contentsOf: folder.appending(path: $0)) }
    return try NewsItem.all().map(\.text) + files.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// On scalars, so that no rule of Character hides a difference.
  fileprivate func replacing(_ pairs: [(String, String)]) -> String {
    pairs.reduce(self) { text, pair in
      let (old, new) = (Array(pair.0.unicodeScalars), Array(pair.1.unicodeScalars))
      var scalars = Array(text.unicodeScalars)[...]
      var result = String.UnicodeScalarView()
      while let first = scalars.first {
        if scalars.starts(with: old) {
          result.append(contentsOf: new)
          scalars = scalars.dropFirst(old.count)
        } else {
          result.append(first)
          scalars = scalars.dropFirst()
        }
      }
      return String(result)
    }
  }

  /// With every letter of Vietnamese as its base and combining marks, in canonical order.
  fileprivate var decomposed: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let name = scalar.properties.name ?? ""
      guard scalar.properties.isAlphabetic, name.hasPrefix("LATIN "), name.contains(" WITH "),
        !name.contains("STROKE")
      else {
        result.append(scalar)
        continue
      }
      let words = name.split(separator: " ")
      let base = words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
      result.append(contentsOf: base.unicodeScalars)
      // By combining class: horn, dot below, then those above.
      for (mark, code) in [
        ("HORN", "\u{31B}"), ("DOT BELOW", "\u{323}"), ("CIRCUMFLEX", "\u{302}"),
        ("BREVE", "\u{306}"), ("ACUTE", "\u{301}"), ("GRAVE", "\u{300}"), ("HOOK", "\u{309}"),
        ("TILDE", "\u{303}"), ("DIAERESIS", "\u{308}"),
      ] as [(String, String)] where name.contains(mark) {
        result.append(contentsOf: code.unicodeScalars)
      }
    }
    return String(result)
  }

  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
