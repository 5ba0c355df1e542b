import TansakuText

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The terms that tell a text from the others of a collection: those that it has often and few others
/// have.
///
/// The words of a title count as often as in the index. Of the forms of the tf·idf family this is
/// `weight × (1 + ln f) × rarity`, with the weights and the rarity of ranking, so that what is chosen
/// here is what a search goes by.
struct TellingTerms {
  /// So many are taken: with fewer a long text loses what it is about, and more only cost time.
  static let most = 25
  /// How much the name that language versions share weighs beside a word: no text of another work is
  /// as like.
  private static let workWeight: Float = 40

  private struct Count {
    var frequency: Float = 0
    var weight: Float
    var needle: Needle?
  }

  private let weights: RankingParameters
  private let analyzer: Analyzer
  private var counts: [TermKey: Count] = [:]

  init(analyzer: Analyzer, weights: RankingParameters) {
    self.analyzer = analyzer
    self.weights = weights
  }

  /// Counts what a document says; with its work, so that other versions of it come first.
  mutating func add(_ document: Document, withWork: Bool) throws {
    try add(document.title, times: InversionWorker.titleWeight)
    try add(document.body, times: 1)
    if let city = document.city { try add(city, times: InversionWorker.titleWeight) }
    if let date = try document.date.flatMap({ try DateText.value(of: $0, by: analyzer) }) {
      addDate(date, times: InversionWorker.titleWeight)
    }
    if withWork, let work = document.work, work.utf8.count <= Filter.longestValue {
      add(TermKey(.attribute, "work=\(work)"), times: 1, weight: Self.workWeight, nil)
    }
  }

  /// Counts what a text says, each time so often.
  mutating func add(_ text: String, times: Int) throws {
    var chunks = TextChunks(text)
    while let chunk = chunks.next() { add(try analyzer.analyze(chunk), times: times) }
  }

  private mutating func add(_ text: AnalyzedText, times: Int) {
    var claimed = [Bool](repeating: false, count: text.folded.scalars.count)
    for mention in text.cities {
      for index in mention.range { claimed[index] = true }
      add(
        TermKey(.city, String(mention.city)), times: times, weight: weights.cityWeight,
        .city(mention.city))
      if times == InversionWorker.titleWeight {
        add(
          TermKey(.subject, String(mention.city)), times: 1, weight: weights.subjectWeight, nil)
      }
    }
    for mention in text.dates {
      for index in mention.range { claimed[index] = true }
      addDate(mention.value, times: times)
    }
    for mention in text.concepts {
      for index in mention.range { claimed[index] = true }
      guard let key = analyzer.aliases?.keys[mention.concept] else { continue }
      add(
        TermKey(.concept, key), times: times, weight: weights.conceptWeight,
        .concept(mention.concept))
    }
    for token in text.tokens where !token.range.allSatisfy({ claimed[$0] }) {
      addToken(token, of: text, times: times)
    }
  }

  private mutating func addDate(_ value: DateValue, times: Int) {
    for term in DateTerm.terms(of: value) {
      add(TermKey(.date, term), times: times, weight: weights.dateWeight, .date(value))
    }
  }

  private mutating func addToken(_ token: Token, of text: AnalyzedText, times: Int) {
    let scalars = Array(text.folded.scalars[token.range])
    let isHangul = scalars.allSatisfy { WritingSystem.of($0) == .hangul }
    if token.kind == .gram {
      // Words of Hangul carry particles; two of its syllables tell more.
      if isHangul, scalars.count == 2 {
        add(
          TermKey(.gram, scalars: scalars), times: times, weight: weights.hangulGramWeight,
          .run(scalars))
      }
      return
    }
    // One character alone, a particle or a number tells nothing of what a text is about.
    guard scalars.count > 1, !scalars.allSatisfy(Hiragana.contains),
      text.classes[token.range.lowerBound] != .digit
    else { return }
    add(
      TermKey(.word, scalars: scalars), times: times,
      weight: isHangul ? weights.hangulWordWeight : weights.wordWeight,
      .word(CompactText(text, token.range).scalars))
  }

  private mutating func add(_ key: TermKey, times: Int, weight: Float, _ needle: Needle?) {
    counts[key, default: Count(weight: weight, needle: needle)].frequency += Float(times)
  }

  /// The plan that finds whatever has any of the terms that tell most.
  ///
  /// - Parameters:
  ///   - snapshot: the collection.
  ///   - least: in how many documents a term must stand to find others: in 2 where the text is one of
  ///     them.
  /// - Returns: the plan; empty where no term tells anything.
  /// - Throws: `StorageError` where the index is damaged.
  func plan(in snapshot: Snapshot, least: Int) throws -> QueryPlan {
    let damage = DamageReport()
    let segments = snapshot.segments.map {
      SegmentTerms($0, cache: snapshot.unions, damage: damage)
    }
    let populations = Populations(
      segments, bm25: snapshot.bm25, sizes: snapshot.populations)
    var ranked: [(key: TermKey, weight: Float, score: Float)] = []
    for (key, count) in counts {
      var term = QueryPlan.ScoredTerm(keys: [key], weight: count.weight)
      let frequency = try snapshot.segments.reduce(0) {
        try $0 + Int($1.terms.find(key)?.documentFrequency ?? 0)
      }
      guard frequency >= least else { continue }
      term.weight *= 1 + log(count.frequency)
      let rarity = try populations.rarity(of: term, documentFrequency: frequency)
      ranked.append((key, term.weight, term.weight * rarity))
    }
    ranked.sort { $0.score != $1.score ? $0.score > $1.score : $0.key < $1.key }
    var plan = QueryPlan()
    plan.looksAtPassages = false
    for (key, weight, _) in ranked.prefix(Self.most) {
      plan.terms.append(QueryPlan.ScoredTerm(keys: [key], weight: weight))
      if let needle = counts[key]?.needle, !plan.needles.contains(needle) {
        plan.needles.append(needle)
      }
    }
    try damage.check()
    if !plan.terms.isEmpty { plan.groups = [plan.terms.indices.map { .term($0) }] }
    return plan
  }
}
