internal import FileSystem
internal import Site

/// The texts of a build, in a scratch file: they do not all live in memory at once.
struct DetailStore: Sendable {
  /// Where a text lies.
  struct Place: Sendable {
    var file: Int
    var range: Range<Int>
  }

  /// By the number of the article; `nil` for one that was not read in this build.
  private let places: [Place?]
  private let files: [ScratchFile?]

  init(places: [Place?], writers: [DetailWriter.Remains]) {
    self.places = places
    var files = [ScratchFile?](repeating: nil, count: writers.count)
    for writer in writers { files[writer.number] = writer.file }
    self.files = files
  }

  /// The text of an article, or `nil` if this build has not read it.
  func detail(
    _ number: Int, _ part: DetailValues.Part
  ) throws(SystemError) -> DetailValues? {
    guard let place = places[number], let file = files[place.file] else { return nil }
    return DetailValues(record: try file.read(place.range), part)
  }
}

/// One worker's scratch file.
struct DetailWriter: Sendable {
  /// What a worker leaves for the store.
  struct Remains: Sendable {
    var number: Int
    var file: ScratchFile?
    var failure: SystemError?
  }

  private let number: Int
  private let directory: SiteFolder
  private var file: ScratchFile?
  private var failure: SystemError?
  /// What is not in the file yet, and where it goes.
  private var pending: [UInt8] = []
  private var offset = 0

  private static let portion = 1 << 20

  /// - Parameter number: Workers are numbered from 0.
  init(number: Int, in directory: SiteFolder) {
    self.number = number
    self.directory = directory
  }

  mutating func append(_ detail: ArticleDetail) -> DetailStore.Place {
    let start = offset + pending.count
    detail.appendRecord(to: &pending)
    let place = DetailStore.Place(file: number, range: start..<offset + pending.count)
    if pending.count >= Self.portion { flush() }
    return place
  }

  consuming func finish() -> Remains {
    flush()
    return Remains(number: number, file: file, failure: failure)
  }

  private mutating func flush() {
    guard failure == nil, !pending.isEmpty else { return }
    do throws(SystemError) {
      if file == nil { file = try ScratchFile(in: directory.state) }
      try file?.write(pending, at: offset)
    } catch {
      failure = error
    }
    offset += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}
