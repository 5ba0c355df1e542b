/// Finds the parts of words, by which forms of one word are ranked alike without a dictionary of
/// their language: `declaration` and `declarations` share nearly all.
///
/// Of alphabetic units each four letters that follow one another, so that `plan` is a part of
/// `planned` and its own, and how longer ones begin; of scripts that write syllables without spaces
/// (Thai, Lao, Burmese, Khmer) each three characters. (McNamee and Mayfield, "Character n-gram
/// tokenization for European language text retrieval", Information Retrieval 7, 2004.) They add to
/// scores; by its beginning a word of several is found too.
package enum WordParts {
  /// Letters in a part of an alphabetic unit.
  package static let letters = 4
  /// Characters in a part of a run of syllables.
  package static let syllables = 3
  /// Letters that longer units begin with.
  package static let beginning = 5
  /// The fewest that Arabic ones begin with behind their prefixes.
  private static let shortestBeginning = 3

  /// Appends the parts of a text, and how its longer words begin, each in order; takes time in
  /// proportion to the text.
  ///
  /// - Returns: How many are less than their unit, or longer than a group: a text of short words has
  ///   parts without having forms.
  static func find(
    _ classes: UnsafeBufferPointer<CharacterClass>, _ scalars: UnsafeBufferPointer<UInt32>,
    into parts: inout [Range<Int32>], beginnings: inout [Range<Int32>]
  ) -> Int {
    var shortCount = 0
    var at = 0
    while at < classes.count {
      let kind = classes[at]
      if kind == .letter {
        var end = at + 1
        while end < classes.count, classes[end] == .letter { end += 1 }
        if end - at == letters { shortCount += 1 }
        if end - at >= letters { append(at..<end, length: letters, to: &parts) }
        if let beginning = beginning(of: at..<end, scalars) { append(beginning, to: &beginnings) }
        at = end
      } else if kind == .run, WritingSystem.isSyllabic(scalars[at]) {
        var end = at + 1
        while end < classes.count, classes[end] == .run, WritingSystem.isSyllabic(scalars[end]) {
          end += 1
        }
        if end - at >= syllables { append(at..<end, length: syllables, to: &parts) }
        at = end
      } else {
        at += 1
      }
    }
    return parts.count + beginnings.count - shortCount
  }

  /// How an alphabetic unit begins; nil where it is too short.
  private static func beginning(
    of unit: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>
  ) -> Range<Int>? {
    guard WritingSystem.of(scalars[unit.lowerBound]) == .arabic else {
      return unit.count >= beginning ? unit.lowerBound..<unit.lowerBound + beginning : nil
    }
    let start = unit.lowerBound + ArabicPrefix.length(of: scalars[unit])
    let end = min(start + beginning, unit.upperBound)
    return end - start >= shortestBeginning ? start..<end : nil
  }

  private static func append(_ run: Range<Int>, length: Int, to parts: inout [Range<Int32>]) {
    for start in run.lowerBound...(run.upperBound - length) {
      append(start..<start + length, to: &parts)
    }
  }

  private static func append(_ part: Range<Int>, to parts: inout [Range<Int32>]) {
    parts.append(
      Int32(truncatingIfNeeded: part.lowerBound)..<Int32(truncatingIfNeeded: part.upperBound))
  }
}
