import TansakuText

/// How rare terms are among the documents of their writing system.
///
/// In an index of several languages the commonest word of the rarest of them would seem rare, and so
/// outweigh what a question is about. A term whose writing few documents are in is compared with
/// those alone.
struct Populations {
  /// A writing system with fewer documents tells nothing about a term's rarity.
  private static let fewest = 16

  private let segments: [SegmentTerms]
  private let bm25: BM25
  private let documentCount: Int
  private let sizes: PopulationSizes

  init(_ segments: [SegmentTerms], bm25: BM25, sizes: PopulationSizes) {
    self.segments = segments
    self.bm25 = bm25
    self.sizes = sizes
    documentCount = segments.reduce(0) { $0 + Int($1.segment.info.documentCount) }
  }

  /// How much a term tells.
  func rarity(
    of term: QueryPlan.ScoredTerm, documentFrequency frequency: Int
  ) throws -> Float {
    let whole = bm25.rarity(documentFrequency: frequency)
    guard frequency > 0, let system = Populations.system(of: term) else { return whole }
    let population = try count(of: system)
    guard population >= Populations.fewest, population < documentCount else { return whole }
    let inside =
      system == .latin ? try latinCount(of: term) : min(frequency, population)
    let share = Float(inside) / Float(frequency)
    return share * bm25.rarity(documentFrequency: inside, of: population)
      + (1 - share)
      * bm25.rarity(
        documentFrequency: frequency - inside, of: documentCount - population)
  }

  /// In how many documents in Latin letters a term of such letters occurs: its word stands in texts of
  /// every writing.
  private func latinCount(of term: QueryPlan.ScoredTerm) throws -> Int {
    if let known = sizes.latinCount(of: term.selectors) { return known }
    let key = Populations.key(of: .latin)
    let count = try segments.reduce(0) { try $0 + $1.common(term, key) }
    sizes.note(latinCount: count, of: term.selectors)
    return count
  }

  private static func key(of system: WritingSystem) -> TermKey {
    TermKey(.writing, system.rawValue)
  }

  /// The system of a term's characters; nil where they are of several, or stand in several, and
  /// where the term is a thing of several names.
  private static func system(of term: QueryPlan.ScoredTerm) -> WritingSystem? {
    guard term.selectors.count == 1, let key = term.selectors[0].key,
      key.layer?.isWriting ?? false
    else { return nil }
    // Beyond the layer's byte the characters from U+5000 to U+9FFF begin so.
    if key.bytes.count > 1, (0xE5...0xE9).contains(key.bytes[1]) { return nil }
    var system: WritingSystem?
    for scalar in key.text.unicodeScalars {
      guard let next = WritingSystem.of(scalar.value), system == nil || system == next else {
        return nil
      }
      system = next
    }
    return system == .han ? nil : system
  }

  private func count(of system: WritingSystem) throws -> Int {
    if let known = sizes.count(of: system) { return known }
    let key = Populations.key(of: system)
    let count = try segments.reduce(0) { sum, segment in
      sum + Int(try segment.info(key)?.documentFrequency ?? 0)
    }
    sizes.note(count, of: system)
    return count
  }
}
