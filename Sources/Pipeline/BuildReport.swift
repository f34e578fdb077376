internal import Publishing
package import Site

/// What a build did, for the one line it ends with.
package struct BuildReport: Sendable {
  package var pages: Int
  package var heldBack: HeldBack
  package var written = 0
  package var removed = 0
  package var duration = Duration.zero
  /// Where the time went, as text.
  package let timings: String

  init(site: Site, pages: Int, timings: Timings) {
    self.pages = pages
    self.timings = timings.text
    heldBack = site.heldBack
  }

  func finished(_ summary: PublicationSummary, after duration: Duration) -> BuildReport {
    var report = self
    report.written = summary.written
    report.removed = summary.removed
    report.duration = duration
    return report
  }

  /// Such as `172 pages, 3 files written, 0 removed; 2 scheduled (the next on …) in 0.21 s`.
  package var line: String {
    var held: [String] = []
    if heldBack.drafts > 0 { held.append(counted(heldBack.drafts, "draft")) }
    if heldBack.expired > 0 { held.append("\(heldBack.expired) expired") }
    if heldBack.scheduled > 0 {
      let next = heldBack.next.map { " (the next on \($0.text))" } ?? ""
      held.append("\(heldBack.scheduled) scheduled\(next)")
    }
    let back = held.isEmpty ? "" : "; held back: " + held.joined(separator: ", ")
    return "\(counted(pages, "page")), \(counted(written, "file")) written, \(removed) removed"
      + "\(back), in \(seconds) s"
  }

  /// Such as `172 pages checked; a build would write 3 files and remove 0`.
  package var rehearsalLine: String {
    "\(counted(pages, "page")) checked; a build would write \(counted(written, "file"))"
      + " and remove \(removed)"
  }

  private var seconds: String {
    let (whole, rest) = duration.components
    let hundredths = rest / 10_000_000_000_000_000
    return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)"
  }
}
