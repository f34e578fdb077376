internal import Diagnostics

/// A parsed template.
struct Template: Sendable {
  /// The name by which others include it: its path below the template folder.
  let name: String
  let source: SourceText
  let language: Language
  var body: [Node] = []
  var macros: [MacroDefinition] = []
  /// The blocks anywhere in it.
  var blocks: [String: Node.Block] = [:]
  /// The first `extends` that is neither conditional nor computed.
  var parent: String?
  var extendsRange = 0..<0
  /// What names stand for that a written-out `from` or `import` gives.
  var imports: [String: Import] = [:]
  /// Whether it has an `extends` whose template is known only while rendering.
  var hasDynamicParent = false
  /// What is wrong with it; a template with errors is never compiled.
  var diagnostics: [Diagnostic] = []
}

extension Template {
  /// A whole module, or one name of it.
  struct Import: Sendable {
    var template: String
    var name: String?
  }
}

/// How the output of a template is escaped.
package enum Language: String, Sendable {
  /// Nothing is escaped.
  case text
  case html
  case xml

  /// By the extension of a file: `.html` and `.htm`, `.xml`, anything else is plain text.
  init(ofFile name: String) {
    let bytes = Array(name.utf8)
    func ends(_ suffix: String) -> Bool {
      bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
    self = ends(".html") || ends(".htm") ? .html : ends(".xml") || ends(".svg") ? .xml : .text
  }
}
