import TansakuStorage

/// A word of the index that is spelled nearly like one that was typed.
struct NearWord: Equatable {
  /// Its folded characters.
  let scalars: [UInt32]
  /// How far it is, as `SpellingCost` has it.
  let cost: Int
  /// In how many documents it stands, deleted ones included.
  var documentCount: Int
  /// Whether it is a term of the index, not only a word of the name of a city that is.
  var isTerm = true

  /// Whether it is to be suggested before another: the nearest first, of those the most frequent, of
  /// those the one whose length is nearest to that of what was typed.
  func precedes(_ other: NearWord, typedLength length: Int) -> Bool {
    if cost != other.cost { return cost < other.cost }
    if documentCount != other.documentCount { return documentCount > other.documentCount }
    let (own, others) = (abs(scalars.count - length), abs(other.scalars.count - length))
    return own != others ? own < others : scalars.lexicographicallyPrecedes(other.scalars)
  }
}

extension Suggester {
  /// So many near words are kept of each.
  private static let mostNearWords = 8

  /// The words of the index and of the names of cities in it that are nearest to a word, best first;
  /// the word itself is none of them.
  ///
  /// Of Hangul, which a text writes together with particles, two syllables that stand side by side
  /// count as a word too.
  ///
  /// - Throws: `StorageError` where a dictionary is damaged.
  func nearWords(to word: TypedWord) throws -> [NearWord] {
    let units = word.script.units(of: word.scalars)
    let edits = word.script.edits(unitCount: units.count)
    guard edits > 0 else { return [] }
    // Two kana are too few for another letter, not for another mark.
    let mostCost =
      word.script == .kana && units.count < 3 ? SpellingCost.edit / 2 : SpellingCost.edit * edits
    var counts: [[UInt32]: Int] = [:]
    let isPair = word.script == .hangul && word.scalars.count == 2
    for layer in isPair ? [Layer.word, .gram] : [.word] {
      var found: [[UInt32]: Int] = [:]
      for segment in snapshot.segments {
        try forEachTerm(within: edits, of: units, in: word.script, layer, segment.terms) {
          let text = String(decoding: $0.dropFirst(), as: UTF8.self)
          let scalars = text.unicodeScalars.map(\.value)
          if layer == .word || scalars.count == 2 {
            found[scalars, default: 0] += Int($1.documentFrequency)
          }
        }
      }
      // A pair stands wherever the word does.
      counts.merge(found, uniquingKeysWith: max)
    }
    let terms = Set(counts.keys)
    try tables.cityWords(of: snapshot.segments).forEachWord(
      within: edits, of: units, in: word.script
    ) {
      counts[$0] = max($1, counts[$0] ?? 0)
    }
    var near: [NearWord] = []
    for (scalars, count) in counts
    where scalars != word.scalars && SpellingScript.of(scalars) == word.script {
      let cost = SpellingCost.between(word.scalars, scalars, in: word.script)
      if cost <= mostCost {
        near.append(
          NearWord(
            scalars: scalars, cost: cost, documentCount: count, isTerm: terms.contains(scalars)))
      }
    }
    near.sort { $0.precedes($1, typedLength: word.scalars.count) }
    return Array(near.prefix(Suggester.mostNearWords))
  }

  private func forEachTerm(
    within edits: Int, of units: [UInt32], in script: SpellingScript, _ layer: Layer,
    _ terms: TermsReader, _ body: (UnsafeRawBufferPointer, TermInfo) -> Void
  ) throws {
    func visit(_ key: UnsafeRawBufferPointer, _ info: TermInfo, _ distance: Int) -> Bool {
      body(key, info)
      return true
    }
    switch script {
    case .letters:
      try FuzzyWalk.forEachTerm(
        within: edits, of: units, as: PlainAlphabet.self, layer: layer, in: terms, visit)
    case .kana:
      try FuzzyWalk.forEachTerm(
        within: edits, of: units, as: KanaAlphabet.self, layer: layer, in: terms, visit)
    case .hangul:
      try FuzzyWalk.forEachTerm(
        within: edits, of: units, as: JamoAlphabet.self, layer: layer, in: terms, visit)
    }
  }
}
