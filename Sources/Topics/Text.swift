package import Diagnostics

/// A text to tag: the author's own bytes, and which of them are prose.
package struct Text: Sendable {
  package enum Language: String, Hashable, Sendable, CaseIterable {
    case vi, en
  }

  package let source: SourceText
  package let language: Language
  /// In reading order.
  package let passages: [Passage]

  package init(source: SourceText, language: Language, passages: [Passage]) {
    self.source = source
    self.language = language
    self.passages = passages
  }
}

/// A run of prose: bytes of the source that a reader sees as text.
package struct Passage: Hashable, Sendable {
  /// How a passage follows the one before it.
  package enum Boundary: Hashable, Sendable {
    /// Only markup stands between: `cyber**crime**` is one word.
    case joined
    /// A space or a line break of the source.
    case space
    /// A new paragraph, heading or item: no sentence goes on across it.
    case sentence
  }

  package var range: Range<Int>
  package var zone: Zone
  package var boundary: Boundary

  package init(_ range: Range<Int>, zone: Zone = .body, boundary: Boundary = .sentence) {
    self.range = range
    self.zone = zone
    self.boundary = boundary
  }
}

/// Where in an article a word stands.
package enum Zone: String, Hashable, Sendable, CaseIterable {
  case title
  case summary
  /// The first words of the body of a text without a summary. The tagger finds it;
  /// a reader marks those passages as body.
  case lead
  case body
  /// Captions, bylines, link lists: read by nobody here.
  case caption

  /// How much a word counts here, beside the same word in the body.
  var weight: Double {
    switch self {
    case .title: 1.3
    case .summary, .lead: 1.1
    case .body: 1
    case .caption: 0
    }
  }
}
