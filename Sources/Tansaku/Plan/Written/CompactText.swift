import TansakuText

/// A folded text as phrases see it: separators between characters of different classes vanish, and
/// a stretch of them between characters of one class becomes one space.
struct CompactText {
  static let separator: UInt32 = 0x20

  /// The characters.
  private(set) var scalars: [UInt32] = []
  /// Where each stands in the folded text.
  private(set) var places: [Int] = []

  /// A part of a text.
  init(_ text: borrowing AnalyzedText, _ range: Range<Int>) {
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
