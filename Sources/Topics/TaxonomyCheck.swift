internal import Diagnostics
internal import YAML

/// What is wrong with a taxonomy as a whole, when each entry alone is in order.
struct TaxonomyCheck {
  private let taxonomy: Taxonomy
  private let table = LetterTable()
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter root: The document, for what the taxonomy does not keep.
  init(_ taxonomy: Taxonomy, _ root: Node) {
    self.taxonomy = taxonomy
    checkIDs()
    if let register = root["ids"] { checkRegister(register) }
    for topic in taxonomy.topics { check(topic) }
    checkSharing()
    checkSets()
  }

  // MARK: Ids

  private mutating func checkIDs() {
    var places: [Topic.ID: Range<Int>] = [:]
    for (id, range) in taxonomy.topics.map({ ($0.id, $0.range) })
      + taxonomy.retired.map({ ($0.id, $0.range) })
    {
      if let first = places.updateValue(range, forKey: id) {
        fault(range, "the id `\(id)` stands twice", note: (first, "first here"))
      }
    }
    for topic in taxonomy.topics {
      for link in topic.broader + topic.related {
        if link.id == topic.id {
          fault(link.range, "`\(topic.id)` refers to itself")
        } else {
          checkReference(link)
        }
      }
    }
    for topic in taxonomy.retired { topic.replacement.map { checkReference($0) } }
    checkCycles()
  }

  private mutating func checkReference(_ link: Topic.Link) {
    let ids = taxonomy.topics.map(\.id)
    guard !ids.contains(link.id) else { return }
    let near = ids.map(\.text).closest(to: link.id.text)
    fault(link.range, "no topic `\(link.id)`", hint: near.map { "did you mean `\($0)`?" })
  }

  private mutating func checkCycles() {
    for topic in taxonomy.topics {
      var above = topic.broader.map(\.id)
      var next = 0
      while next < above.count {
        let parents = taxonomy.topic(above[next])?.broader.map(\.id) ?? []
        above += parents.filter { !above.contains($0) }
        next += 1
      }
      if topic.broader.contains(where: { $0.id != topic.id }), above.contains(topic.id) {
        fault(topic.range, "`\(topic.id)` is broader than itself")
      }
    }
  }

  /// `ids` lists all that were ever published: readers' links outlive a topic.
  private mutating func checkRegister(_ register: Node) {
    let registered = register.elements ?? []
    let known = taxonomy.topics.map(\.id.text) + taxonomy.retired.map(\.id.text)
    for node in registered where !known.contains(node.text ?? "") {
      fault(
        node.range, "the topic `\(node.text ?? "")` has vanished",
        hint: "keep it with `status: retired`, and `replaced_by` if another took its place")
    }
    let names = registered.compactMap(\.text)
    for topic in taxonomy.topics where !names.contains(topic.id.text) {
      fault(topic.range, "the topic `\(topic.id)` is not in `ids`", hint: "add it to the list")
    }
  }

  // MARK: Phrases

  private mutating func check(_ topic: Topic) {
    var places: [PhraseKey: Range<Int>] = [:]
    for phrase in topic.phrases + topic.exclusions {
      guard let key = check(phrase) else { continue }
      if let first = places.updateValue(phrase.range, forKey: key) {
        fault(
          phrase.range, "`\(phrase.text)` stands twice in `\(topic.id)`",
          hint: "capitals, marks' places and the plural `s` make no difference",
          note: (first, "first here"))
      }
    }
    for name in topic.vietnameseNames where words(of: name) == 1 {
      fault(
        name.range, "`\(name.text)` is one syllable: too little to tell a topic by",
        hint: "use a longer name, or list it under `evidence` with `case: exact`")
    }
    if topic.examples.isEmpty {
      fault(
        topic.range, "`\(topic.id)` has no `examples`", severity: .warning,
        hint: "a sentence that is meant and one that is not keep the next editor from breaking it")
    }
  }

  /// Checks one phrase and returns what it is compared by.
  private mutating func check(_ phrase: Phrase) -> PhraseKey? {
    let form = NormalisedText(phrase.text, .accented, table: table)
    guard !form.words.isEmpty else {
      fault(phrase.range, "`\(phrase.text)` has no letter or digit")
      return nil
    }
    guard form.words.count <= Self.longestPhrase else {
      fault(
        phrase.range, "a phrase of \(form.words.count) words; \(Self.longestPhrase) are allowed")
      return nil
    }
    guard form.segmentCount == 1 else {
      fault(
        phrase.range, "no phrase is found across the end of a sentence, a colon or a bracket",
        hint: "write two phrases and a near rule")
      return nil
    }
    if phrase.isExact,
      !phrase.text.utf8.contains(where: { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
    {
      fault(phrase.range, "`case: exact` on `\(phrase.text)`, which has no capitals A-Z")
    }
    return PhraseKey(
      form: form.bytes, exactText: phrase.isExact ? phrase.text : nil, language: phrase.language,
      zone: phrase.zone)
  }

  /// What makes two phrases the same.
  private struct PhraseKey: Hashable {
    var form: [UInt8]
    var exactText: String?
    var language: Text.Language?
    var zone: Zone?
  }

  private static let longestPhrase = 16

  private func words(of phrase: Phrase) -> Int {
    NormalisedText(phrase.text, .accented, table: table).words.count
  }

  /// A direct phrase of two topics is most often a slip; who means it says so.
  private mutating func checkSharing() {
    var owners: [[UInt8]: (topic: Topic.ID, phrase: Phrase)] = [:]
    for topic in taxonomy.topics {
      for phrase in topic.phrases {
        let form = NormalisedText(phrase.text, .accented, table: table).bytes
        guard let first = owners[form] else {
          owners[form] = (topic.id, phrase)
          continue
        }
        guard first.topic != topic.id, !(first.phrase.isShared && phrase.isShared) else { continue }
        fault(
          phrase.range, "`\(phrase.text)` speaks for `\(topic.id)` and for `\(first.topic)`",
          hint: "write `{phrase: \(phrase.text), shared: true}` in both, if it should",
          note: (first.phrase.range, "the other is here"))
      }
    }
  }

  private mutating func checkSets() {
    var used = Set(taxonomy.topics.flatMap { $0.rules.flatMap(\.condition.sets) })
    used.formUnion(taxonomy.topics.flatMap { $0.damping.map(\.set) })
    used.formUnion(taxonomy.includedSets)
    for (index, set) in taxonomy.sets.enumerated() {
      for phrase in set.phrases { _ = check(phrase) }
      if set.isNamed, !used.contains(index) {
        fault(set.range, "no rule uses the set `\(set.name)`", severity: .warning)
      }
    }
  }

  private mutating func fault(
    _ range: Range<Int>, _ message: String, severity: Diagnostic.Severity = .error,
    hint: String? = nil, note: (Range<Int>, String)? = nil
  ) {
    let source = taxonomy.source
    diagnostics.append(
      Diagnostic(
        severity, in: source, at: range, message, hint: hint,
        notes: note.map { [.init(in: source, at: $0.0, $0.1)] } ?? []))
  }
}

extension Topic {
  /// The phrases that speak for the topic by themselves.
  fileprivate var phrases: [Phrase] {
    rules.compactMap { rule in
      if case .phrase(let phrase) = rule.condition { phrase } else { nil }
    }
  }
}

extension Rule.Condition {
  fileprivate var sets: [Int] {
    switch self {
    case .phrase: []
    case .near(let any, let with, _): [any, with]
    case .all(let sets): sets
    }
  }
}
