package import Diagnostics
package import Topics

/// The prose of an article and its editor's word on topics: all that decides its topics.
package struct EditedText: Sendable {
  package let text: Text
  package let pinned: [Topic.ID]
  package let vetoed: [Topic.ID]

  /// A text that no editor has looked at.
  package init(_ text: Text) {
    self.text = text
    pinned = []
    vetoed = []
  }

  init(_ draft: Draft) {
    text = draft.text
    pinned = draft.pinned
    vetoed = draft.vetoed
  }

  /// The topics that it has or might have.
  package func tagged(by tagger: Tagger) -> TagReport {
    TagReport(text, tagger.tag(text, pinned: pinned, vetoed: vetoed))
  }

  /// Every topic of which it has any word, with all that was weighed.
  package func explained(by tagger: Tagger) -> TagReport {
    TagReport(text, tagger.explain(text, pinned: pinned, vetoed: vetoed))
  }
}

extension ArticleReader {
  /// Reads a file as far as its topics go. It need have no date.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  package func editedText(of source: SourceText) -> Checked<EditedText> {
    Checked { (diagnostics) throws(Diagnostic) in
      let draft = try Draft(of: source, as: .standingPage, by: self)
      diagnostics += draft.diagnostics
      return EditedText(draft)
    }.withoutValueAfterErrors
  }
}
