/// A rule that asks for several phrases, without the text that only messages need.
struct Combination: Sendable {
  enum Kind: Sendable {
    case near(Reach)
    case all
  }

  var kind: Kind
  var sets: [Int]
  /// The index of the rule in its topic.
  var rule: Int

  init?(_ rule: Rule, at index: Int) {
    switch rule.condition {
    case .phrase: return nil
    case .near(let any, let with, let reach): (kind, sets) = (.near(reach), [any, with])
    case .all(let list): (kind, sets) = (.all, list)
    }
    self.rule = index
  }
}
