extension String {
  /// Whether the bytes begin so; two spellings of one character are not the same here.
  package func hasBytes(prefix: String) -> Bool {
    let (bytes, others) = (utf8Span.span, prefix.utf8Span.span)
    guard bytes.count >= others.count else { return false }
    for place in others.indices where bytes[place] != others[place] { return false }
    return true
  }

  /// Whether the bytes end so.
  package func hasBytes(suffix: String) -> Bool {
    let (bytes, others) = (utf8Span.span, suffix.utf8Span.span)
    let start = bytes.count - others.count
    guard start >= 0 else { return false }
    for place in others.indices where bytes[start + place] != others[place] { return false }
    return true
  }
}
