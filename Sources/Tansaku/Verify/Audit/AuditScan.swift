import TansakuText

/// Compares, document by document, what stands in the texts with what the index found.
///
/// Nothing is kept of what the scan finds: its documents come in order, as do those of the index, so
/// that a place in each answer of the index tells whether they agree so far.
struct AuditScan {
  private let round: [AskedNeedle]
  private let automaton: NeedleAutomaton
  private let lengths: [Int]
  private var text = ScannedText()
  /// For each needle, how many documents of the index's answer in this segment were agreed on.
  private var places: [Int]
  /// For each needle, the last document that has it, counted through all segments.
  private var lastDocuments: [Int]
  private var isAtOrigin: [Bool]
  private var segment = 0
  private var document: UInt32 = 0
  private var documentOrdinal = 0

  /// The first needle for which index and texts differ; nil while there is none.
  private(set) var faulty: Int?
  /// How many matches index and texts agree on.
  private(set) var agreedCount = 0
  /// How many characters were scanned, separators left out.
  private(set) var characterCount = 0

  /// A scan that has not begun.
  init(_ round: [AskedNeedle]) {
    self.round = round
    automaton = NeedleAutomaton(round.map(\.needle.scalars))
    lengths = round.map(\.needle.scalars.count)
    places = [Int](repeating: 0, count: round.count)
    lastDocuments = places
    isAtOrigin = round.map { $0.needle.origin == nil }
  }

  /// What comes next is in this segment.
  mutating func begin(segment: Int) {
    self.segment = segment
    for needle in places.indices { places[needle] = 0 }
  }

  /// What comes next is in this document.
  mutating func begin(document: UInt32) {
    self.document = document
    documentOrdinal += 1
  }

  /// A field begins.
  mutating func beginText() { text.removeAll() }

  /// A piece of a field.
  mutating func append(_ piece: AnalyzedText) { text.append(piece) }

  /// The field has ended: its needles are looked for.
  mutating func endText() {
    characterCount += text.characterCount
    automaton.forEachPlace(in: text.scalars) { needle, end in
      // Most places are of needles that the document has shown already.
      if lastDocuments[needle] == documentOrdinal
        || !text.isWhole(end - lengths[needle]..<end)
      {
        return
      }
      lastDocuments[needle] = documentOrdinal
      note(needle)
    }
  }

  private mutating func note(_ needle: Int) {
    let answer = round[needle].answer[segment]
    guard places[needle] < answer.count, answer[places[needle]] == document else {
      faulty = faulty ?? needle
      return
    }
    places[needle] += 1
    agreedCount += 1
    if let origin = round[needle].needle.origin, origin == (segment, document) {
      isAtOrigin[needle] = true
    }
  }

  /// The segment has ended: the first needle for which the index found more than there is.
  mutating func endSegment() -> Int? {
    faulty ?? round.indices.first { places[$0] != round[$0].answer[segment].count }
  }

  /// The first needle that was not even found where it was taken from.
  var missedOrigin: Int? { isAtOrigin.firstIndex(of: false) }
}
