/// The Latin letters that people write with marks, strokes and ligatures, by the ASCII
/// letters that stand for them where there are no others.
///
/// Lower case only: a capital folds as its small letter does. Every letter of the blocks
/// Latin-1, Extended-A, Extended-B and Extended Additional with a canonical decomposition
/// to an ASCII letter is here; the rest (đ, ø, ł, ß, æ …) follow common transliteration.
enum LatinLetters {
  static let rows: [(ascii: String, letters: String)] = [
    ("1", "¹"),
    ("2", "²"),
    ("3", "³"),
    ("a", "ªàáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("b", "ƀƃɓḃḅḇ"),
    ("c", "çćĉċčƈȼḉ"),
    ("d", "ðďđƌȡɖɗḋḍḏḑḓ"),
    ("dz", "ǆǳ"),
    ("e", "èéêëēĕėęěǝȅȇȩɇəɛḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ƒḟ"),
    ("g", "ĝğġģǥǧǵɠɣḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋɨɩḭḯỉị"),
    ("ij", "ĳ"),
    ("j", "ĵǰȷɉ"),
    ("k", "ķĸƙǩḱḳḵ"),
    ("l", "ĺļľŀłƚȴḷḹḻḽ"),
    ("lj", "ǉ"),
    ("ll", "ỻ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŉƞǹȵɲṅṇṉṋ"),
    ("ng", "ŋ"),
    ("nj", "ǌ"),
    ("o", "ºòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔɵṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("oi", "ƣ"),
    ("ou", "ȣ"),
    ("p", "ƥṕṗ"),
    ("q", "ɋ"),
    ("r", "ŕŗřȑȓɍṙṛṝṟ"),
    ("s", "śŝşšſșȿṡṣṥṧṩẛẜẝ"),
    ("ss", "ß"),
    ("t", "ţťŧƫƭțȶʈṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự"),
    ("v", "ʋṽṿỽ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷƴȝȳɏẏẙỳỵỷỹỿ"),
    ("z", "źżžƶǯȥɀʒẑẓẕ"),
  ]
}
