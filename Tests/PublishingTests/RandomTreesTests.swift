import Addresses
import FoundationEssentials
import TestSupport
import Testing

@testable import FileSystem
@testable import Publishing

/// Sites of random shapes, published one after another next to files of someone else.
@Suite struct RandomTreesTests {
  @Test(arguments: 1...10)
  func `gives a clean build and touches nothing else`(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      try withSite { site in
        try site.publish(randomFiles(&generator))
        for _ in 0..<5 {
          let foreign = try addForeignFiles(to: site, &generator)
          try publishOnce(site, foreign, &generator)
        }
      }
    }
  }

  /// Publishes something, or finds that something is in the way and changes nothing.
  private func publishOnce(
    _ site: Site, _ foreign: [String: FileStatus], _ generator: inout SeededGenerator
  ) throws {
    let files = randomFiles(&generator)
    let before = try site.identities()
    do {
      try site.publish(files)
      let manifest = Manifest(
        bytes: Array(try #require(try contents(of: site.output)[Manifest.fileName]).utf8))
      let ours = try #require(manifest).entries.filter { !$0.isRetired }.map(\.path.text)
      #expect(Set(ours) == Set(files.keys))
      let published = try site.published()
      for (path, text) in files { #expect(published[path] == text, "\(path)") }
      let retired = try #require(manifest).entries.filter(\.isRetired).map(\.path.text)
      let known = Set(ours).union(retired).union(foreign.keys)
      #expect(Set(published.keys).isSubset(of: known))
    } catch PublishingError.inTheWay(let paths) {
      #expect(!paths.isEmpty && paths.allSatisfy { foreign[$0] != nil }, "\(paths)")
      #expect(try site.identities() == before)
    }
    let directory = try Directory(opening: site.output)
    for (path, status) in foreign { #expect(try directory.status(of: path) == status, "\(path)") }
  }

  /// Up to fifteen files; a name may be a file in one site and a folder in the next.
  private func randomFiles(_ generator: inout SeededGenerator) -> [String: String] {
    var files: [String: String] = [:]
    for _ in 0..<Int.random(in: 0...15, using: &generator) {
      let path = randomPath(&generator)
      let isFree = files.keys.allSatisfy {
        !$0.hasPrefix(path + "/") && !path.hasPrefix($0 + "/")
      }
      if isFree { files[path] = "\(Int.random(in: 0...2, using: &generator))" }
    }
    return files
  }

  private func randomPath(_ generator: inout SeededGenerator) -> String {
    let names = ["a", "b", "c-d", "assets", "index.html"]
    let depth = Int.random(in: 1...3, using: &generator)
    return (0..<depth).compactMap { _ in names.randomElement(using: &generator) }
      .joined(separator: "/")
  }

  /// Puts some files where there is nothing yet.
  private func addForeignFiles(
    to site: Site, _ generator: inout SeededGenerator
  ) throws -> [String: FileStatus] {
    let manifest = Manifest(
      bytes: Array(try contents(of: site.output)[Manifest.fileName, default: ""].utf8))
    for number in 0..<Int.random(in: 0...2, using: &generator) {
      let name = [".hidden", "CNAME", "index.html"].randomElement(using: &generator) ?? ""
      let path = "\(randomPath(&generator))/\(name)\(number)"
      try? write([path: "foreign \(number)"], to: site.output)
    }
    let directory = try Directory(opening: site.output)
    var foreign: [String: FileStatus] = [:]
    let ours = Set(manifest?.entries.map(\.path.text) ?? [])
    for path in try site.published().keys where !ours.contains(path) {
      foreign[path] = try directory.status(of: path)
    }
    return foreign
  }
}
