internal import FileSystem

/// Lets one build at a time work on a site, and one at a time on an output.
enum BuildLock {
  private static let fileName = "lock"

  /// Takes the lock of a site, `.digest/lock`.
  static func onSite(
    _ state: borrowing Directory, waits: Bool
  ) throws(PublishingError) -> FileLock {
    while true {
      if let lock = try checked(try FileLock(fileName, in: state)) { return lock }
      guard waits else { throw .locked(by: holder(in: state)) }
      try pause()
    }
  }

  /// Takes the lock of an output, which another site may publish into as well.
  ///
  /// - Returns: `nil` where the file system cannot lock a folder.
  static func onOutput(
    _ output: borrowing Directory, waits: Bool
  ) throws(PublishingError) -> FileLock? {
    while true {
      do throws(SystemError) {
        if let lock = try FileLock(on: output) { return lock }
      } catch {
        return nil
      }
      guard waits else { throw .locked(by: "of another site, into `\(output.path)`") }
      try pause()
    }
  }

  private static func pause() throws(PublishingError) {
    if Interruption.isRequested { throw .interrupted }
    FileLock.pause()
  }

  private static func holder(in state: borrowing Directory) -> String {
    var bytes: [UInt8] = []
    let isRead = (try? state.read(fileName, into: &bytes, limit: 32)) != nil
    let number = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return isRead && !number.isEmpty
      ? "process \(String(decoding: number, as: UTF8.self))" : "of an unknown process"
  }
}
