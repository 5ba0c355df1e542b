import TansakuStorage
import TansakuText

/// What is read off the texts of a document, where the index alone cannot tell.
enum TextCondition: Sendable, Equatable, Hashable {
  /// Any of these stands in a field, or in any where that is nil.
  case found([Needle], in: Field?)
  /// A place of each part stands near the next, in a field or in any: see `Proximity`.
  case near([[Needle]], distance: Int, in: Field?)

  /// Whether a document meets it.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  func isMet(by document: Document, analyzer: Analyzer) throws -> Bool {
    for (field, text) in [(Field.title, document.title), (.body, document.body)] {
      if let wanted = self.field, wanted != field { continue }
      var windows = TextWindows(text)
      while let window = windows.next() {
        if isMet(by: try analyzer.analyze(window)) { return true }
      }
    }
    return false
  }

  private var field: Field? {
    switch self {
    case .found(_, let field), .near(_, _, let field): field
    }
  }

  private func isMet(by text: AnalyzedText) -> Bool {
    switch self {
    case .found(let needles, _): return !MatchFinder(needles).matches(in: text).isEmpty
    case .near(let parts, let distance, _):
      let places = parts.map { needles in
        MatchFinder(needles).matches(in: text).map { match in
          Proximity.Place(
            start: text.positions[match.range.lowerBound],
            end: text.positions[match.range.upperBound - 1] + 1)
        }
      }
      return Proximity.holds(places, distance: distance)
    }
  }
}

/// The documents whose texts meet a condition, among the candidates of another.
///
/// Reads a stored text for each candidate that somebody asks about, some 100 microseconds each.
final class TextMatcher: DocumentMatcher {
  private let condition: TextCondition
  private let candidates: DocumentMatcher
  private let segment: Segment
  private let searcher: Searcher
  private let damage: DamageReport

  init(
    _ condition: TextCondition, among candidates: DocumentMatcher, of segment: Segment,
    in searcher: Searcher, damage: DamageReport
  ) {
    self.condition = condition
    self.candidates = candidates
    self.segment = segment
    self.searcher = searcher
    self.damage = damage
  }

  override var cost: Int { candidates.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    candidates.nextCandidate(from: target)
  }

  override func matches(_ document: UInt32) -> Bool {
    guard candidates.matches(document) else { return false }
    do {
      let text = try segment.stored.document(document)
      return try searcher.withAnalyzer { try condition.isMet(by: text, analyzer: $0) }
    } catch let error as StorageError {
      damage.record(error)
    } catch {
      // Only ICU running out of memory is left to fail here.
      damage.record(StorageError(.corrupt, "A text could not be analyzed: \(error)."))
    }
    return false
  }
}
