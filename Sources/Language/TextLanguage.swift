/// A language that digest writes dates, numbers and lists in, by its code in BCP 47.
package enum TextLanguage: String, Hashable, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  package var code: String { rawValue }
}
