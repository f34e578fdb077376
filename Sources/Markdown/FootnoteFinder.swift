/// Finds the definitions of footnotes: `[^label]: text` at the top level of a body.
struct FootnoteFinder {
  struct Definition {
    /// Its lines, from 1: all that are indented by four columns, and those that go on with
    /// its paragraph.
    var lines: ClosedRange<Int>
    var label: Range<Int>
    /// `[^label]:`.
    var mark: Range<Int>
    /// What follows the mark.
    var content: Int { mark.upperBound }
    /// Lines that go on with a paragraph without being indented.
    var lazyLines: Set<Int> = []
  }

  let bytes: [UInt8]
  let lineStarts: [Int]
  let structure: BlockStructure

  func definitions() -> [Definition] {
    var definitions: [Definition] = []
    var opaque = structure.opaque[...]
    var containers = structure.containers[...]
    var leaves = structure.leaves[...]
    var number = 1
    while number < lineStarts.count {
      opaque = opaque.drop { $0.upperBound < number }
      containers = containers.drop { $0.upperBound < number }
      leaves = leaves.drop { $0.lines.upperBound < number }
      let isOpaque = opaque.first?.contains(number) ?? false
      let isContained = containers.first?.contains(number) ?? false
      guard !isOpaque, var found = definition(onLine: number, isContained: isContained) else {
        number += 1
        continue
      }
      let paragraph = leaves.first.flatMap { $0.lines.contains(number) ? $0 : nil }
      extend(&found, paragraph: paragraph)
      definitions.append(found)
      number = found.lines.upperBound + 1
    }
    return definitions
  }

  /// - Parameter isContained: Whether a list or a quotation reaches over the line; only a
  ///   mark without any indentation is outside of it.
  private func definition(onLine number: Int, isContained: Bool) -> Definition? {
    let line = lineStarts[number - 1]..<lineStarts[number]
    let reader = ContentReader(text: bytes, end: line.upperBound, quotes: 0)
    let start = reader.skipSpaces(from: line.lowerBound)
    let indent = BlockStructure.column(of: start, line: line.lowerBound, of: bytes)
    guard indent < (isContained ? 1 : 4), let label = reader.footnoteLabel(at: start),
      reader.byte(label.upperBound + 1) == UInt8(ascii: ":")
    else { return nil }
    return Definition(
      lines: number...number, label: label, mark: start..<label.upperBound + 2)
  }

  private func extend(_ definition: inout Definition, paragraph: BlockStructure.Leaf?) {
    let first = definition.lines.lowerBound
    var last = first
    var number = first + 1
    var isAfterBlank = false
    while number < lineStarts.count {
      let line = lineStarts[number - 1]..<lineStarts[number]
      let content = bytes[line].firstIndex { !$0.isCommonMarkSpace }
      if let content {
        let indent = BlockStructure.column(of: content, line: line.lowerBound, of: bytes)
        if indent < 4 {
          guard !isAfterBlank, let paragraph, paragraph.lines.contains(number),
            self.definition(onLine: number, isContained: false) == nil
          else { break }
          definition.lazyLines.insert(number)
        }
        last = number
      }
      isAfterBlank = content == nil
      number += 1
    }
    definition.lines = first...last
  }
}
