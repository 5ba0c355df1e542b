/// The documents that have parts near each other, where any of several phrases is a part.
final class NearMatcher: DocumentMatcher {
  /// A phrase that will do for a part.
  private struct Alternative {
    /// Unmanaged, for counting references would cost as much as asking; `phrases` keeps it.
    let phrase: Unmanaged<PhrasePlaces>
    let part: Int
    /// The next document that has all its units, for the last target.
    var candidate: UInt32 = 0
    /// Where it stands in the document at hand; and whether it surely stands there.
    var places = Proximity.Run()
    var isCertain = false
  }

  private let phrases: [PhrasePlaces]
  private let distance: Int
  private let field: Field?
  private let parts: Int
  /// The alternatives, those of the part that has the fewest candidates first.
  private let alternatives: UnsafeMutablePointer<Alternative>
  private let count: Int
  /// So many of them are of that part.
  private let rarest: Int
  private let rarestCost: Int
  private var isBegun = false
  private var proximity = Proximity()

  /// A matcher of parts, none of them without phrases.
  init(_ list: [[PhrasePlaces]], distance: Int, in field: Field?) {
    func cost(_ part: [PhrasePlaces]) -> Int { part.reduce(0) { $0 + $1.cost } }
    precondition(
      !list.isEmpty && list.allSatisfy { !$0.isEmpty }, "Each part has a phrase that will do for it"
    )
    let sorted = list.sorted { cost($0) < cost($1) }
    self.field = field
    self.distance = distance
    parts = sorted.count
    phrases = Array(sorted.joined())
    count = phrases.count
    rarest = sorted[0].count
    rarestCost = cost(sorted[0])
    alternatives = .allocate(capacity: max(1, count))
    var index = 0
    for (part, phrases) in sorted.enumerated() {
      for phrase in phrases {
        (alternatives + index).initialize(
          to: Alternative(phrase: .passUnretained(phrase), part: part))
        index += 1
      }
    }
  }

  deinit {
    alternatives.deinitialize(count: count)
    alternatives.deallocate()
  }

  override var cost: Int { rarestCost }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    if !isBegun {
      isBegun = true
      for index in 0..<count { ask(index, from: target) }
    }
    var document = nextCandidate(of: 0..<rarest, from: target)
    agreeing: while document != endOfPostings {
      var first = rarest
      while first < count {
        let part = alternatives[first].part
        var end = first + 1
        while end < count, alternatives[end].part == part { end += 1 }
        let found = nextCandidate(of: first..<end, from: document)
        if found == endOfPostings { return found }
        if found != document {
          document = nextCandidate(of: 0..<rarest, from: found)
          continue agreeing
        }
        first = end
      }
      return document
    }
    return endOfPostings
  }

  @inline(__always)
  private func ask(_ index: Int, from target: UInt32) {
    alternatives[index].candidate = alternatives[index].phrase._withUnsafeGuaranteedRef {
      $0.nextCandidate(from: target)
    }
  }

  /// The first document at or after `target` that has any of several alternatives.
  @inline(__always)
  private func nextCandidate(of range: Range<Int>, from target: UInt32) -> UInt32 {
    var nearest = endOfPostings
    for index in range {
      if alternatives[index].candidate < target { ask(index, from: target) }
      nearest = min(nearest, alternatives[index].candidate)
    }
    return nearest
  }

  override func matches(_ document: UInt32) -> Bool {
    for index in 0..<count where alternatives[index].candidate == document {
      alternatives[index].places = alternatives[index].phrase._withUnsafeGuaranteedRef {
        alternatives[index].isCertain = $0.isCertain
        return $0.possiblePlaces()
      }
    }
    return parts == 2 ? isPairNear(document) : areNear(document)
  }

  /// Whether an alternative of one of two parts is near one of the other.
  private func isPairNear(_ document: UInt32) -> Bool {
    for one in 0..<rarest where alternatives[one].candidate == document {
      for other in rarest..<count where alternatives[other].candidate == document {
        if !areNear(one, other) { continue }
        if makeCertain(one) || makeCertain(other), !areNear(one, other) { continue }
        return true
      }
    }
    return false
  }

  @inline(__always)
  private func areNear(_ one: Int, _ other: Int) -> Bool {
    Proximity.holds(
      alternatives[one].places, alternatives[other].places, distance: distance, in: field)
  }

  /// Keeps of an alternative's places those where it surely stands; returns whether any may have
  /// gone.
  private func makeCertain(_ index: Int) -> Bool {
    if alternatives[index].isCertain { return false }
    alternatives[index].places = alternatives[index].phrase._withUnsafeGuaranteedRef {
      $0.certainPlaces()
    }
    alternatives[index].isCertain = true
    return true
  }

  private func areNear(_ document: UInt32) -> Bool {
    // Taken out, for what is a part of an object is guarded while somebody changes it.
    var proximity = exchange(&self.proximity, with: Proximity())
    defer { self.proximity = proximity }
    proximity.removeAll()
    for index in 0..<count where alternatives[index].candidate == document {
      _ = makeCertain(index)
      let part = alternatives[index].part
      // Where none of a part is in the field no chain has it.
      _ = proximity.add(alternatives[index].places, of: part, in: field)
    }
    return proximity.holds(parts: parts, distance: distance)
  }
}
