internal import CArena
internal import CCmark
internal import Glibc

/// A node of a libcmark tree that is alive.
///
/// A node is a plain pointer: whoever keeps one beyond `withDocument` reads freed memory,
/// so no stored property outside a renderer holds one. That is what `@safe` promises.
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

  /// Parses a part of some text, and calls `body` with the document's node.
  ///
  /// CommonMark has no syntax errors, so this cannot fail. The tree and all that libcmark makes
  /// on the way lie in memory that goes back as a whole, so nothing is freed node by node. To
  /// parse another text in `body` is allowed: that tree goes first.
  ///
  /// - Parameter range: The part to parse, inside `text`.
  static func withDocument<Result>(
    parsing text: [UInt8], range: Range<Int>, _ body: (Node) -> Result
  ) -> Result {
    // Of most articles, the tree takes a little less than this.
    let mark = unsafe digest_arena_begin(range.count * 8 + 8192)
    defer { unsafe digest_arena_end(mark) }
    let root = unsafe text.withUnsafeBytes { bytes in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      let characters = unsafe part.baseAddress?.assumingMemoryBound(to: CChar.self)
      let parser = unsafe cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, digest_arena_memory())
      unsafe cmark_parser_feed(parser, characters, part.count)
      // Null means out of memory, on which the arena has already aborted.
      return unsafe cmark_parser_finish(parser)!
    }
    return unsafe body(Node(root))
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
    // Null means out of memory, on which the arena has already aborted.
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
