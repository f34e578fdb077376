package import Diagnostics

/// The topics of a site and the words that speak for them: `topics.yml`.
package struct Taxonomy: Sendable {
  package let source: SourceText
  /// In the order of the file, without the retired ones.
  package let topics: [Topic]
  /// Ids that were published once and are no topic any more.
  package let retired: [RetiredTopic]
  /// The named sets, then those written inside a rule.
  let sets: [PhraseSet]
  /// The sets whose phrases another set holds.
  let includedSets: Set<Int>

  /// - Complexity: O(*n*) in the number of topics.
  package func topic(_ id: Topic.ID) -> Topic? { topics.first { $0.id == id } }
}

/// A topic that readers can follow.
package struct Topic: Sendable {
  /// A permanent name: `a`–`z` and `0`–`9` in runs joined by single hyphens.
  package struct ID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
      let runs = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      let isRun = { (run: Substring.UTF8View) in
        !run.isEmpty
          && run.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          }
      }
      guard runs.allSatisfy(isRun) else { return nil }
      self.text = text
    }

    package var description: String { text }

    package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  }

  /// Another topic, for navigation: it adds to no score.
  package struct Link: Hashable, Sendable {
    package let id: ID
    let range: Range<Int>
  }

  package let id: ID
  package let label: Bilingual<String>
  /// Other names, shown as "also called".
  package let also: Bilingual<[String]>
  /// The editor's rule in a sentence or two, with what the topic is not.
  package let scope: Bilingual<String>
  package let broader: [Link]
  package let related: [Link]
  package let examples: [Example]

  let rules: [Rule]
  /// Those of the names that are Vietnamese.
  let vietnameseNames: [Phrase]
  let exclusions: [Phrase]
  let damping: [Damping]
  let thresholds: Thresholds
  /// Where the id stands in the taxonomy's source.
  let range: Range<Int>
}

/// A topic that is no longer assigned; its address leads to its successor.
package struct RetiredTopic: Sendable {
  package let id: Topic.ID
  package let replacement: Topic.Link?
  let range: Range<Int>
}

/// The same thing in both languages of the site.
package struct Bilingual<Value: Sendable>: Sendable {
  package var vi: Value
  package var en: Value

  package init(vi: Value, en: Value) {
    self.vi = vi
    self.en = en
  }

  package subscript(language: Text.Language) -> Value {
    switch language {
    case .vi: vi
    case .en: en
    }
  }
}

/// A sentence that says what a topic is, run by every check.
package struct Example: Sendable {
  package let text: String
  package let isMember: Bool
  let range: Range<Int>
}
