internal import CCmark
internal import Glibc

/// A parsed CommonMark document; the only owner of its libcmark tree.
///
/// The tree is freed when this value goes out of scope. Nodes are handed out only to
/// closures that run while it is alive: that is what `@safe` promises.
@safe
struct Tree: ~Copyable {
  private let root: OpaquePointer

  /// Parses a part of some text.
  ///
  /// CommonMark has no syntax errors, so this cannot fail.
  ///
  /// - Parameter range: The part to parse, inside `text`.
  init(parsing text: [UInt8], range: Range<Int>) {
    unsafe root = text.withUnsafeBytes { bytes in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      let characters = unsafe part.baseAddress?.assumingMemoryBound(to: CChar.self)
      // Null means out of memory, on which libcmark has already aborted.
      return unsafe cmark_parse_document(characters, part.count, CMARK_OPT_DEFAULT)!
    }
  }

  deinit {
    unsafe cmark_node_free(root)
  }

  /// Calls `body` with the document's node.
  borrowing func withRoot<Result>(_ body: (Node) -> Result) -> Result {
    unsafe body(Node(root))
  }
}

/// A node of a tree that is alive.
///
/// A node is a plain pointer: whoever keeps one beyond `Tree.withRoot` reads freed memory,
/// so no stored property outside a renderer holds one.
@safe
struct Node: Equatable {
  /// The numbers are those of `cmark_node_type`.
  enum Kind: UInt32 {
    case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph
    case heading, thematicBreak
    case text, softBreak, lineBreak, code, html, customInline, emphasis, strong, link, image
  }

  fileprivate let pointer: OpaquePointer

  fileprivate init(_ pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  static func == (a: Node, b: Node) -> Bool { unsafe a.pointer == b.pointer }

  var kind: Kind { Kind(rawValue: unsafe cmark_node_get_type(pointer).rawValue) ?? .none }

  var parent: Node? { unsafe cmark_node_parent(pointer).map { unsafe Node($0) } }
  var next: Node? { unsafe cmark_node_next(pointer).map { unsafe Node($0) } }
  var firstChild: Node? { unsafe cmark_node_first_child(pointer).map { unsafe Node($0) } }

  /// The line a block begins on, from 1. libcmark does not keep it right for inlines.
  var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(unsafe cmark_node_get_end_line(pointer)) }
  /// The byte a block begins at in its line, from 1.
  var startColumn: Int { Int(unsafe cmark_node_get_start_column(pointer)) }

  var headingLevel: Int { Int(unsafe cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(unsafe cmark_node_get_list_start(pointer)) }
  var isTightList: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }

  /// Reads the text of a text, code or HTML node.
  func withLiteral<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    unsafe Self.with(cmark_node_get_literal(pointer), body)
  }

  func withFenceInfo<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    unsafe Self.with(cmark_node_get_fence_info(pointer), body)
  }

  /// The address of a link or an image, without escapes and entities.
  var destination: [UInt8] {
    unsafe Self.with(cmark_node_get_url(pointer)) { [UInt8](copying: $0) }
  }

  /// The title of a link or an image, without escapes and entities.
  var title: [UInt8] {
    unsafe Self.with(cmark_node_get_title(pointer)) { [UInt8](copying: $0) }
  }

  /// Visits this node and all below it, in order; nodes that can have children twice.
  ///
  /// The iteration is libcmark's own, not a recursion: inlines nest as deep as their author
  /// likes.
  func walk(_ visit: (Node, _ isEntering: Bool) -> Void) {
    // Null means out of memory, on which libcmark has already aborted.
    let iterator = unsafe cmark_iter_new(pointer)!
    defer { unsafe cmark_iter_free(iterator) }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator)
      else { return }
      unsafe visit(Node(node), event == CMARK_EVENT_ENTER)
    }
  }

  /// Lends a C string of the tree, which lives as long as the tree is not changed.
  private static func with<Result>(
    _ text: UnsafePointer<CChar>?, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    guard let text = unsafe text else { return body(Span()) }
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: strlen(text))
    return unsafe body(Span(_unsafeBytes: bytes))
  }
}
