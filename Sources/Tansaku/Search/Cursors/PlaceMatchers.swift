/// The places of one phrase in the documents of a segment: first where its rarest unit is, which
/// often tells enough, then those of them where all are.
///
/// What is indexed of a title stands there as often as it weighs, at one position: that is how a
/// place in the title is told from one in the body.
final class PhrasePlaces {
  private let leaf: LeafMatcher
  /// The same without counting references; `leaf` keeps it.
  private let asked: Unmanaged<LeafMatcher>
  private let length: UInt32
  private let offset: Int

  /// The places of a phrase; nil where the segment has none, or keeps no positions of a unit.
  init?(_ placed: PlacedPhrase, _ cursors: SharedCursors) throws {
    guard let units = try cursors.unitsWithPositions(of: placed.phrase) else { return nil }
    leaf = LeafMatcher(units, checksPositions: true)
    asked = .passUnretained(leaf)
    offset = leaf.rarestOffset
    length = placed.length
  }

  var cost: Int { leaf.cost }

  /// Appends the cursors of all units.
  func appendCursors(to cursors: inout [PostingCursor]) { leaf.appendCursors(to: &cursors) }

  func nextCandidate(from target: UInt32) -> UInt32 { leaf.nextCandidate(from: target) }

  /// Where in the document on which the cursors stand the phrase may be: where its rarest unit is.
  ///
  /// Valid until another document is asked about.
  @inline(__always)
  func possiblePlaces() -> Proximity.Run {
    run(asked._withUnsafeGuaranteedRef { $0.readRarest() })
  }

  /// Those of the places found last where the phrase is.
  @inline(__always)
  func certainPlaces() -> Proximity.Run {
    run(asked._withUnsafeGuaranteedRef { $0.keepPlaces() })
  }

  /// Whether every possible place is one.
  var isCertain: Bool { leaf.isOneUnit }

  @inline(__always)
  private func run(_ positions: UnsafeMutableBufferPointer<UInt32>) -> Proximity.Run {
    Proximity.Run(positions: positions, offset: offset, length: Int(length))
  }
}

/// The documents that have a phrase in one field.
final class FieldMatcher: DocumentMatcher {
  private let phrase: PhrasePlaces
  private let field: Field

  init(_ phrase: PhrasePlaces, in field: Field) {
    self.phrase = phrase
    self.field = field
  }

  override var cost: Int { phrase.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 { phrase.nextCandidate(from: target) }

  override func matches(_ document: UInt32) -> Bool {
    phrase.possiblePlaces().reaches(field)
      && (phrase.isCertain || phrase.certainPlaces().reaches(field))
  }
}
