import TansakuText

/// A text as the promise of recall sees it, made without tokens, positions or postings.
///
/// Folded characters in their order; separators between characters of different classes vanish, and a
/// stretch of them between characters of one class becomes one space, for it parts what stands on its
/// two sides. A unit of a script with spaces, a number, is one thing that nothing may cut.
/// Pieces of a text are read one after another as if it were whole, so that a piece that was cut in
/// the wrong place shows.
struct ScannedText {
  static let separator: UInt32 = 0x20

  /// The characters.
  private(set) var scalars: [UInt32] = []
  /// For each character, whether it goes on with the unit of the one before it.
  private(set) var continuesUnit: [Bool] = []
  /// For each character, where it came from in the source of the last piece, in UTF-16 units; empty
  /// unless asked for.
  private(set) var sources: [Range<Int32>] = []
  /// How many characters of the text are no separators.
  private(set) var characterCount = 0

  private let keepsSources: Bool
  private var last = CharacterClass.separator
  private var isParted = false
  private var unitLength = 0

  /// No text yet.
  init(keepingSources keepsSources: Bool = false) { self.keepsSources = keepsSources }

  /// A whole text, for who has but a few.
  init(_ text: String, by analyzer: Analyzer, keepingSources keepsSources: Bool = false) {
    self.init(keepingSources: keepsSources)
    var folded = AnalyzedText()
    analyzer.fold(text, into: &folded)
    append(folded)
  }

  /// Forgets the text, and keeps the memory for the next.
  mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    continuesUnit.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    (characterCount, last, isParted, unitLength) = (0, .separator, false, 0)
  }

  /// Appends a folded piece.
  mutating func append(_ piece: AnalyzedText) {
    scalars.reserveCapacity(scalars.count + piece.classes.count)
    continuesUnit.reserveCapacity(scalars.count + piece.classes.count)
    for (index, kind) in piece.classes.enumerated() {
      if kind == .separator {
        isParted = true
        continue
      }
      let follows = kind == last
      if isParted, follows {
        append(ScannedText.separator, continuing: false, at: index, of: piece)
      }
      // A unit too long for the index stands there in pieces, each a unit.
      let goesOn =
        follows && !isParted && kind != .run && unitLength < TokenLimits.longest
      unitLength = goesOn ? unitLength + 1 : 1
      append(piece.folded.scalars[index], continuing: goesOn, at: index, of: piece)
      characterCount += 1
      last = kind
      isParted = false
    }
  }

  private mutating func append(
    _ scalar: UInt32, continuing: Bool, at index: Int, of piece: AnalyzedText
  ) {
    scalars.append(scalar)
    continuesUnit.append(continuing)
    if keepsSources {
      sources.append(piece.folded.starts[index]..<piece.folded.ends[index])
    }
  }

  /// Whether a range of the characters neither begins nor ends within a unit.
  func isWhole(_ range: Range<Int>) -> Bool {
    !(range.lowerBound < continuesUnit.count && continuesUnit[range.lowerBound])
      && !(range.upperBound < continuesUnit.count && continuesUnit[range.upperBound])
  }

  /// The places of a run of characters that cut no unit, by looking at every character.
  ///
  /// The slow road; `NeedleAutomaton` is the fast one.
  func places(of needle: [UInt32]) -> [Range<Int>] {
    guard !needle.isEmpty, needle.count <= scalars.count else { return [] }
    return (0...scalars.count - needle.count).compactMap { start in
      let range = start..<start + needle.count
      return scalars[range].elementsEqual(needle) && isWhole(range) ? range : nil
    }
  }
}
