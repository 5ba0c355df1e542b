import Synchronization
import TansakuText

/// What the parts of a query weigh where passages are compared, worked out when the first passage is
/// chosen and shared by the hits of one search.
final class PassageWeights: Sendable {
  private let known = Mutex<[Int]?>(nil)

  /// The weights of the parts of a finder, which is the same on every call.
  func weights(of finder: OccurrenceFinder, in snapshot: Snapshot) throws -> [Int] {
    if let weights = known.withLock({ $0 }) { return weights }
    let weights = try PassageWeights.weights(of: finder, in: snapshot)
    known.withLock { $0 = weights }
    return weights
  }
}

extension PassageWeights {
  /// How rare each part of a query is in the index, in hundredths: about what it counts for the score.
  ///
  /// A fragment weighs next to nothing. Takes a look into the dictionary for each way in which a part
  /// is found.
  private static func weights(
    of finder: OccurrenceFinder, in snapshot: Snapshot
  ) throws -> [Int] {
    let documentCount = snapshot.documentCount
    let damage = DamageReport()
    let terms = snapshot.segments.map {
      SegmentTerms($0, cache: snapshot.unions, damage: damage)
    }
    let weights = try finder.parts.indices.map { part in
      if finder.parts[part].isFragment { return 1 }
      let counts = try finder.needles(ofPart: part).compactMap {
        try documentFrequency(of: $0, terms)
      }
      // Of what no dictionary counts, as of dates, one document in a hundred is taken to have it.
      let count = counts.max() ?? documentCount / 100
      return 10
        + Int(100 * max(0, snapshot.bm25.rarity(documentFrequency: min(count, documentCount))))
    }
    try damage.check()
    return weights
  }

  /// About how many documents have what a needle finds; nil where the dictionary does not tell.
  private static func documentFrequency(
    of needle: Needle, _ terms: [SegmentTerms]
  ) throws -> Int? {
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
