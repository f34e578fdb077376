internal import Foundation

/// What a run of the program came to.
package struct ProcessResult: Sendable {
  package var status: Int32
  package var output: [UInt8]
  package var error: String
}

/// Runs the `digest` that was built beside the tests.
///
/// - Parameters:
///   - input: What it reads on standard input.
///   - environment: Set besides the tests' own variables.
///   - folder: Where it runs; the tests' own folder if `nil`.
///   - addressSpace: The most it may take, in KiB.
package func runDigest(
  _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
  in folder: String? = nil, addressSpace: Int? = nil
) throws -> ProcessResult {
  let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  let process = Process()
  let program = products.appending(path: "digest")
  process.executableURL = addressSpace == nil ? program : URL(filePath: "/bin/sh")
  if let folder { process.currentDirectoryURL = URL(filePath: folder) }
  process.arguments =
    addressSpace.map {
      ["-c", "ulimit -v \($0) && exec \"$@\"", "sh", program.path()] + arguments
    } ?? arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  // Files, not pipes: a pipe that nobody reads yet stops a program that writes much.
  let scratch = try ScratchFolder()
  for name in ["in", "out", "err"] { try scratch.write(name == "in" ? input : [], to: name) }
  process.standardInput = try FileHandle(forReadingFrom: scratch.url.appending(path: "in"))
  process.standardOutput = try FileHandle(forWritingTo: scratch.url.appending(path: "out"))
  process.standardError = try FileHandle(forWritingTo: scratch.url.appending(path: "err"))
  try process.run()
  process.waitUntilExit()
  return ProcessResult(
    status: process.terminationStatus, output: try scratch.read("out"),
    error: String(decoding: try scratch.read("err"), as: UTF8.self))
}
