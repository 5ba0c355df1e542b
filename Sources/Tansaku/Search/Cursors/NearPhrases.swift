/// Tells of documents on which all its cursors stand whether parts are near each other there, each
/// part a phrase.
///
/// Looks first where the rarest unit of each phrase is. That most often tells that they are not
/// near, so that the positions of the other units are not read.
final class NearPhrases {
  private let phrases: [PhrasePlaces]
  /// The same without counting references; `phrases` keeps them.
  private let asked: [Unmanaged<PhrasePlaces>]
  private let distance: Int
  private let field: Field?
  /// Whether each phrase has but one unit.
  private let areCertain: Bool
  private var proximity = Proximity()

  private init(_ phrases: [PhrasePlaces], distance: Int, in field: Field?) {
    self.phrases = phrases
    asked = phrases.map { Unmanaged.passUnretained($0) }
    self.distance = distance
    self.field = field
    areCertain = phrases.allSatisfy { $0.isCertain }
  }

  /// Tells of parts of one phrase each; nil where a part has another number of them, or the segment
  /// has none of its documents.
  convenience init?(
    _ parts: [[PlacedPhrase]], distance: Int, in field: Field?, _ cursors: SharedCursors
  ) throws {
    var phrases: [PhrasePlaces] = []
    phrases.reserveCapacity(parts.count)
    for part in parts {
      guard part.count == 1, let phrase = try PhrasePlaces(part[0], cursors) else { return nil }
      phrases.append(phrase)
    }
    self.init(phrases, distance: distance, in: field)
  }

  /// Appends the cursors of all units.
  func appendCursors(to cursors: inout [PostingCursor]) {
    for phrase in phrases { phrase.appendCursors(to: &cursors) }
  }

  /// Whether the parts are near in the document on which the cursors stand.
  func matches() -> Bool {
    asked.count == 2
      ? areNear(asked[0], asked[1])
      : areNear { $0.possiblePlaces() } && (areCertain || areNear { $0.certainPlaces() })
  }

  private func areNear(
    _ one: Unmanaged<PhrasePlaces>, _ other: Unmanaged<PhrasePlaces>
  ) -> Bool {
    one._withUnsafeGuaranteedRef { one in
      other._withUnsafeGuaranteedRef { other in
        guard
          Proximity.holds(
            one.possiblePlaces(), other.possiblePlaces(), distance: distance, in: field)
        else { return false }
        return areCertain
          || Proximity.holds(
            one.certainPlaces(), other.certainPlaces(), distance: distance, in: field)
      }
    }
  }

  private func areNear(_ places: (PhrasePlaces) -> Proximity.Run) -> Bool {
    // Taken out, for what is a part of an object is guarded while somebody changes it.
    var proximity = exchange(&self.proximity, with: Proximity())
    defer { self.proximity = proximity }
    proximity.removeAll()
    for (part, phrase) in asked.enumerated() {
      let run = phrase._withUnsafeGuaranteedRef(places)
      if !proximity.add(run, of: part, in: field) { return false }
    }
    return proximity.holds(parts: asked.count, distance: distance)
  }
}

/// The documents that have parts near each other, each part a phrase.
final class NearPhrasesMatcher: DocumentMatcher {
  private let phrases: NearPhrases
  private let leapfrog: Leapfrog
  private var candidate: UInt32?

  init(_ phrases: NearPhrases) {
    self.phrases = phrases
    var cursors: [PostingCursor] = []
    phrases.appendCursors(to: &cursors)
    leapfrog = Leapfrog(cursors)
  }

  override var cost: Int { leapfrog.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    if let candidate, candidate >= target { return candidate }
    let found = leapfrog.next(from: target)
    candidate = found
    return found
  }

  override func matches(_ document: UInt32) -> Bool { phrases.matches() }
}
