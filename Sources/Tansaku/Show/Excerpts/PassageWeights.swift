import TansakuText

extension Snapshot {
  /// How rare each part of a query is in the index, in hundredths: about what it counts for the score.
  ///
  /// They are what passages are compared by. A fragment weighs next to nothing.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  /// - Complexity: a look into the dictionary for each way in which a part is found: little beside the
  ///   reading of one stored text.
  func passageWeights(of finder: OccurrenceFinder) throws -> [Int] {
    let damage = DamageReport()
    let terms = segments.map { SegmentTerms($0, cache: unions, damage: damage) }
    let weights = try finder.parts.indices.map { part in
      if finder.parts[part].isFragment { return 1 }
      let counts = try finder.needles(ofPart: part).compactMap {
        try documentFrequency(of: $0, terms)
      }
      // Of what no dictionary counts, as of dates, one document in a hundred is taken to have it.
      let count = counts.max() ?? documentCount / 100
      return 10 + Int(100 * max(0, bm25.rarity(documentFrequency: min(count, documentCount))))
    }
    try damage.check()
    return weights
  }

  /// About how many documents have what a needle finds; nil where the dictionary does not tell.
  private func documentFrequency(of needle: Needle, _ terms: [SegmentTerms]) throws -> Int? {
    func count(_ key: TermKey) throws -> Int {
      try terms.reduce(0) { try $0 + Int($1.info(key)?.documentFrequency ?? 0) }
    }
    switch needle {
    case .city(let city): return try count(TermKey(.city, String(city)))
    case .run(let scalars), .word(let scalars):
      // A few words are enough to tell a phrase from others.
      return try scalars.prefix(64).split(separator: 0x20).map { word in
        let pairs = zip(word, word.dropFirst())
        let run = try pairs.map { try count(TermKey(.gram, scalars: [$0, $1])) }.min() ?? 0
        return max(try count(TermKey(.word, scalars: word)), run)
      }.min()
    default: return nil
    }
  }
}
