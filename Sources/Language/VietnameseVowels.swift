/// The twelve vowel letters of Vietnamese, each with its six tones in the order of
/// dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
enum VietnameseVowels {
  static let rows = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
    "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
  ]
}
