import Glibc
import TestSupport
import Testing

@testable import FileSystem

@Suite struct WalkTests {
  @Test func `finds files in the order of their bytes`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      for name in ["a", "a-b", "b/c", "é"] { _ = try folder.directory(creating: name) }
      let files = ["a-b/x", "a/x", "a/y", "a.md", "b/c/z", "a0", "é/ấ.md", "Z"]
      for file in files { try folder.create(file, holding: Array(file.utf8)) }
      let expected = ["Z", "a-b/x", "a.md", "a/x", "a/y", "a0", "b/c/z", "é/ấ.md"]
      #expect(try folder.walk().map(\.path) == expected)
    }
  }

  @Test func `passes over dot-files`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      _ = try folder.directory(creating: ".git")
      try folder.create(".git/config", holding: [])
      try folder.create(".hidden", holding: [])
      try folder.create("seen", holding: [])
      #expect(try folder.walk().map(\.path) == ["seen"])
    }
  }

  @Test func `refuses what is not a file`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      #expect(symlink("/etc", path + "/link") == 0)
      #expect(symlink("nothing", path + "/dangling") == 0)
      #expect(mkfifo(path + "/pipe", 0o600) == 0)
      #expect(mkdir(path + "/bad\u{1}", 0o700) == 0)
      let invalid: [CChar] = Array((path + "/x").utf8CString.dropLast()) + [-1, 0]
      #expect(mkdir(invalid, 0o700) == 0)
      try folder.create("bad\u{1}/a", holding: [])
      #expect(
        try folder.walk() == [
          WalkEntry(path: "bad\u{1}/a", kind: .file),
          WalkEntry(path: "dangling", kind: .refused(.symbolicLink)),
          WalkEntry(path: "link", kind: .refused(.symbolicLink)),
          WalkEntry(path: "pipe", kind: .refused(.fifo)),
          WalkEntry(path: "x\u{FFFD}", kind: .refused(.invalidName)),
        ])
    }
  }

  @Test func `goes 64 folders deep`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      let deep = Array(repeating: "d", count: 65).joined(separator: "/")
      _ = try folder.directory(creating: deep)
      try folder.create(String(deep.dropLast(2)) + "/f", holding: [])
      #expect(
        try folder.walk() == [
          WalkEntry(path: deep, kind: .refused(.tooDeep)),
          WalkEntry(path: String(deep.dropLast(2)) + "/f", kind: .file),
        ])
    }
  }

  @Test func `finds as many files as there are`() throws {
    try withTemporaryFolder { path in
      let folder = try Directory(opening: path)
      let names = (0..<3000).map { "article-with-a-rather-long-name-\($0)" }
      for name in names { try folder.create(name, holding: []) }
      #expect(try folder.walk().map(\.path) == names.sorted())
    }
  }
}
