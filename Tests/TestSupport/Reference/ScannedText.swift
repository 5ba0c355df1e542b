import Tansaku
import TansakuText

/// A text as the slow reference sees it: what was folded, worked out once more from its classes.
///
/// So that texts as long as novels can be scanned for many queries, it knows where each character and
/// each word stands, and remembers what it found. Nothing of that comes from an index of ours.
final class ScannedText {
  /// A character; a stretch of separators between characters of one class is one space, and between
  /// characters of different classes nothing.
  struct Sign {
    let scalar: UInt32
    let kind: CharacterClass
    /// Where it stands among the folded characters.
    let place: Int
    /// Which of the text's units it belongs to: each character of a script without spaces is one,
    /// and each run of letters or of digits.
    let position: Int
  }

  /// Where something stands.
  struct Occurrence: Equatable {
    /// The folded characters.
    let range: Range<Int>
    /// The positions.
    let positions: Range<Int>
  }

  /// What words can mean.
  enum Meaning: Equatable {
    /// A city by any of its names, or by the word that names it.
    case city(UInt32, word: [UInt32])
    /// A run of characters.
    case run([Sign])

    static func == (one: Self, other: Self) -> Bool {
      switch (one, other) {
      case (.city(let one, _), .city(let other, _)): one == other
      case (.run(let one), .run(let other)): one.map(\.scalar) == other.map(\.scalar)
      default: false
      }
    }
  }

  let analyzed: AnalyzedText
  private(set) var signs: [Sign] = []
  /// The units of letters and of digits.
  private(set) var units: [Occurrence] = []
  /// Whether other forms of its words are looked for.
  private(set) lazy var hasManyParts = analyzed.hasManyParts
  /// Where among the signs each character stands.
  private lazy var signPlaces: [UInt32: [Int]] = Dictionary(
    grouping: signs.indices, by: { signs[$0].scalar })
  /// Where among the units each word stands.
  private lazy var unitPlaces: [[UInt32]: [Int]] = Dictionary(
    grouping: units.indices, by: { scalars(units[$0].range) })
  /// What was looked for before.
  private var known: [Query.Node: [Occurrence]?] = [:]

  init(_ analyzed: AnalyzedText) {
    self.analyzed = analyzed
    var position = -1
    for (place, kind) in analyzed.classes.enumerated() where kind != .separator {
      let before = signs.last
      let isJoined = before?.place == place - 1
      if kind == .run || !isJoined || before?.kind != kind { position += 1 }
      if !isJoined, let before, before.kind == kind {
        signs.append(Sign(scalar: 0x20, kind: .separator, place: before.place + 1, position: -1))
      }
      let scalar = analyzed.folded.scalars[place]
      signs.append(Sign(scalar: scalar, kind: kind, place: place, position: position))
      if kind == .run { continue }
      if units.last?.positions.lowerBound == position, let unit = units.popLast() {
        units.append(
          Occurrence(range: unit.range.lowerBound..<place + 1, positions: unit.positions))
      } else {
        units.append(Occurrence(range: place..<place + 1, positions: position..<position + 1))
      }
    }
  }

  /// The folded characters of a range.
  func scalars(_ range: Range<Int>) -> [UInt32] { Array(analyzed.folded.scalars[range]) }

  /// What a part of a query finds, looked for once; nil where the part asks for nothing.
  func remembered(
    _ node: Query.Node, _ find: () throws -> [Occurrence]?
  ) rethrows -> [Occurrence]? {
    if let found = known[node] { return found }
    let found = try find()
    known[node] = .some(found)
    return found
  }

  /// Where among the signs a character stands, in order.
  func places(of scalar: UInt32) -> [Int] { signPlaces[scalar, default: []] }

  /// The units whose characters fit, in order; each word is looked at once.
  func units(where fits: ([UInt32]) -> Bool) -> [Occurrence] {
    unitPlaces.filter { fits($0.key) }.flatMap(\.value).sorted().map { units[$0] }
  }

  /// Where a run of signs stands that cuts no unit.
  func occurrences(of run: [Sign]) -> [Occurrence] {
    // Most places are none by the character that is rarest here.
    guard
      let rarest = run.indices.min(by: {
        places(of: run[$0].scalar).count < places(of: run[$1].scalar).count
      })
    else { return [] }
    return places(of: run[rarest].scalar).compactMap { place in
      let start = place - rarest
      let end = start + run.count
      guard start >= 0, end <= signs.count,
        signs[start..<end].elementsEqual(run, by: { $0.scalar == $1.scalar }),
        !cutsUnit(at: start), !cutsUnit(at: end)
      else { return nil }
      return occurrence(start..<end)
    }
  }

  /// What stands in a range of the signs, which neither begins nor ends with a separator.
  func occurrence(_ range: Range<Int>) -> Occurrence {
    let (first, last) = (signs[range.lowerBound], signs[range.upperBound - 1])
    return Occurrence(
      range: first.place..<last.place + 1, positions: first.position..<last.position + 1)
  }

  /// Whether a unit of letters or digits goes on across a place among the signs.
  func cutsUnit(at place: Int) -> Bool {
    guard place > 0, place < signs.count, signs[place].kind == signs[place - 1].kind else {
      return false
    }
    return signs[place].kind == .letter || signs[place].kind == .digit
  }

  /// Where something that words mean stands.
  func places(of meaning: Meaning) -> [Occurrence] {
    switch meaning {
    case .run(let run): return occurrences(of: run)
    case .city(let city, let word):
      let named = analyzed.cities.filter { $0.city == city }.map(\.range)
      let words = analyzed.tokens.filter {
        $0.kind != .gram && $0.range.count == word.count
          && analyzed.folded.scalars[$0.range].elementsEqual(word)
      }.map(\.range)
      return Set(named + words).map { range in
        let positions = signs[firstSign(at: range.lowerBound)...].prefix {
          $0.place < range.upperBound
        }.filter { $0.position >= 0 }.map(\.position)
        return Occurrence(
          range: range, positions: (positions.min() ?? 0)..<(positions.max() ?? 0) + 1)
      }
    }
  }

  /// The first sign that stands at a folded character or behind it.
  private func firstSign(at place: Int) -> Int {
    var (low, high) = (0, signs.count)
    while low < high {
      let middle = (low + high) / 2
      if signs[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
