import FoundationEssentials
import Markdown
import TestSupport
import Testing

/// The examples of the CommonMark specification 0.30, where its text is at hand.
///
/// The specification is under another licence than this code, so it is not copied here: it
/// is looked for beside the checkout, or where `DIGEST_SHARED` says.
@Suite(.enabled(if: Specification.file != nil, "the specification is not beside the checkout"))
struct CommonMarkTests {
  @Test func `renders every example of the specification`() throws {
    let examples = try Specification.examples()
    #expect(examples.count == 652)
    for example in examples {
      let html = rendered(example.markdown, .commonMark)
      #expect(html == example.html, "example \(example.number): \(example.markdown)")
    }
  }

  @Test func `differs in safe mode only in raw HTML and refused addresses`() throws {
    let examples = try Specification.examples()
    let different = examples.filter { rendered($0.markdown, .safeCommonMark) != $0.html }
    let numbers = different.map(\.number)
    #expect(numbers == (Specification.withRawHTML + Specification.withRefusedAddress).sorted())
  }
}

/// The text of the specification and what is known of its examples.
enum Specification {
  struct Example {
    var number: Int
    var markdown: String
    var html: String
  }

  /// Examples with raw HTML, which an article may not hold.
  static let withRawHTML = [
    21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164,
    165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 201, 308, 309, 344, 474, 475, 476, 490, 493,
    523, 535, 612, 613, 614, 615, 616, 622, 624, 627, 628, 629, 630, 631, 642, 643,
  ]
  /// Examples with `irc:` and made-up schemes, and one with a backtick in a host.
  static let withRefusedAddress = [346, 595, 597, 598, 600]

  static var file: URL? {
    let environment = ProcessInfo.processInfo.environment["DIGEST_SHARED"]
    let besides = testsFolder.deletingLastPathComponent().deletingLastPathComponent()
    let shared = environment.map { URL(filePath: $0) } ?? besides.appending(path: "shared")
    let file = shared.appending(path: "conformance/commonmark-0.30-spec.txt")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  /// Reads the examples: fences of 32 backticks, `.` between Markdown and HTML, `→` for a tab.
  static func examples() throws -> [Example] {
    guard let file else { return [] }
    let fence = String(repeating: "`", count: 32)
    let lines = try String(decoding: Data(contentsOf: file), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var examples: [Example] = []
    var parts: [String]?
    for line in lines {
      if line == fence + " example" {
        parts = [""]
      } else if line == fence, let read = parts {
        examples.append(Example(number: examples.count + 1, markdown: read[0], html: read[1]))
        parts = nil
      } else if line == ".", parts != nil {
        parts?.append("")
      } else if let last = parts?.indices.last {
        parts?[last] += line.replacing("→", with: "\t") + "\n"
      }
    }
    return examples
  }
}
