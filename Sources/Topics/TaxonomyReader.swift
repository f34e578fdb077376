package import Diagnostics
internal import YAML

extension Taxonomy {
  /// Reads `topics.yml` and checks all of it that can be checked without tagging.
  ///
  /// The examples are checked by `Tagger.checkExamples`.
  ///
  /// - Returns: The taxonomy, or none after an error; every fault of the file.
  /// - Complexity: O(*n* log *n*) in the bytes of the file.
  package static func parse(_ source: SourceText) -> Checked<Taxonomy> {
    do throws(Diagnostic) {
      let root = try YAML.parse(source, in: 0..<source.bytes.count, limits: .configuration)
      var reader = TaxonomyReader(source: source)
      let taxonomy = reader.taxonomy(root)
      let faults = reader.diagnostics + TaxonomyCheck(taxonomy, root).diagnostics
      let failed = faults.contains { $0.severity == .error }
      return Checked(value: failed ? nil : taxonomy, diagnostics: faults.sortedForReading())
    } catch {
      return Checked(value: nil, diagnostics: [error])
    }
  }
}

/// Reads the nodes of a taxonomy and collects what is wrong with them.
struct TaxonomyReader {
  let source: SourceText
  var diagnostics: [Diagnostic] = []
  var sets: [PhraseSet] = []
  var includedSets: Set<Int> = []

  mutating func taxonomy(_ root: Node) -> Taxonomy {
    let fields = fields(root, of: "topics.yml", allowed: ["ids", "sets", "topics"])
    if let node = fields["sets"] { readSets(node) }
    var topics: [Topic] = []
    var retired: [RetiredTopic] = []
    if fields["topics"] == nil {
      fault(root.range.lowerBound..<root.range.lowerBound, "no `topics`")
    }
    for node in elements(fields["topics"], of: "topics") {
      guard let id = id(in: node) else { continue }
      if node["status"]?.text == "retired" {
        retired.append(retiredTopic(node, id: id))
      } else {
        topics.append(topic(node, id: id))
      }
    }
    return Taxonomy(
      source: source, topics: topics, retired: retired, sets: sets, includedSets: includedSets)
  }

  // MARK: Topics

  private mutating func id(in node: Node) -> Topic.ID? {
    guard node.entries != nil else {
      fault(node.range, "a topic must be a mapping, not \(node.kindName)")
      return nil
    }
    guard let field = node["id"], let text = field.text, !text.isEmpty else {
      fault(node["id"]?.range ?? head(of: node), "a topic without an `id`")
      return nil
    }
    guard let id = Topic.ID(text) else {
      fault(
        field.range, "no id: `\(text)`",
        hint: "an id is a-z, 0-9 and single hyphens, such as `capacity-building`")
      return nil
    }
    return id
  }

  private mutating func retiredTopic(_ node: Node, id: Topic.ID) -> RetiredTopic {
    let fields = fields(
      node, of: "a retired topic", allowed: ["id", "label", "scope", "status", "replaced_by"])
    return RetiredTopic(
      id: id, replacement: links(fields["replaced_by"], of: "replaced_by").first,
      range: fields["id"]?.range ?? node.range)
  }

  private mutating func topic(_ node: Node, id: Topic.ID) -> Topic {
    let fields = fields(
      node, of: "a topic",
      allowed: [
        "id", "status", "label", "also", "hidden", "scope", "broader", "related", "evidence",
        "exclude", "damp", "assign", "suggest", "examples",
      ])
    if let status = fields["status"], status.text != "active" {
      fault(status.range, "`status` must be `active` or `retired`")
    }
    for name in ["label", "scope"] where fields[name] == nil {
      fault(fields["id"]?.range ?? node.range, "the topic `\(id)` has no `\(name)`")
    }
    let also = bilingualPhrases(fields["also"], of: "also")
    let hidden = bilingualPhrases(fields["hidden"], of: "hidden")
    let label = bilingualText(fields["label"], of: "label")
    let names = [label.vi, label.en].compactMap(\.self) + also.vi + also.en + hidden.vi + hidden.en
    let rules = names.filter { !$0.text.isEmpty }.map {
      rule($0, .strong)
    }
    let scope = bilingualText(fields["scope"], of: "scope")
    return Topic(
      id: id, label: Bilingual(vi: label.vi?.text ?? id.text, en: label.en?.text ?? id.text),
      also: Bilingual(vi: also.vi.map(\.text), en: also.en.map(\.text)),
      scope: Bilingual(vi: scope.vi?.text ?? "", en: scope.en?.text ?? ""),
      broader: links(fields["broader"], of: "broader"),
      related: links(fields["related"], of: "related"),
      examples: examples(fields["examples"]), rules: rules + evidence(fields["evidence"]),
      vietnameseNames: [label.vi].compactMap(\.self) + also.vi + hidden.vi,
      exclusions: fields["exclude"].map { phrases($0, of: "exclude") } ?? [],
      damping: damping(fields["damp"]), thresholds: thresholds(fields),
      range: fields["id"]?.range ?? node.range)
  }

  private mutating func bilingualText(_ node: Node?, of name: String) -> Bilingual<Phrase?> {
    guard let node else { return Bilingual(vi: nil, en: nil) }
    let fields = fields(node, of: "`\(name)`", allowed: ["vi", "en"])
    for language in ["vi", "en"] where fields[language] == nil && node.entries != nil {
      fault(head(of: node), "`\(name)` has no `\(language)`")
    }
    return Bilingual(
      vi: fields["vi"].flatMap { plainText($0, of: name) },
      en: fields["en"].flatMap { plainText($0, of: name) })
  }

  private mutating func bilingualPhrases(_ node: Node?, of name: String) -> Bilingual<[Phrase]> {
    guard let node else { return Bilingual(vi: [], en: []) }
    let fields = fields(node, of: "`\(name)`", allowed: ["vi", "en"])
    return Bilingual(
      vi: fields["vi"].map { phrases($0, of: name) } ?? [],
      en: fields["en"].map { phrases($0, of: name) } ?? [])
  }

  private mutating func plainText(_ node: Node, of name: String) -> Phrase? {
    guard let text = node.text, !text.isEmpty else {
      fault(node.range, "`\(name)` must be text, not \(node.kindName)")
      return nil
    }
    return Phrase(text: text, range: node.range)
  }

  private mutating func links(_ node: Node?, of name: String) -> [Topic.Link] {
    guard let node else { return [] }
    let items = node.text == nil ? elements(node, of: name) : [node]
    return items.compactMap { item in
      guard let text = item.text, let id = Topic.ID(text) else {
        fault(item.range, "`\(name)` must hold ids of topics")
        return nil
      }
      return Topic.Link(id: id, range: item.range)
    }
  }

  private mutating func examples(_ node: Node?) -> [Example] {
    guard let node else { return [] }
    let fields = fields(node, of: "`examples`", allowed: ["yes", "no"])
    return [("yes", true), ("no", false)].flatMap { name, isMember in
      elements(fields[name], of: name).compactMap { item in
        plainText(item, of: "examples").map {
          Example(text: $0.text, isMember: isMember, range: $0.range)
        }
      }
    }
  }

  private mutating func damping(_ node: Node?) -> [Damping] {
    elements(node, of: "damp").compactMap { item in
      let fields = fields(item, of: "an entry of `damp`", allowed: ["set", "factor", "at_least"])
      guard let set = set(fields["set"], of: "set", in: item) else { return nil }
      return Damping(
        set: set, factor: number(fields["factor"], of: "factor", in: 0...1) ?? 0.5,
        minimum: Int(number(fields["at_least"], of: "at_least", in: 1...100) ?? 2))
    }
  }

  private mutating func thresholds(_ fields: [String: Node]) -> Thresholds {
    let standard = Thresholds.standard
    let assign = number(fields["assign"], of: "assign", in: 0.01...1) ?? standard.assign
    let suggest = number(fields["suggest"], of: "suggest", in: 0.01...1)
    if let suggest, suggest > assign, let node = fields["suggest"] {
      fault(node.range, "`suggest` is above `assign`")
    }
    return Thresholds(assign: assign, suggest: suggest ?? min(standard.suggest, assign))
  }
}
