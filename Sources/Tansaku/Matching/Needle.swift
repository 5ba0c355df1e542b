import TansakuText

/// A part of a query as it is found again in a text, to be shown.
enum Needle: Sendable, Equatable {
  /// The city with this id, whatever it is called there.
  case city(UInt32)
  /// The concept of this place in the list of aliases, whatever it is called there.
  case concept(Int)
  /// A run of characters, as `CompactText` has them, that cuts no alphabetic unit.
  case run([UInt32])
  /// The same, and it must be a whole word.
  case word([UInt32])
}

/// A folded text as phrases see it: separators between characters of different classes vanish, and
/// a stretch of them between characters of one class becomes one space.
struct CompactText {
  private static let separator: UInt32 = 0x20

  /// The characters.
  private(set) var scalars: [UInt32] = []
  /// Where each stands in the folded text.
  private(set) var places: [Int] = []

  /// A part of a text.
  init(_ text: AnalyzedText, _ range: Range<Int>) {
    var last: Int?
    for index in range where text.classes[index] != .separator {
      if let last, last + 1 < index, text.classes[last] == text.classes[index] {
        scalars.append(CompactText.separator)
        places.append(last + 1)
      }
      scalars.append(text.folded.scalars[index])
      places.append(index)
      last = index
    }
  }
}
