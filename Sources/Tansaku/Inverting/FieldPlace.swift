import TansakuText

/// A field of a document while it is inverted, and what is known of the document so far.
struct FieldPlace {
  let document: UInt32
  /// As how many occurrences one in the field counts.
  var weight: Int
  /// Where its next position is.
  var position: UInt32 = 0
  /// How many characters the document has so far.
  var length = 0
  /// What it is written in.
  var census = WritingSystem.Census()

  init(document: UInt32, weight: Int) {
    self.document = document
    self.weight = weight
  }

  /// Ends the field, which parts what stands on its two sides.
  mutating func end(of text: String) {
    if !text.isEmpty { position &+= 1 }
  }
}
