import TansakuText

/// A field of a document while it is inverted, and what is known of the document so far.
struct FieldPlace {
  let document: UInt32
  /// As how many occurrences one in the field counts.
  var weight: Int
  /// Where its next position is.
  var position: UInt32 = 0
  /// How many characters the document has so far, without separators.
  var characters = 0
  /// What it is written in.
  var census = WritingSystem.Census()

  init(document: UInt32, weight: Int) {
    self.document = document
    self.weight = weight
  }

  /// The length of the document so far, by which the formula of ranking evens out long and short
  /// ones: in full widths, of which a character of Han, kana or Hangul takes one and any other one
  /// half, rounded up; of the separators only those do that stand among the kana, as the middle dot
  /// does.
  ///
  /// A syllable or a word in one character says as much as several letters: counted one by one, each
  /// English text would be a long one among Chinese texts that say the same. (As wide on the screen:
  /// Unicode Standard Annex 11.)
  var length: Int { (characters + census.wideCount + 1) / 2 }

  /// Ends the field, which parts what stands on its two sides.
  mutating func end(of text: String) {
    if !text.isEmpty { position &+= 1 }
  }
}
