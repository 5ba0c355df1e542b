internal import CTansakuICU

/// How many columns of a terminal a text takes.
///
/// By the property East_Asian_Width (Unicode Standard Annex 11), with characters of ambiguous width
/// narrow, marks and characters of format without a column, and emoji of whatever length two columns
/// wide.
package enum DisplayWidth {
  /// The columns of a text in one line.
  ///
  /// A control character counts as one, for whoever shows it shows a sign in its place. Takes time in
  /// proportion to the text.
  package static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    var sum = 0
    for scalar in text.unicodeScalars {
      // What is joined to an emoji is one with it: only the clusters can tell.
      if joinsEmoji(scalar) { return text.reduce(0) { $0 + columns(of: $1) } }
      sum += columns(of: scalar)
    }
    return sum
  }

  /// The columns of a character by itself: 2 where it is wide, 0 where it sits on the one before.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    // Below the combining marks everything takes one.
    scalar.value < 0x300 ? 1 : Int(tansaku_columns(scalar.value))
  }

  /// The columns of a grapheme cluster.
  package static func columns(of cluster: Character) -> Int {
    let scalars = cluster.unicodeScalars
    if let first = scalars.first, first.properties.isEmoji,
      scalars.dropFirst().contains(where: joinsEmoji)
    {
      return scalars.contains(emojiPresentation)
        ? 2 : scalars.reduce(0) { max($0, columns(of: $1)) }
    }
    return scalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static let emojiPresentation: Unicode.Scalar = "\u{FE0F}"

  /// Whether a character makes one emoji of what stands around it: the joiner, the selector of the
  /// emoji form, the five skin tones.
  private static func joinsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }
}
