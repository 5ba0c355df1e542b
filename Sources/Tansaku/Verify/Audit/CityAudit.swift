import TansakuStorage
import TansakuText

/// Looks for cities that texts name by every name that they have.
///
/// Which document names which city is found by reading all texts, with the recognizer but without the
/// index; then each of its names, typed as words, must find all of these documents. A name that is not
/// of that city alone, by itself, is left out.
struct CityAudit {
  /// A city with the documents that name it, by segment and in order.
  private struct City {
    let id: UInt32
    let rank: UInt64
    var documents: [[UInt32]]
  }

  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private let limit: Int
  private let seed: UInt64
  private var cities: [UInt32: City] = [:]
  /// The highest rank of the cities that are kept, once there are as many as wanted.
  private var highest = UInt64.max

  /// An audit of at most so many cities.
  init(of snapshot: Snapshot, analyzer: Analyzer, limit: Int, seed: UInt64) {
    self.snapshot = snapshot
    self.analyzer = analyzer
    self.limit = limit
    self.seed = seed
  }

  /// Takes note of the cities that a document names.
  ///
  /// Those are kept that have the lowest of ranks given by chance: who is among them in the end was so
  /// from its first mention on (Bar-Yossef et al., "Counting distinct elements in a data stream", RANDOM
  /// 2002, draw so).
  mutating func add(_ document: Document, _ number: UInt32, segment: Int) throws {
    var seen: Set<UInt32> = []
    try forEachMention(in: document) { city, _, _ in seen.insert(city) }
    for id in seen {
      if cities[id] == nil {
        var random = SplitMix64(seed: seed ^ UInt64(id) << 32)
        let rank = random.next()
        guard rank < highest else { continue }
        cities[id] = City(
          id: id, rank: rank, documents: Array(repeating: [], count: snapshot.segments.count))
        shrink()
      }
      cities[id]?.documents[segment].append(number)
    }
  }

  /// Keeps no more cities than are wanted.
  private mutating func shrink() {
    if cities.count > limit, let last = cities.values.max(by: { $0.rank < $1.rank }) {
      cities[last.id] = nil
    }
    if cities.count >= limit { highest = cities.values.reduce(0) { max($0, $1.rank) } }
  }

  /// How many cities are kept.
  var cityCount: Int { cities.count }

  /// Looks for the cities by all their names; returns how many these were, and the first name that does
  /// not find all documents.
  func compare(_ tell: (Int) throws -> Void) throws -> (names: Int, fault: AuditFault?) {
    var names = 0
    for (done, city) in cities.values.sorted(by: { $0.rank < $1.rank }).enumerated() {
      for name in CityTable.shared.names(of: city.id) where try isName(name, of: city.id) {
        let found = try Ranker(snapshot).documents(
          matching: Query(anyOf: [.words(name)]), analyzer: analyzer)
        let missed = zip(city.documents, found).map { Set($0).subtracting($1) }
        if missed.contains(where: { !$0.isEmpty }) {
          return (names, try fault(name, of: city.id, missed: missed))
        }
        names += 1
      }
      try tell(done + 1)
    }
    return (names, nil)
  }

  /// Whether a text is nothing but a name of a city.
  private func isName(_ text: String, of city: UInt32) throws -> Bool {
    let analyzed = try analyzer.analyze(text)
    return analyzed.cities == [CityMention(city: city, range: 0..<analyzed.folded.scalars.count)]
  }

  private func fault(
    _ name: String, of city: UInt32, missed: [Set<UInt32>]
  ) throws -> AuditFault {
    var fault = AuditFault(term: name)
    for (segment, numbers) in missed.enumerated() {
      fault.missedCount += numbers.count
      for number in numbers.sorted() where fault.missed.count < AuditFault.limit {
        let document = try snapshot.segments[segment].stored.document(number)
        var place: AuditFault.Place?
        try forEachMention(in: document) { found, field, mention in
          guard found == city, place == nil else { return }
          let mention = mention()
          place = AuditFault.Place(
            id: document.id, field: field, offset: field == nil ? nil : mention.offset,
            excerpt: AuditFault.excerpt(around: mention.source, of: mention.text))
        }
        if let place { fault.missed.append(place) }
      }
    }
    return fault
  }

  /// Where a city is named in a piece of a text.
  private struct Mention {
    /// The piece, in UTF-16.
    let text: [UInt16]
    /// The name there.
    let source: Range<Int>
    /// Where it begins in the whole text, in Unicode scalars.
    let offset: Int
  }

  /// Calls `body` with every city that a document names, and where: in a field, or, if there is none,
  /// in what is known of it.
  private func forEachMention(
    in document: Document, _ body: (UInt32, Field?, () -> Mention) -> Void
  ) throws {
    var analyzed = AnalyzedText()
    let texts = document.phraseTexts.map { (Optional($0.field), $0.text) }
    for (field, text) in texts + [(nil, document.city ?? "")] {
      var chunks = TextChunks(text)
      var start = 0
      while let chunk = chunks.next() {
        try analyzer.analyze(chunk, into: &analyzed)
        for mention in analyzed.cities {
          let first = Int(analyzed.folded.starts[mention.range.lowerBound])
          let end = Int(analyzed.folded.ends[mention.range.upperBound - 1])
          body(mention.city, field) {
            Mention(
              text: analyzed.source, source: first..<end,
              offset: start + AuditFault.scalarCount(of: analyzed.source[..<first]))
          }
        }
        start += chunk.unicodeScalars.count
      }
    }
  }
}
