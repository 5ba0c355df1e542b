import TansakuStorage
import TansakuText

/// What is read off the texts of a document, where the index alone cannot tell.
enum TextCondition: Sendable, Equatable, Hashable {
  /// Any of these stands in a field, or in any where that is nil.
  case found([Needle], in: Field?)
  /// A place of each part stands near the next, in a field or in any: see `Proximity`.
  case near([[Needle]], distance: Int, in: Field?)

  /// The parts, each of which must be found.
  fileprivate var parts: [[Needle]] {
    switch self {
    case .found(let needles, _): [needles]
    case .near(let parts, _, _): parts
    }
  }

  fileprivate var field: Field? {
    switch self {
    case .found(_, let field), .near(_, _, let field): field
    }
  }
}

/// Tells of documents whether their texts meet a condition.
///
/// Reads a stored text for each document that it is asked about, some 100 microseconds each. They
/// may be asked about in any order.
final class TextReading {
  private let condition: TextCondition
  private let finders: [MatchFinder]
  private let segment: Segment
  private let searcher: Searcher
  private let damage: DamageReport

  init(
    _ condition: TextCondition, of segment: Segment, in searcher: Searcher, damage: DamageReport
  ) {
    self.condition = condition
    finders = condition.parts.map { MatchFinder($0) }
    self.segment = segment
    self.searcher = searcher
    self.damage = damage
  }

  /// Whether a document meets the condition; false where it is damaged.
  func isMet(by document: UInt32) -> Bool {
    do {
      let text = try segment.stored.document(document)
      return try searcher.withAnalyzer { try isMet(by: text, analyzer: $0) }
    } catch let error as StorageError {
      damage.record(error)
    } catch {
      // Only ICU running out of memory is left to fail here.
      damage.record(StorageError(.corrupt, "A text could not be analyzed: \(error)."))
    }
    return false
  }

  private func isMet(by document: Document, analyzer: Analyzer) throws -> Bool {
    for (field, text) in [(Field.title, document.title), (.body, document.body)] {
      if let wanted = condition.field, wanted != field { continue }
      var windows = TextWindows(text)
      while let window = windows.next() {
        let isFound = try analyzer.withAnalysis { analyzed in
          try analyzer.analyze(window, into: &analyzed)
          return isMet(by: analyzed)
        }
        if isFound { return true }
      }
    }
    return false
  }

  private func isMet(by text: AnalyzedText) -> Bool {
    switch condition {
    case .found: return !finders[0].matches(in: text).isEmpty
    case .near(_, let distance, _):
      var places: [[Proximity.Place]] = []
      for finder in finders {
        let found = finder.matches(in: text)
        if found.isEmpty { return false }
        places.append(
          found.map { match in
            Proximity.Place(
              start: text.positions[match.range.lowerBound],
              end: text.positions[match.range.upperBound - 1] + 1)
          })
      }
      return Proximity.holds(places, distance: distance)
    }
  }
}

/// The documents whose texts meet a condition, among the candidates of another.
final class TextMatcher: DocumentMatcher {
  private let reading: TextReading
  private let candidates: DocumentMatcher

  init(_ reading: TextReading, among candidates: DocumentMatcher) {
    self.reading = reading
    self.candidates = candidates
  }

  override var cost: Int { candidates.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    candidates.nextCandidate(from: target)
  }

  override func matches(_ document: UInt32) -> Bool {
    candidates.matches(document) && reading.isMet(by: document)
  }
}
