/// Which marks count when words are compared.
enum Folding {
  /// Marks and tones matter: đường, dương and đương differ.
  case accented
  /// Vietnamese written without its marks.
  case unaccented
}
