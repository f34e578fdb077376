/// Gives each heading of a page an `id` of its own.
struct HeadingIDs {
  /// The ids taken so far, each with the number that the next heading of that name gets.
  private var taken: [String: Int] = [:]

  init(reserved: [String]) {
    for id in reserved { taken[id] = 2 }
  }

  /// An id for a heading: its slug, with `-2` and so on for the second of that name.
  mutating func unique(for title: String) -> String {
    let slug = slug(of: title)
    guard var number = taken[slug] else {
      taken[slug] = 2
      return slug
    }
    while taken["\(slug)-\(number)"] != nil { number += 1 }
    let id = "\(slug)-\(number)"
    taken[slug] = number + 1
    taken[id] = 2
    return id
  }

  private func slug(of title: String) -> String {
    let words = title.utf8.lazy.map(\.lowercasedASCII).split {
      !($0.isASCIILetter || $0.isASCIIDigit)
    }
    let slug = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return slug.isEmpty ? "section" : slug
  }
}
