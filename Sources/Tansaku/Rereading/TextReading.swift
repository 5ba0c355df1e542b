import TansakuStorage
import TansakuText

/// Tells of documents whether their texts meet a condition.
///
/// Reads a stored text for each document that it is asked about, some 100 microseconds each. They
/// may be asked about in any order.
final class TextReading {
  private let condition: TextCondition
  private let finders: [MatchFinder]
  private let segment: Segment
  private let snapshot: Snapshot
  private let damage: DamageReport

  init(
    _ condition: TextCondition, of segment: Segment, in snapshot: Snapshot, damage: DamageReport
  ) {
    self.condition = condition
    finders = condition.parts.map { MatchFinder($0) }
    self.segment = segment
    self.snapshot = snapshot
    self.damage = damage
  }

  /// Whether a document meets the condition; false where it is damaged.
  func isMet(by document: UInt32) -> Bool {
    do {
      let text = try segment.stored.document(document)
      return try snapshot.withAnalyzer { try isMet(by: text, analyzer: $0) }
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
