import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A program that a test starts, and may kill.
struct Program {
  let process: pid_t

  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Starts a program without a shell; its output is thrown away.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The threads that run tests have all signals blocked; a program must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    if getenv("SHOW_OUTPUT") == nil {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let variables = ["PATH=\(path)"] + environment.map { "\($0.key)=\($0.value)" }
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, &attributes, words, settings)
    try #require(code == 0, "cannot start \(arguments[0])")
    self.process = process
  }

  func wait() -> End {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  /// Waits until the program has said what a signal is to do.
  func waitUntilItHandles(_ signal: Int32) throws {
    for _ in 0..<4000 {
      let status = try String(
        decoding: Data(contentsOf: URL(filePath: "/proc/\(process)/status")), as: UTF8.self)
      let caught = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
      let mask = caught.flatMap { UInt64($0.dropFirst(7).filter(\.isHexDigit), radix: 16) } ?? 0
      if mask >> UInt64(signal - 1) & 1 == 1 { return }
      usleep(5_000)
    }
    Issue.record("the program does not handle signal \(signal)")
  }

  func send(_ signal: Int32) { kill(process, signal) }

  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> End {
    try Program(arguments, environment: environment).wait()
  }
}

/// The program that publishes a folder, next to the one that runs the tests.
func publishDriver() throws -> String {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  let own = String(
    decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  // Under `swift test` that is a helper of the toolchain; then the bundle's path is an argument.
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
  let slash = try #require(bundle.lastIndex(of: "/"))
  return bundle[..<slash] + "/publish-driver"
}
