import Addresses
import TestSupport
import Testing

@testable import Publishing

/// In which order files change.
@Suite struct StepsTests {
  private func order(_ steps: [Step]) -> [String] {
    steps.map { step in
      switch step {
      case .drop(let path): "drop \(path)"
      case .put(_, _, let path): "put \(path)"
      case .tree(let path): "tree \(path)"
      case .manifest(let manifest, _): manifest.rawValue
      }
    }
  }

  @Test func `puts what is named before what names it`() throws {
    try withSite { site in
      try site.publish([
        "index.html": "1", "2026/a/index.html": "a", "2026/old/index.html": "o", "feed.xml": "1",
        "x": "file", "assets/a.css": "1",
      ])
      try site.tryOut { publication in
        let plan = try publication.plan([
          try publication.write([
            "index.html": "2", "2026/a/index.html": "a2", "2026/new/index.html": "n",
            "feed.xml": "2", "x/index.html": "X", "assets/a.css": "2", "assets/b.css": "b",
            "tags/t/index.html": "t", "tags/t/feed.xml": "t",
          ])
        ])
        #expect(
          order(plan.stepsForUpdate()) == [
            "drop x", "put assets/a.css", "put assets/b.css", "put tags/t/feed.xml",
            "put 2026/new/index.html", "put tags/t/index.html", "put x/index.html",
            "put 2026/a/index.html", "put index.html", "put feed.xml", "drop 2026/old/index.html",
          ])
      }
    }
  }

  @Test func `moves the folders of a first publication in the same order`() throws {
    try withSite { site in
      try site.tryOut { publication in
        let plan = try publication.plan([
          try publication.write([
            "index.html": "1", "2026/a/index.html": "a", "feed.xml": "1", "assets/a.css": "1",
            "tags/t/index.html": "t", "tags/t/feed.xml": "t", "2025/b/index.html": "b",
          ])
        ])
        #expect(
          order(plan.stepsForFirst()) == [
            "tree assets", "tree 2026", "tree 2025", "tree tags", "tree index.html",
            "tree feed.xml",
          ])
      }
    }
  }
}
