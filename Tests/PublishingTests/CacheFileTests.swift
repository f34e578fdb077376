import FileSystem
import TestSupport
import Testing

@testable import Publishing

@Suite struct CacheFileTests {
  static func records(_ numbers: Range<Int>) -> CacheRecords {
    var records = CacheRecords()
    for number in numbers {
      records.append(key: Array("key \(number)".utf8), value: Array("value \(number * 7)".utf8))
    }
    return records
  }

  @Test func `gives back what was put in`() throws {
    try withTemporaryFolder { folder in
      let directory = try Directory(opening: folder)
      try CacheFile.write(
        [Self.records(0..<500), CacheRecords(), Self.records(500..<1000)], to: "cache",
        in: directory, version: 7)
      let read = CacheFile("cache", in: directory)
      let cache = try #require(read)
      #expect(cache.count == 1000)
      for number in 0..<1000 {
        let value = try #require(cache.value(of: Array("key \(number)".utf8)))
        #expect(String(decoding: value, as: UTF8.self) == "value \(number * 7)")
      }
      #expect(cache.value(of: Array("key 1000".utf8)) == nil)
      #expect(cache.value(of: []) == nil)
      #expect(cache.version == 7)
      let isMissing = CacheFile("nothing", in: directory) == nil
      #expect(isMissing)
    }
  }

  @Test(arguments: [0, 1])
  func `holds few records`(_ count: Int) throws {
    let bytes = CacheFile.encode([Self.records(0..<count)], version: 1)
    let cache = try #require(CacheFile(bytes: bytes))
    #expect(cache.count == count)
    #expect((cache.value(of: Array("key 0".utf8)) != nil) == (count == 1))
    var empty = CacheRecords()
    empty.append(key: [], value: [])
    let other = try #require(CacheFile(bytes: CacheFile.encode([empty], version: 1)))
    #expect(other.value(of: []) == [])
  }

  @Test func `does without a damaged file`() {
    let bytes = CacheFile.encode([Self.records(0..<20)], version: 1)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(CacheFile(bytes: damaged) == nil, "bit of byte \(index)")
      #expect(CacheFile(bytes: Array(bytes[..<index])) == nil, "cut at \(index)")
    }
    #expect(CacheFile(bytes: bytes + [0]) == nil)
  }

  /// Someone who makes the sum right can still not make the program trap.
  @Test func `does without lengths that lead outside`() {
    var generator = SeededGenerator(seed: 1)
    let count = CacheFile.encode([], version: 1).count
    for _ in 0..<2000 {
      var records = Self.records(0..<3)
      records.damage(using: &generator)
      let bytes = CacheFile.encode([records], version: 1)
      if let cache = CacheFile(bytes: bytes) {
        _ = cache.value(of: Array("key 1".utf8))
        #expect(bytes.count >= count)
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
