internal import Templating

/// The values of a card, for pages that say the same of an article in another form.
struct CardFields {
  /// In the order of `Shapes.card`.
  let values: [Value]

  init(_ card: Map) { values = card.values }

  var title: Value { values[0] }
  var url: Value { values[1] }
  var absoluteURL: Value { values[2] }
  var date: Value { values[3] }
  var updated: Value { values[4] }
  var day: Value { values[5] }
  var summary: Value { values[6] }
  var language: Value { values[7] }
  var authors: Value { values[8] }
  var image: Value { values[10] }
}
