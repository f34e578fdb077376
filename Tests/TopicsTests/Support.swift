import Diagnostics
import FoundationEssentials
import TestSupport

@testable import Topics

/// The taxonomy of the digest itself.
func contentTaxonomy() throws -> Taxonomy {
  let file = testsFolder.deletingLastPathComponent().appending(path: "content/topics.yml")
  let source = SourceText(path: "content/topics.yml", bytes: [UInt8](try Data(contentsOf: file)))
  let checked = Taxonomy.parse(source)
  return try checked.value.orThrow(checked.diagnostics)
}

/// A taxonomy written in a test.
func taxonomy(_ yaml: String) throws -> Taxonomy {
  let checked = Taxonomy.parse(SourceText(path: "topics.yml", bytes: Array(yaml.utf8)))
  return try checked.value.orThrow(checked.diagnostics)
}

/// A taxonomy with one topic `t`, of which only the evidence and what follows matter.
func topic(_ rest: String, sets: String = "") throws -> Taxonomy {
  try taxonomy(
    """
    \(sets.isEmpty ? "" : "sets:\n\(sets)")
    topics:
      - id: t
        label: {vi: nhãn thử nghiệm, en: test label}
        scope: {vi: Thử., en: Test.}
    \(rest)
    """)
}

func text(_ text: String, _ language: Text.Language? = nil) -> Text {
  PlainTextReader.read(SourceText(path: "a.txt", bytes: Array(text.utf8)), language: language)
}

struct FaultyTaxonomy: Error, CustomStringConvertible {
  var description: String
}

extension Optional where Wrapped: Sendable {
  fileprivate func orThrow(_ diagnostics: [Diagnostic]) throws -> Wrapped {
    guard let self else {
      throw FaultyTaxonomy(description: diagnostics.map(\.description).joined(separator: "\n"))
    }
    return self
  }
}

/// One paragraph of `Tests/Golden/Topics/news.txt`.
struct NewsItem: Sendable {
  var id: String
  var labels: [Topic.ID]
  var text: String

  static func all() throws -> [NewsItem] {
    let file = goldenFolder.appending(path: "Topics/news.txt")
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var items: [NewsItem] = []
    var isTitle = false
    for line in lines {
      if line.hasPrefix("= ") {
        let words = line.dropFirst(2).split(separator: " ")
        items.append(
          NewsItem(
            id: String(words[0]), labels: words.dropFirst().compactMap { Topic.ID(String($0)) },
            text: ""))
        isTitle = true
      } else if !items.isEmpty, !line.isEmpty {
        items[items.count - 1].text += (isTitle ? "# " : "") + line + "\n"
        isTitle = false
      }
    }
    return items
  }
}
