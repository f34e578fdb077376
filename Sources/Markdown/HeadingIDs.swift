internal import Diagnostics
internal import Language

/// Gives each heading of a page an `id` of its own.
struct HeadingIDs {
  /// A few ids that no heading gets.
  private let reserved: [String]
  /// The ids taken so far, each with the number that the next heading of that name gets.
  private var taken: [String: Int] = [:]

  init(reserved: [String]) { self.reserved = reserved }

  /// An id for a heading: its slug, with `-2` and so on for the second of that name.
  mutating func unique(for title: String) -> String {
    // A title in other letters, or of signs only, still needs an address.
    let slug = Slug(deriving: title)?.text ?? "section"
    guard var number = taken[slug] ?? (reserved.contains(slug) ? 2 : nil) else {
      taken[slug] = 2
      return slug
    }
    while contains("\(slug)-\(number)") { number += 1 }
    let id = "\(slug)-\(number)"
    taken[slug] = number + 1
    taken[id] = 2
    return id
  }

  func contains(_ id: String) -> Bool { taken[id] != nil || reserved.contains(id) }

  /// The id most like another.
  func closest(to id: String) -> String? { (taken.keys + reserved).sorted().closest(to: id) }
}
