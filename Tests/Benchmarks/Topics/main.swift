import Diagnostics
import FoundationEssentials
import Glibc
import Topics

// How fast texts are tagged, on one core: `swift run -c release bench-topics [--quick]`.
//
// Texts are generated with a seed: Vietnamese syllables at random, with phrases of the
// taxonomy in between, and texts made to hurt. The unit is MB of UTF-8 a second of
// processor time.

/// Seconds of processor time of this process: other programs do not count.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The fastest of several runs, for neighbours take the cache too.
func rate(of bytes: Int, runs: Int = 5, _ work: () -> Int) -> (rate: Double, count: Int) {
  var best = Double.infinity
  var count = 0
  for _ in 0..<runs {
    let start = processorTime()
    count = work()
    best = min(best, processorTime() - start)
  }
  return (Double(bytes) / 1e6 / best, count)
}

func tagger(_ source: SourceText) -> Tagger? {
  let checked = Taxonomy.parse(source)
  for diagnostic in checked.diagnostics where diagnostic.severity == .error { print(diagnostic) }
  return checked.value.map(Tagger.init)
}

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
let path = root.appending(path: "content/topics.yml").path
let yaml = [UInt8](try Data(contentsOf: URL(filePath: path)))
/// The same with 2,000 phrases more, in a topic that the register of ids knows.
var wide = yaml + Array(Corpus.topic(phrases: 2_000).utf8)
if let register = wide.firstRange(of: Array("ids:\n".utf8)) {
  wide.insert(contentsOf: Array("  - generated\n".utf8), at: register.upperBound)
}

guard let narrow = tagger(SourceText(path: path, bytes: yaml)),
  let broad = tagger(SourceText(path: path, bytes: wide))
else { fatalError("the taxonomy has faults") }

/// Tags articles of about 4 KB each, one after another, as a worker of a build does.
func measure(_ name: String, _ articles: [[UInt8]], _ tagger: Tagger) -> Double {
  let texts = articles.map { PlainTextReader.read(SourceText(path: "", bytes: $0), language: .vi) }
  let bytes = articles.reduce(0) { $0 + $1.count }
  var memory = Tagger.Memory()
  let result = rate(of: bytes) {
    texts.reduce(0) { $0 + tagger.tag($1, remembering: &memory).count }
  }
  print(
    pad(name, 44), pad(String(Int(result.rate)), -6), "MB/s", pad(String(result.count), -8), "tags")
  return result.rate
}

func pad(_ text: String, _ width: Int) -> String {
  let spaces = String(repeating: " ", count: max(0, abs(width) - text.utf8.count))
  return width < 0 ? spaces + text : text + spaces
}

/// What this machine does now: every byte through a table of 256, into another array.
func foldByTable(_ articles: [[UInt8]]) -> Int {
  let table = (0...255).map { UInt8($0) ^ 0x20 }
  var sum = 0
  for article in articles {
    var folded = [UInt8](repeating: 0, count: article.count)
    for index in article.indices { folded[index] = table[Int(article[index])] }
    sum += Int(folded[article.count / 2])
  }
  return sum
}

print("\(narrow.taxonomy.topics.count) topics")
let articles = Corpus.articles(count: 4_000, bytes: 4_000)
let size = articles.reduce(0) { $0 + $1.count }
print(
  pad("for comparison: a table of bytes", 44),
  pad(String(Int(rate(of: size) { foldByTable(articles) }.rate)), -6), "MB/s")
let base = measure("articles of 4 KB", articles, narrow)
let more = measure("articles of 4 KB, 2,000 phrases more", articles, broad)
print("ratio", Double(Int(more / base * 100)) / 100)
let long = measure("one article of 16 MB", [Array(articles.joined())], narrow)
print("ratio", Double(Int(long / base * 100)) / 100)

if CommandLine.arguments.contains("--quick") { exit(0) }

print("\ntexts made to hurt: the rate at 1 MB and at 16 MB")
for (name, unit) in Corpus.adversaries {
  let small = measure("  " + name, [Corpus.repeating(unit, bytes: 1_000_000)], narrow)
  let large = measure("  " + name, [Corpus.repeating(unit, bytes: 16_000_000)], narrow)
  print("  time per byte at 16 MB, beside 1 MB:", Double(Int(small / large * 100)) / 100)
}
