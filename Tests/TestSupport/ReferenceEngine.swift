package import Tansaku
import TansakuText

/// The slow twin of the engine: it has no index, and scans every text for every query.
///
/// It shares the analyzer with the engine, whose own slow twins are elsewhere, and nothing more.
package final class ReferenceEngine {
  private let analyzer: Analyzer
  private var documents: [(id: String, title: Scanned, body: Scanned)] = []

  /// A text as the scanner sees it: folded, without separators between characters of different
  /// classes, and with one space for each stretch of them between characters of one class.
  fileprivate struct Scanned {
    var scalars: [UInt32] = []
    var classes: [CharacterClass] = []
  }

  /// An engine over these documents; of several with one id, the last counts.
  package init(_ documents: [Document]) throws {
    analyzer = try Analyzer()
    for document in documents {
      self.documents.removeAll { $0.id == document.id }
      self.documents.append(
        (document.id, try scan(document.title), try scan(document.body)))
    }
  }

  private func scan(_ text: String) throws -> Scanned {
    let analyzed = try analyzer.analyze(text)
    var scanned = Scanned()
    var isParted = false
    for (scalar, kind) in zip(analyzed.folded.scalars, analyzed.classes) {
      if kind == .separator {
        isParted = true
        continue
      }
      if isParted, scanned.classes.last == kind {
        scanned.scalars.append(0x20)
        scanned.classes.append(.separator)
      }
      scanned.scalars.append(scalar)
      scanned.classes.append(kind)
      isParted = false
    }
    return scanned
  }

  /// The ids of the documents that have a run of characters, by scanning.
  ///
  /// The run may begin and end anywhere in scripts without spaces, and at the ends of words
  /// elsewhere, as the promise of recall says.
  package func documents(withPhrase phrase: String) throws -> [String] {
    let wanted = try scan(phrase)
    if wanted.scalars.isEmpty { return [] }
    return documents.filter { $0.title.has(wanted) || $0.body.has(wanted) }.map(\.id)
  }
}

extension ReferenceEngine.Scanned {
  fileprivate func has(_ wanted: Self) -> Bool {
    guard wanted.scalars.count <= scalars.count else { return false }
    return (0...scalars.count - wanted.scalars.count).contains { place in
      let end = place + wanted.scalars.count
      return scalars[place..<end].elementsEqual(wanted.scalars) && !cutsUnit(at: place)
        && !cutsUnit(at: end)
    }
  }

  /// Whether a word or number of a script with spaces goes on across a place.
  private func cutsUnit(at place: Int) -> Bool {
    guard place > 0, place < classes.count, classes[place] == classes[place - 1] else {
      return false
    }
    return classes[place] == .letter || classes[place] == .digit
  }
}
