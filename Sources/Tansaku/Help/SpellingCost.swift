import TansakuText

/// How far one spelling is from another, in tenths of an edit.
///
/// An edit of a letter costs ten, and so do two neighbours that change places. Kana that only look
/// or sound nearly alike cost less: a sign in the other script 1, a small one for a large one 2, a
/// mark of voice 3, a long mark too many, too few or for a vowel 4.
enum SpellingCost {
  /// What one edit of a letter costs.
  static let edit = 10

  /// The cost of making one word of another.
  ///
  /// - Parameters:
  ///   - one: a folded word.
  ///   - other: another.
  ///   - script: the script of both.
  /// - Returns: tenths of an edit.
  /// - Complexity: The product of the lengths.
  static func between(_ one: [UInt32], _ other: [UInt32], in script: SpellingScript) -> Int {
    switch script {
    case .letters: return distance(one, other, insertion: { _ in edit }, replacement: plain)
    case .hangul:
      return distance(
        script.units(of: one), script.units(of: other), insertion: { _ in edit },
        replacement: plain)
    case .kana:
      return distance(
        one, other, insertion: { $0 == KanaSounds.longMark ? 4 : edit }, replacement: kana)
    }
  }

  private static func plain(_ one: UInt32, _ other: UInt32) -> Int { one == other ? 0 : edit }

  private static func kana(_ one: UInt32, _ other: UInt32) -> Int {
    if one == other { return 0 }
    if one == KanaSounds.longMark || other == KanaSounds.longMark {
      let letter = KanaAlphabet.hiragana(one == KanaSounds.longMark ? other : one)
      return (0x3041...0x304A).contains(letter) ? 4 : edit
    }
    let (left, right) = (KanaAlphabet.hiragana(one), KanaAlphabet.hiragana(other))
    let script = one - left == other - right ? 0 : 1
    if left == right { return script }
    let (leftLarge, rightLarge) = (KanaAlphabet.large(left), KanaAlphabet.large(right))
    let size = (left == leftLarge) == (right == rightLarge) ? 0 : 2
    if leftLarge == rightLarge { return script + size }
    let isSame = KanaAlphabet.unvoiced(leftLarge) == KanaAlphabet.unvoiced(rightLarge)
    return isSame ? script + size + 3 : edit
  }

  /// The optimal string alignment distance, with costs; three rows of its table at a time.
  private static func distance(
    _ one: [UInt32], _ other: [UInt32], insertion: (UInt32) -> Int,
    replacement: (UInt32, UInt32) -> Int
  ) -> Int {
    var beforeLast: [Int] = []
    var last = [0]
    for scalar in other { last.append(last[last.count - 1] + insertion(scalar)) }
    for row in one.indices {
      var current = [last[0] + insertion(one[row])]
      for column in other.indices {
        var best = min(
          last[column] + replacement(one[row], other[column]),
          last[column + 1] + insertion(one[row]), current[column] + insertion(other[column]))
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column],
          one[row] != other[column]
        {
          best = min(best, beforeLast[column - 1] + edit)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[other.count]
  }
}
