import Diagnostics
import FoundationEssentials
import Topics

// How fast texts are tagged, on one core: `swift run -c release bench-topics [TAXONOMY]`.
//
// Texts are generated with a seed: Vietnamese syllables at random, with phrases of the
// taxonomy in between, and texts made to hurt. The unit is MB of UTF-8 a second.

/// The fastest of several runs, for the machine has other things to do.
func rate(of bytes: Int, runs: Int = 5, _ work: () -> Int) -> (rate: Double, count: Int) {
  var best = Duration.seconds(1_000)
  var count = 0
  for _ in 0..<runs {
    let time = ContinuousClock().measure { count = work() }
    best = min(best, time)
  }
  let (seconds, attoseconds) = best.components
  return (Double(bytes) / 1e6 / (Double(seconds) + Double(attoseconds) / 1e18), count)
}

func tagger(_ source: SourceText) -> Tagger? {
  let checked = Taxonomy.parse(source)
  for diagnostic in checked.diagnostics where diagnostic.severity == .error { print(diagnostic) }
  return checked.value.map(Tagger.init)
}

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
let path =
  CommandLine.arguments.count > 1
  ? CommandLine.arguments[1] : root.appending(path: "content/topics.yml").path
let yaml = [UInt8](try Data(contentsOf: URL(filePath: path)))
let wide = yaml + Array(Corpus.topic(phrases: 2_000).utf8)

guard let narrow = tagger(SourceText(path: path, bytes: yaml)),
  let broad = tagger(SourceText(path: path, bytes: wide))
else { throw CancellationError() }

/// Tags articles of about 4 KB each, as a build does.
func measure(_ name: String, _ articles: [[UInt8]], _ tagger: Tagger) -> Double {
  let texts = articles.map { PlainTextReader.read(SourceText(path: "", bytes: $0), language: .vi) }
  let bytes = articles.reduce(0) { $0 + $1.count }
  let result = rate(of: bytes) { texts.reduce(0) { $0 + tagger.tag($1).count } }
  print(
    pad(name, 44), pad(String(Int(result.rate)), -6), "MB/s", pad(String(result.count), -8), "tags")
  return result.rate
}

func pad(_ text: String, _ width: Int) -> String {
  let spaces = String(repeating: " ", count: max(0, abs(width) - text.utf8.count))
  return width < 0 ? spaces + text : text + spaces
}

print("\(narrow.taxonomy.topics.count) topics")
let articles = Corpus.articles(count: 4_000, bytes: 4_000)
let base = measure("articles of 4 KB", articles, narrow)
let more = measure("articles of 4 KB, 2,000 phrases more", articles, broad)
print("ratio", Double(Int(more / base * 100)) / 100)
let long = measure("one article of 16 MB", [Array(articles.joined())], narrow)
print("ratio", Double(Int(long / base * 100)) / 100)

print("\ntexts made to hurt: the rate at 1 MB and at 16 MB")
for (name, unit) in Corpus.adversaries {
  let small = measure("  " + name, [Corpus.repeating(unit, bytes: 1_000_000)], narrow)
  let large = measure("  " + name, [Corpus.repeating(unit, bytes: 16_000_000)], narrow)
  print("  time per byte at 16 MB, beside 1 MB:", Double(Int(small / large * 100)) / 100)
}
