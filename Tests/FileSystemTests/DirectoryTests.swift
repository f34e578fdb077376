import Glibc
import TestSupport
import Testing

@testable import FileSystem

@Suite struct DirectoryTests {
  @Test(arguments: [0, 1, 4095, 4096, 65_536, 200_001])
  func `reads back what it wrote`(_ size: Int) throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let created = try folder.create("a", holding: bytes)
      var buffer: [UInt8] = [1, 2, 3]
      #expect(try folder.read("a", into: &buffer) == created)
      #expect(buffer == bytes)
      #expect(created.size == size)
      #expect(try folder.status(of: "a") == created)
    }
  }

  @Test func `reads a file that says it is empty`() throws {
    let folder = try Directory(opening: "/proc/self")
    var buffer: [UInt8] = []
    try folder.read("status", into: &buffer)
    #expect(buffer.starts(with: "Name:".utf8))
  }

  @Test func `refuses a file over the limit`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      try folder.create("a", holding: [1, 2, 3])
      var buffer: [UInt8] = []
      #expect(throws: SystemError("read", path + "/a", code: EFBIG)) {
        try folder.read("a", into: &buffer, limit: 2)
      }
      try folder.read("a", into: &buffer, limit: 3)
      #expect(buffer == [1, 2, 3])
    }
  }

  @Test func `never makes a file twice`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      try folder.create("a", holding: [1])
      #expect(throws: SystemError("create", path + "/a", code: EEXIST)) {
        try folder.create("a", holding: [2])
      }
    }
  }

  static let escapes = [
    "..", "../a", "b/../../a", "/etc/passwd", "b//a", "", "b/", ".", "b/./a", "a\0",
  ]

  @Test(arguments: escapes)
  func `cannot be left`(_ escape: String) throws {
    try withTemporaryFolder { path in
      let root = try Directory(opening: path)
      try root.create("a", holding: [1])
      let folder = try root.directory(creating: "x")
      try folder.create("a", holding: [1])
      _ = try folder.directory(creating: "b")
      var buffer: [UInt8] = []
      #expect(throws: SystemError.self) { try folder.read(escape, into: &buffer) }
      #expect(throws: SystemError.self) { try folder.create(escape, holding: [2]) }
      #expect(throws: SystemError.self) { _ = try folder.directory(creating: escape) }
    }
  }

  @Test(arguments: [false, true])
  func `passes no symbolic link`(segmentBySegment: Bool) throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      _ = try folder.directory(creating: "real/inner")
      try folder.create("real/inner/a", holding: [1])
      #expect(symlink("real", path + "/link") == 0)
      #expect(symlink("inner", path + "/real/link") == 0)
      #expect(symlink("real/inner/a", path + "/file") == 0)
      for link in ["link/inner/a", "real/link/a", "link/a", "file"] {
        let error = #expect(throws: SystemError.self) {
          if segmentBySegment {
            _ = try folder.openSegmentBySegment(
              link, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, mode: 0, "read")
          } else {
            _ = try folder.openBeneath(link, O_RDONLY, "read")
          }
        }
        #expect(error?.code == ELOOP, "\(link)")
      }
      _ = try folder.openSegmentBySegment("real/inner/a", O_RDONLY, mode: 0, "read")
      _ = try folder.openBeneath("real/inner/a", O_RDONLY, "read")
    }
  }

  @Test func `does not wait for a pipe`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      #expect(mkfifo(path + "/pipe", 0o600) == 0)
      var buffer: [UInt8] = []
      #expect(throws: SystemError("read", path + "/pipe", code: SystemError.notAFile)) {
        try folder.read("pipe", into: &buffer)
      }
    }
  }

  @Test func `makes the directories that are missing and says which`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      _ = try folder.directory(creating: "a")
      var created: [String] = []
      let deep = try folder.directory(creating: "a/b/c") { created.append($0) }
      #expect(created == ["a/b", "a/b/c"])
      #expect(deep.path == path + "/a/b/c")
      #expect(throws: SystemError("open", path + "/a/b/c/d", code: ENOENT)) {
        _ = try folder.directory("a/b/c/d")
      }
    }
  }

  @Test func `replaces, exchanges, renames and removes`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      let other = try folder.directory(creating: "other")
      try folder.replace("a", holding: [1])
      try folder.replace("a", holding: [2], durable: true)
      try other.create("b", holding: [3])
      #expect(try folder.exchange("a", with: other, "b") == .done)
      #expect(try folder.exchange("a", with: other, "c") == .absent)
      var buffer: [UInt8] = []
      try folder.read("other/b", into: &buffer)
      #expect(buffer == [2])
      try other.rename("b", to: folder, as: "a")
      try folder.read("a", into: &buffer)
      #expect(buffer == [2])
      #expect(try folder.remove("a"))
      #expect(try !folder.remove("a"))
      #expect(try folder.entries().map(\.name) == ["other"])
      #expect(try folder.canRename(to: other))
    }
  }

  @Test func `removes a tree but not what its links point to`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      try folder.create("kept", holding: [1])
      _ = try folder.directory(creating: "tree/a/b")
      try folder.create("tree/a/b/c", holding: [1])
      #expect(symlink("../../kept", path + "/tree/a/link") == 0)
      #expect(symlink("../..", path + "/tree/a/up") == 0)
      #expect(try !folder.removeTree("tree", while: { false }))
      #expect(try folder.status(of: "tree/a/b/c") != nil)
      #expect(try folder.removeTree("tree"))
      #expect(try folder.removeTree("tree"))
      #expect(try folder.entries().map(\.name) == ["kept"])
    }
  }

  @Test func `names the step and the path of what failed`() throws {
    let error = #expect(throws: SystemError.self) { _ = try Directory(opening: "/no/such") }
    #expect(error?.description == "cannot open `/no/such`: No such file or directory")
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      try folder.create("file", holding: [])
      let error = #expect(throws: SystemError.self) { _ = try folder.directory("file") }
      #expect(error?.description == "cannot open `\(path)/file`: Not a directory")
    }
  }

  @Test func `reports a full disk`() throws {
    let folder = try Directory(opening: "/dev")
    let file = try folder.openBeneath("full", O_WRONLY, "write")
    #expect(throws: SystemError("write", "full", code: ENOSPC)) {
      try file.write([1].span, "full")
    }
  }

  @Test func `locks once`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      let canLock = { () throws(SystemError) in
        try FileLock("lock", in: folder) != nil
      }
      let canLockFolder = { () throws(SystemError) in try FileLock(on: folder) != nil }
      do {
        guard let lock = try FileLock("lock", in: folder),
          let outer = try FileLock(on: folder)
        else {
          Issue.record("could not lock")
          return
        }
        #expect(try !canLock())
        #expect(try !canLockFolder())
        var buffer: [UInt8] = []
        try folder.read("lock", into: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "\(getpid())\n")
        _ = consume lock
        _ = consume outer
      }
      #expect(try canLock())
      #expect(try canLockFolder())
    }
  }
}
