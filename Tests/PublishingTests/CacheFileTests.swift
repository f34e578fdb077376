import FileSystem
import TestSupport
import Testing

@testable import Publishing

@Suite struct CacheFileTests {
  /// The name of a file; the names are in the order of the numbers.
  static func name(_ number: Int) -> String { "file \(1000 + number)" }

  static func status(in directory: borrowing Directory) throws -> FileStatus {
    try directory.status()
  }

  static func bytes(_ numbers: Range<Int>, _ status: FileStatus) -> [UInt8] {
    var records = CacheRecords(version: 7)
    for number in numbers {
      records.append(name(number), status, Array("value \(number * 7)".utf8)[...])
    }
    return records.finish()
  }

  /// A thousand of them are several parts.
  static func value(_ number: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(truncatingIfNeeded: number * 7), count: 4000 + number)
  }

  @Test func `gives back what was put in, in any order`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try Self.status(in: directory)
      var number = 0
      try CacheFile.write(to: "cache", in: directory, version: 7) { records in
        guard number < 1000 else { return false }
        records.append(Self.name(number), status, Self.value(number)[...])
        number += 1
        return true
      }
      let read = CacheFile("cache", in: directory)
      let cache = try #require(read)
      #expect(cache.count == 1000)
      #expect(cache.version == 7)
      var place = 0
      for number in Array(0..<1000) + (0..<1000).map({ $0 * 389 % 1000 }) {
        let range = cache.range(of: Self.name(number), status, at: &place)
        #expect(range.map { Array(cache.bytes[$0]) } == Self.value(number))
        #expect(place == number + 1)
      }
      for name in ["", "file 1000/", "file 2", "file 3", "fil"] {
        #expect(cache.range(of: name, status, at: &place) == nil)
      }
      let isMissing = CacheFile("nothing", in: directory) == nil
      #expect(isMissing)
    }
  }

  @Test func `does not know a file that has been touched`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try Self.status(in: directory)
      let cache = try #require(CacheFile(bytes: Self.bytes(0..<3, status)))
      let properties: [WritableKeyPath<FileStatus, Int64>] = [\.size, \.modified, \.changed]
      for property in properties {
        var other = status
        other[keyPath: property] += 1
        var place = 0
        #expect(cache.range(of: Self.name(1), other, at: &place) == nil)
      }
      var other = status
      other.inode += 1
      var place = 0
      #expect(cache.range(of: Self.name(1), other, at: &place) == nil)
      place = 0
      #expect(cache.range(of: Self.name(1), status, at: &place) != nil)
    }
  }

  @Test(arguments: [0, 1])
  func `holds few records`(_ count: Int) throws {
    try withTemporaryFolder { folder in
      let status = try Self.status(in: Directory(opening: folder))
      let cache = try #require(CacheFile(bytes: Self.bytes(0..<count, status)))
      #expect(cache.count == count)
      var place = 0
      #expect((cache.range(of: Self.name(0), status, at: &place) != nil) == (count == 1))
      var empty = CacheRecords(version: 1)
      empty.append("", status, [])
      let other = try #require(CacheFile(bytes: empty.finish()))
      place = 0
      #expect(other.range(of: "", status, at: &place)?.isEmpty == true)
    }
  }

  @Test func `does without a damaged file`() throws {
    try withTemporaryFolder { folder in
      let bytes = Self.bytes(0..<20, try Self.status(in: Directory(opening: folder)))
      for index in bytes.indices {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(index % 8)
        #expect(CacheFile(bytes: damaged) == nil, "bit of byte \(index)")
        #expect(CacheFile(bytes: Array(bytes[..<index])) == nil, "cut at \(index)")
      }
      #expect(CacheFile(bytes: bytes + [0]) == nil)
    }
  }

  /// Someone who makes the sum right can still not make the program trap.
  @Test func `does without lengths that lead outside`() throws {
    try withTemporaryFolder { folder in
      let status = try Self.status(in: Directory(opening: folder))
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<2000 {
        var records = CacheRecords(version: 7)
        for number in 0..<3 { records.append(Self.name(number), status, [1, 2, 3]) }
        records.damage(using: &generator)
        guard let cache = CacheFile(bytes: records.finish()) else { continue }
        var place = 0
        for number in 0..<4 {
          let range = cache.range(of: Self.name(number), status, at: &place)
          #expect(range.map { $0.upperBound <= cache.bytes.count } ?? true)
        }
      }
    }
  }
}

/// SplitMix64: small, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension CacheRecords {
  fileprivate mutating func damage(using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let index = bytes.indices.dropFirst(23).randomElement(using: &generator) ?? 0
      bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
    }
  }
}
