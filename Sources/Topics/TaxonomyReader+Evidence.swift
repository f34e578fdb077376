internal import Diagnostics
internal import YAML

/// Sets, rules and phrases.
extension TaxonomyReader {
  mutating func readSets(_ node: Node) {
    guard let entries = node.entries else {
      return fault(node.range, "`sets` must be a mapping, not \(node.kindName)")
    }
    for entry in entries {
      let phrases = phrases(entry.value, of: entry.key.text)
      sets.append(
        PhraseSet(
          name: entry.key.text, isNamed: true, phrases: phrases, range: entry.key.range))
    }
  }

  mutating func evidence(_ node: Node?) -> [Rule] {
    guard let node else { return [] }
    let tiers = Tier.allCases.map(\.rawValue)
    let fields = fields(node, of: "`evidence`", allowed: tiers + ["near", "all"])
    var rules: [Rule] = []
    for tier in Tier.allCases {
      guard let node = fields[tier.rawValue] else { continue }
      rules += phrases(node, of: tier.rawValue).map {
        rule($0, tier)
      }
    }
    for item in elements(fields["near"], of: "near") {
      if let rule = near(item) { rules.append(rule) }
    }
    for item in elements(fields["all"], of: "all") {
      if let rule = all(item) { rules.append(rule) }
    }
    return rules
  }

  func rule(_ phrase: Phrase, _ tier: Tier) -> Rule {
    Rule(
      name: "\(tier.rawValue): \(phrase.text)", tier: tier, condition: .phrase(phrase),
      range: phrase.range)
  }

  private mutating func near(_ node: Node) -> Rule? {
    let fields = fields(node, of: "a near rule", allowed: ["any", "with", "within", "tier"])
    guard let any = set(fields["any"], of: "any", in: node),
      let with = set(fields["with"], of: "with", in: node)
    else { return nil }
    var reach = Reach.sentence
    if let within = fields["within"], within.text != "sentence" {
      guard let words = number(within, of: "within", in: 0...40) else { return nil }
      reach = .words(Int(words))
    }
    return Rule(
      name: "near: \(sets[any].name) + \(sets[with].name)", tier: tier(fields["tier"]),
      condition: .near(any: any, with: with, within: reach),
      range: node.range)
  }

  private mutating func all(_ node: Node) -> Rule? {
    let fields = fields(node, of: "an `all` rule", allowed: ["sets", "tier"])
    let items = elements(fields["sets"], of: "sets")
    guard (2...4).contains(items.count) else {
      fault(fields["sets"]?.range ?? node.range, "an `all` rule needs 2 to 4 sets")
      return nil
    }
    let sets = items.compactMap { set($0, of: "sets", in: node) }
    guard sets.count == items.count else { return nil }
    let names = sets.map { self.sets[$0].name }
    return Rule(
      name: "all: " + names.joined(separator: " + "), tier: tier(fields["tier"]),
      condition: .all(sets), range: node.range)
  }

  private mutating func tier(_ node: Node?) -> Tier {
    guard let node else { return .medium }
    guard let tier = node.text.flatMap(Tier.init(rawValue:)) else {
      fault(node.range, "`tier` must be `strong`, `medium` or `weak`")
      return .medium
    }
    return tier
  }

  /// A set by its name, or one written where it is used.
  mutating func set(_ node: Node?, of name: String, in parent: Node) -> Int? {
    guard let node else {
      fault(head(of: parent), "no `\(name)`")
      return nil
    }
    if let text = node.text {
      if let index = sets.firstIndex(where: { $0.name == text }) { return index }
      let hint = sets.map(\.name).closest(to: text).map { "did you mean `\($0)`?" }
      fault(node.range, "no set `\(text)`", hint: hint ?? "sets are written above the topics")
      return nil
    }
    let phrases = phrases(node, of: name)
    guard let first = phrases.first else { return nil }
    let title = phrases.count > 1 ? "\(first.text) …" : first.text
    sets.append(PhraseSet(name: title, isNamed: false, phrases: phrases, range: node.range))
    return sets.count - 1
  }

  /// A list of phrases, or one for each language.
  ///
  /// The language only helps the person who reads the file: what counts in one
  /// language alone says so itself.
  mutating func phrases(_ node: Node, of name: String) -> [Phrase] {
    if node.entries != nil {
      let fields = fields(node, of: "`\(name)`", allowed: ["any", "vi", "en"])
      return ["any", "vi", "en"].flatMap { key in
        elements(fields[key], of: key).flatMap { phrase($0, of: name) }
      }
    }
    return elements(node, of: name).flatMap { phrase($0, of: name) }
  }

  private mutating func phrase(_ node: Node, of name: String) -> [Phrase] {
    guard node.entries != nil else {
      guard let text = node.text, !text.isEmpty else {
        fault(node.range, "a phrase of `\(name)` must be text, not \(node.kindName)")
        return []
      }
      return [Phrase(text: text, range: node.range)]
    }
    if let set = node["set"] {
      _ = fields(node, of: "a phrase", allowed: ["set"])
      guard let index = self.set(set, of: "set", in: node) else { return [] }
      includedSets.insert(index)
      return sets[index].phrases
    }
    let fields = fields(
      node, of: "a phrase", allowed: ["phrase", "case", "lang", "zone", "shared"])
    guard let field = fields["phrase"], let text = field.text, !text.isEmpty else {
      fault(head(of: node), "an entry without a `phrase`")
      return []
    }
    return [
      Phrase(
        text: text, isExact: word(fields["case"], of: "case", oneOf: ["exact"]) != nil,
        language: word(fields["lang"], of: "lang", oneOf: Text.Language.allCases.map(\.rawValue))
          .flatMap(Text.Language.init(rawValue:)),
        zone: word(fields["zone"], of: "zone", oneOf: ["title", "summary", "lead", "body"])
          .flatMap(Zone.init(rawValue:)),
        isShared: word(fields["shared"], of: "shared", oneOf: ["true", "false"]) == "true",
        range: field.range)
    ]
  }
}
