/// How the lists are numbered in which matches are kept: for each topic one of its direct phrases,
/// for each one of its exclusions, for each set one of its phrases.
struct MatchLists: Sendable {
  private let topics: Int
  let count: Int

  /// No lists.
  init() { (topics, count) = (0, 0) }

  init(_ taxonomy: Taxonomy) {
    topics = taxonomy.topics.count
    count = 2 * topics + taxonomy.sets.count
  }

  func rules(of topic: Int) -> Int { topic }
  func exclusions(of topic: Int) -> Int { topics + topic }
  func topic(ofRules list: Int) -> Int? { list < topics ? list : nil }
  func members(of set: Int) -> Int { 2 * topics + set }
}
