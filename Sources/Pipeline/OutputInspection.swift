internal import Publishing
internal import Synchronization

/// Looks at the files of the last publication, a run of neighbours at a time, on whatever
/// thread has nothing better to do.
final class OutputInspection: Sendable {
  private let publication: Publication
  private let queue: RunQueue
  private let found = Mutex<[(start: Int, flags: [Bool])]>([])

  init(of publication: Publication, run: Int) {
    self.publication = publication
    queue = RunQueue(count: publication.knownCount, run: run)
  }

  /// Looks at files until there is none left, or as long as there is time.
  func work(while hasTime: () -> Bool = { true }) {
    var own: [(start: Int, flags: [Bool])] = []
    while hasTime(), let range = queue.next() {
      own.append((range.lowerBound, range.map(publication.isUntouched)))
    }
    found.withLock { $0 += own }
  }

  /// What was found, once all work is done.
  var untouched: UntouchedFiles {
    let runs = found.withLock { $0 }.sorted { $0.start < $1.start }
    return UntouchedFiles(flags: runs.flatMap(\.flags))
  }
}
