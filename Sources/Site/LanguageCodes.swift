internal import Language
internal import Topics

// The settings admit only languages that both modules know.

extension TextLanguage {
  init(code: String) { self = TextLanguage(rawValue: code) ?? .vietnamese }
}

extension Text.Language {
  init(code: String) { self = Text.Language(rawValue: code) ?? .vi }
}
