/// Finds what Arabic writes before a word without a space: "and", the article, and the two with a
/// preposition between them, as `وال` in `والمدينة`, "and the city".
///
/// The first of the steps of a light stemmer (Larkey, Ballesteros and Connell, "Improving stemming
/// for Arabic information retrieval", SIGIR 2002).
enum ArabicPrefix {
  private static let waw: UInt32 = 0x648
  private static let alef: UInt32 = 0x627
  private static let lam: UInt32 = 0x644
  /// Prepositions that stand before the article: with, like, so.
  private static let prepositions: [UInt32] = [0x628, 0x643, 0x641]
  /// A shorter word most often begins so itself.
  private static let fewestLetters = 3

  /// How many letters stand before the word in a unit of Arabic letters.
  static func length(of unit: UnsafeBufferPointer<UInt32>.SubSequence) -> Int {
    var rest = unit
    func holds(_ letters: UInt32...) -> Bool {
      rest.count >= letters.count + fewestLetters && rest.starts(with: letters)
    }
    if holds(waw) { rest = rest.dropFirst() }
    if holds(alef, lam) || holds(lam, lam) {
      rest = rest.dropFirst(2)
    } else if prepositions.contains(where: { holds($0, alef, lam) }) {
      rest = rest.dropFirst(3)
    }
    return unit.count - rest.count
  }
}
