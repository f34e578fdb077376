import FileSystem
import TestSupport
import Testing

@testable import Publishing

@Suite struct CacheFileTests {
  /// The name of a file; the names are in the order of the numbers.
  static func name(_ number: Int) -> String { "file \(1000 + number)" }

  static func bytes(_ numbers: Range<Int>, _ status: FileStatus) -> [UInt8] {
    var records = CacheRecords()
    for number in numbers {
      records.append(name(number), status, Array("value \(number * 7)".utf8)[...])
    }
    return records.finish(version: 7)
  }

  /// A hundred of them are several parts.
  static func value(_ number: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(truncatingIfNeeded: number * 7), count: 4000 + number)
  }

  /// Writes a hundred files' records in parts.
  static func writeParts(to name: String, in directory: borrowing Directory) throws {
    let status = try directory.status()
    var number = 0
    try CacheFile.write(to: name, in: directory, version: 7) { records in
      guard number < 100 else { return false }
      records.append(Self.name(number), status, Self.value(number)[...])
      number += 1
      return true
    }
  }

  /// A cache of these bytes, if they can be used.
  static func cache(_ bytes: [UInt8], in directory: borrowing Directory) throws -> CacheFile? {
    try directory.replace("cache", holding: bytes)
    return CacheFile("cache", in: directory)
  }

  @Test func `gives back what was put in, in any order`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      try Self.writeParts(to: "cache", in: directory)
      let read = CacheFile("cache", in: directory)
      let cache = try #require(read)
      #expect(cache.count == 100)
      #expect(cache.version == 7)
      var reader = CacheReader(cache)
      for number in Array(0..<100) + (0..<100).map({ $0 * 39 % 100 }) {
        let value = reader.value(of: Self.name(number), status)
        #expect(value.map { Array($0.bytes[$0.range]) } == Self.value(number))
      }
      for name in ["", "file 1000/", "file 2", "file 3", "fil"] {
        #expect(reader.value(of: name, status) == nil)
      }
      let isMissing = CacheFile("nothing", in: directory) == nil
      #expect(isMissing)
    }
  }

  @Test func `does not know a file that has been touched`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      let cache = try #require(try Self.cache(Self.bytes(0..<3, status), in: directory))
      var reader = CacheReader(cache)
      let properties: [WritableKeyPath<FileStatus, Int64>] = [\.size, \.modified, \.changed]
      for property in properties {
        var other = status
        other[keyPath: property] += 1
        #expect(reader.value(of: Self.name(1), other) == nil)
      }
      var other = status
      other.inode += 1
      #expect(reader.value(of: Self.name(1), other) == nil)
      #expect(reader.value(of: Self.name(1), status) != nil)
    }
  }

  @Test(arguments: [0, 1])
  func `holds few records`(_ count: Int) throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      let cache = try #require(try Self.cache(Self.bytes(0..<count, status), in: directory))
      #expect(cache.count == count)
      var reader = CacheReader(cache)
      #expect((reader.value(of: Self.name(0), status) != nil) == (count == 1))
      var empty = CacheRecords()
      empty.append("", status, [])
      let other = try #require(try Self.cache(empty.finish(version: 1), in: directory))
      reader = CacheReader(other)
      #expect(reader.value(of: "", status)?.range.isEmpty == true)
    }
  }

  @Test func `does without a damaged file`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      let bytes = Self.bytes(0..<20, status)
      func isUseless(_ bytes: [UInt8]) throws -> Bool {
        guard let cache = try Self.cache(bytes, in: directory) else { return true }
        var reader = CacheReader(cache)
        return (0..<20).allSatisfy { reader.value(of: Self.name($0), status) == nil }
      }
      #expect(try !isUseless(bytes))
      for index in bytes.indices {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(index % 8)
        #expect(try isUseless(damaged), "bit of byte \(index)")
        #expect(try isUseless(Array(bytes[..<index])), "cut at \(index)")
      }
      #expect(try isUseless(bytes + [0]))
    }
  }

  /// What a wrong bit spoils is the part it is in.
  @Test func `does without a damaged part`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      try Self.writeParts(to: "whole", in: directory)
      var bytes: [UInt8] = []
      try directory.read("whole", into: &bytes)
      for part in 0..<6 {
        var damaged = bytes
        damaged[part << 16] ^= 0x10
        let cache = try #require(try Self.cache(damaged, in: directory))
        var reader = CacheReader(cache)
        var known = 0
        for number in 0..<100 {
          guard let value = reader.value(of: Self.name(number), status) else { continue }
          #expect(Array(value.bytes[value.range]) == Self.value(number))
          known += 1
        }
        #expect(80..<100 ~= known, "damage in part \(part)")
      }
    }
  }

  /// Someone who makes the sum right can still not make the program trap.
  @Test func `does without lengths that lead outside`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      let status = try directory.status()
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<2000 {
        var records = CacheRecords()
        for number in 0..<3 { records.append(Self.name(number), status, [1, 2, 3]) }
        records.damage(using: &generator)
        guard let cache = try Self.cache(records.finish(version: 7), in: directory) else {
          continue
        }
        var reader = CacheReader(cache)
        for number in 0..<4 {
          let value = reader.value(of: Self.name(number), status)
          #expect(value.map { $0.range.upperBound <= $0.bytes.count } ?? true)
        }
      }
    }
  }

  /// The same for an index whose numbers lead outside.
  @Test func `does without an index of other parts`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      for (count, isPossible) in [(UInt64(1), true), (101, false), (.max / 2, false)] {
        var index = ByteEncoder("digest-cache 3\n")
        for number in [7, count, 100, 0] { index.append(number) }
        index.append("file")
        let encoded = index.finish()
        var bytes = [UInt8](repeating: 1, count: 100) + encoded
        bytes.append(UInt64(encoded.count))
        #expect((try Self.cache(bytes, in: directory) != nil) == isPossible, "\(count)")
      }
      let numbers: [UInt64] = [0, 1, 50, 150, .max, 1 << 63, .max / 2]
      for end in numbers {
        for length in numbers {
          var index = ByteEncoder("digest-cache 3\n")
          for number in [7, 1, end, 0] { index.append(number) }
          index.append("file")
          let encoded = index.finish()
          var bytes = [UInt8](repeating: 1, count: 100) + encoded
          bytes.append(length == 1 ? UInt64(encoded.count) : length)
          #expect(try Self.cache(bytes, in: directory) == nil, "\(end) \(length)")
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
      let index = bytes.indices.randomElement(using: &generator) ?? 0
      bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
    }
  }
}
