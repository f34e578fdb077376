internal import Diagnostics

/// What `digest explain` prints.
extension TagReport {
  /// How many quotes a person is shown for a topic.
  private static let quotes = 3

  /// All that is known of each topic that the text has a word of.
  package var explanation: String {
    guard !results.isEmpty else {
      return "\(text.source.path.printable): no word of it speaks for any topic\n"
    }
    return results.map(explain).joined(separator: "\n")
  }

  /// The same as JSON.
  package var explanationJSON: JSON {
    .object([
      ("file", .string(text.source.path)), ("lang", .string(text.language.rawValue)),
      ("topics", .array(results.map(json))),
    ])
  }

  private func explain(_ result: TopicResult) -> String {
    var lines = ["\(result.topic): \(verdict(result))"]
    for evidence in result.evidence.prefix(Self.quotes) {
      let again = evidence.repeats.isEmpty ? "" : ", \(evidence.repeats.count + 1) times"
      lines.append(
        "  + \(quoted(evidence.range, evidence.zone))\(again)\n"
          + "      \(evidence.rule) (\(evidence.tier.rawValue))")
    }
    if result.evidence.count > Self.quotes {
      lines.append("  + and \(result.evidence.count - Self.quotes) more")
    }
    for exclusion in result.exclusions.prefix(Self.quotes) {
      lines.append(
        "  - \(quoted(exclusion.range, exclusion.zone))\n      excluded by: \(exclusion.phrase)")
    }
    for damping in result.damping {
      let factor = Decimal.shortest(damping.factor)
      lines.append(
        "  × \(factor) for the context \(damping.set)\n      \(quoted(damping.range, nil))")
    }
    for miss in result.nearMisses {
      lines.append("  ? \(quoted(miss.range, miss.zone))\n      \(miss.rule): \(miss.lack)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func verdict(_ result: TopicResult) -> String {
    let band = result.band.name(in: .en)
    let score = Decimal.text(result.score, digits: 2)
    switch result.origin {
    case .auto:
      let state = result.isAssigned ? "assigned" : result.band == .possible ? "suggested" : "no"
      return "\(state) (\(band), \(score))"
    case .pinned:
      return result.isFound
        ? "pinned (the words say so too: \(band), \(score))"
        : "pinned (the words alone would not do: \(score))"
    case .vetoed:
      return result.isFound
        ? "vetoed (the words would assign it: \(band), \(score))"
        : "vetoed (the words would not assign it either: \(score))"
    }
  }

  private func quoted(_ range: Range<Int>, _ zone: Zone?) -> String {
    let position = text.source.position(of: range.lowerBound)
    let place = zone.map { "\($0.rawValue) " } ?? ""
    return "“\(quote(range).printable)”  \(place)\(position.line):\(position.column)"
  }

  private func json(_ result: TopicResult) -> JSON {
    .object(
      fields(of: result) + [
        (
          "exclusions",
          .array(
            result.exclusions.map {
              .object(place($0.range, $0.zone) + [("phrase", .string($0.phrase))])
            })
        ),
        (
          "damping",
          .array(
            result.damping.map {
              .object([
                ("set", .string($0.set)), ("factor", .number($0.factor)),
                ("quote", .string(quote($0.range))),
              ])
            })
        ),
        (
          "near_misses",
          .array(
            result.nearMisses.map {
              .object(
                place($0.range, $0.zone) + [
                  ("rule", .string($0.rule)), ("lack", .string($0.lack)),
                ])
            })
        ),
      ])
  }
}
