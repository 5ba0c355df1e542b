/// The places of one phrase in the documents of a segment.
///
/// What is indexed of a title stands there as often as it weighs, at one position: that is how a
/// place in the title is told from one in the body.
final class PhrasePlaces {
  private let leaf: LeafMatcher
  private let length: UInt32

  /// The places of a phrase; nil where the segment has none, or keeps no positions of a unit.
  init?(_ placed: PlacedPhrase, _ terms: SegmentTerms) throws {
    var units: [LeafMatcher.Unit] = []
    for element in placed.phrase.elements {
      let cursor =
        element.isPrefix
        ? try terms.cursor(prefix: element.key, withPositions: true)
        : try terms.info(element.key)?.hasPositions == true
          ? try terms.cursor(element.key, withPositions: true) : nil
      guard let cursor else { return nil }
      units.append(LeafMatcher.Unit(cursor: cursor, offset: element.offset))
    }
    if units.isEmpty { return nil }
    leaf = LeafMatcher(units, checksPositions: true)
    length = placed.length
  }

  var cost: Int { leaf.cost }

  func nextCandidate(from target: UInt32) -> UInt32 { leaf.nextCandidate(from: target) }

  /// Appends the places in the candidate at hand.
  func append(to places: inout [Proximity.Place]) {
    // What another phrase left there says nothing of the title.
    let first = places.count
    leaf.readPlaces { start in
      if places.count > first, places[places.count - 1].start == start {
        places[places.count - 1].isInTitle = true
      } else {
        // Positions are read from a file, which may be damaged.
        let end = start.addingReportingOverflow(length)
        places.append(
          Proximity.Place(start: start, end: end.overflow ? UInt32.max : end.partialValue))
      }
    }
  }
}

/// The documents that have a phrase in one field.
final class FieldMatcher: DocumentMatcher {
  private let phrase: PhrasePlaces
  private let field: Field
  private var places: [Proximity.Place] = []

  init(_ phrase: PhrasePlaces, in field: Field) {
    self.phrase = phrase
    self.field = field
  }

  override var cost: Int { phrase.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 { phrase.nextCandidate(from: target) }

  override func matches(_ document: UInt32) -> Bool {
    places.removeAll(keepingCapacity: true)
    phrase.append(to: &places)
    return places.contains { $0.isInTitle == (field == .title) }
  }
}

/// The documents that have all of several parts near each other.
final class NearMatcher: DocumentMatcher {
  /// For each part, the phrases of which any will do.
  private let parts: [[PhrasePlaces]]
  private let distance: Int
  private let field: Field?
  /// The part that has the fewest candidates.
  private let rarest: Int
  private var places: [[Proximity.Place]]

  /// A matcher of parts, none of them without phrases.
  init(_ parts: [[PhrasePlaces]], distance: Int, in field: Field?) {
    self.parts = parts
    self.field = field
    self.distance = distance
    let costs = parts.map { $0.reduce(0) { $0 + $1.cost } }
    rarest = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    places = parts.map { _ in [] }
  }

  override var cost: Int { parts[rarest].reduce(0) { $0 + $1.cost } }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    var document = NearMatcher.nextCandidate(of: parts[rarest], from: target)
    agreeing: while document != endOfPostings {
      for part in parts.indices where part != rarest {
        let found = NearMatcher.nextCandidate(of: parts[part], from: document)
        if found == document { continue }
        if found == endOfPostings { return found }
        document = NearMatcher.nextCandidate(of: parts[rarest], from: found)
        continue agreeing
      }
      return document
    }
    return endOfPostings
  }

  private static func nextCandidate(of phrases: [PhrasePlaces], from target: UInt32) -> UInt32 {
    phrases.reduce(endOfPostings) { min($0, $1.nextCandidate(from: target)) }
  }

  override func matches(_ document: UInt32) -> Bool {
    for (part, phrases) in parts.enumerated() {
      places[part].removeAll(keepingCapacity: true)
      for phrase in phrases where phrase.nextCandidate(from: document) == document {
        phrase.append(to: &places[part])
      }
      if let field { places[part].removeAll { $0.isInTitle != (field == .title) } }
      if places[part].isEmpty { return false }
    }
    return Proximity.holds(places, distance: distance)
  }
}
