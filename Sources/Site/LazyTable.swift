internal import Addresses
internal import Synchronization

/// A table that is made when it is first asked: few sites at few builds need to know the
/// articles by their files.
final class LazyTable: Sendable {
  private let table = Mutex<TextTable?>(nil)
  private let make: @Sendable () -> TextTable

  init(_ make: @escaping @Sendable () -> TextTable) { self.make = make }

  /// The first place of a text.
  func place(of text: String) -> Int? { made.place(of: text) }

  private var made: TextTable {
    table.withLock { table in
      if let table { return table }
      let new = make()
      table = new
      return new
    }
  }
}
