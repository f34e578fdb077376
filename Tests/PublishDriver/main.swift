import Addresses
import FileSystem
import Glibc
import Publishing

// Publishes a folder as it stands: what the fault tests start, kill and disturb.
//
//     publish-driver SOURCE OUTPUT FILES [--wait] [--slow]
//
// --slow waits for a signal, up to 20 s, between the last file and the commit.

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { exit(64) }

func kind(of path: String) -> FileKind {
  if path.hasPrefix("assets/") { return .asset }
  if path.hasSuffix(".xml") { return .feed }
  return path.hasPrefix("2026/") ? .article : .list
}

func fail(_ message: String, _ code: Int32) -> Never {
  var line = Array((message + "\n").utf8)
  write(2, &line, line.count)
  exit(code)
}

func publish() throws -> PublicationSummary {
  var settings = PublicationSettings(
    source: arguments[1], output: arguments[2], inputs: ["content"], home: nil)
  settings.waits = arguments.contains("--wait")
  settings.isDurable = arguments.contains("--durable")
  let files = try Directory(opening: arguments[3])
  let entries = try files.walk()
  let publication = try Publication.begin(settings)
  do {
    var writer = publication.writer(0)
    var bytes: [UInt8] = []
    for entry in entries {
      guard let path = SitePath(entry.path) else { fail("no path: \(entry.path)", 1) }
      try files.read(entry.path, into: &bytes)
      try writer.write(path, bytes, as: kind(of: entry.path))
    }
    for _ in 0..<1000 where arguments.contains("--slow") && !Interruption.isRequested {
      usleep(20_000)
    }
    return try publication.commit(try publication.plan([writer.finish()]))
  } catch {
    publication.abandon()
    throw error
  }
}

do {
  let summary = try publish()
  print("\(summary.written) written, \(summary.unchanged) unchanged, \(summary.removed) removed")
} catch let error as PublishingError {
  fail(error.description, error.exitCode)
} catch {
  fail("\(error)", 74)
}
