import Tansaku
import TansakuText

/// Words, phrases, patterns and fuzzy words, found by scanning.
extension ReferenceEngine {
  /// What words mean, worked out.
  func readMeanings(ofWords typed: String) throws -> [ScannedText.Meaning] {
    let text = try typedText(typed)
    let cities = text.analyzed.cities
    var meanings = cities.map {
      ScannedText.Meaning.city($0.city, word: text.scalars($0.range))
    }
    let words = text.analyzed.tokens.filter { $0.kind != .gram }
    for word in words where !cities.contains(where: { $0.range.overlaps(word.range) }) {
      // Units of a word of several are no words.
      let isPart = words.contains {
        $0.kind == .word && word.kind == .unit && $0.range.contains(word.range.lowerBound)
      }
      if isPart { continue }
      meanings.append(.run(text.signs.filter { word.range.contains($0.place) }))
    }
    return meanings
  }

  /// Where a text has any of what words mean.
  func places(ofWords typed: String, in text: ScannedText) throws -> [ScannedText.Occurrence] {
    try text.remembered(.words(typed)) {
      try meanings(ofWords: typed).flatMap { text.places(of: $0) }
    } ?? []
  }

  /// Where a text has words that begin with the same five letters as one of several, which is no
  /// part of the name of a city.
  func forms(ofWords typed: String, in text: ScannedText) throws -> [ScannedText.Occurrence] {
    let words = try typedText(typed)
    guard words.analyzed.tokens.count(where: { $0.kind != .gram }) > 1,
      !words.analyzed.marked.areMost || words.analyzed.hasManyParts
    else { return [] }
    let beginnings = words.units.map(\.range).filter { unit in
      unit.count >= 5 && words.analyzed.classes[unit.lowerBound] == .letter
        && !words.analyzed.cities.contains { $0.range.contains(unit.lowerBound) }
    }.map { words.scalars($0).prefix(5) }
    return text.units { unit in beginnings.contains { unit.starts(with: $0) } }
  }

  /// Where a phrase, a pattern or a fuzzy word stands; nil where it asks for nothing.
  func occurrences(
    of node: Query.Node, in text: ScannedText
  ) throws -> [ScannedText.Occurrence]? {
    try text.remembered(node) { try scan(for: node, in: text) }
  }

  private func scan(
    for node: Query.Node, in text: ScannedText
  ) throws -> [ScannedText.Occurrence]? {
    switch node {
    case .phrase(let typed):
      let run = try typedText(typed).signs
      return run.isEmpty ? nil : text.occurrences(of: run)
    case .pattern(let typed): return try ReferencePattern(typed, analyzer).occurrences(in: text)
    case .fuzzy(let typed, let edits):
      let word = try typedText(typed)
      guard word.units.count == 1, word.signs.count == word.units[0].range.count else {
        return try occurrences(of: .phrase(typed), in: text)
      }
      let wanted = word.scalars(word.units[0].range)
      return text.units {
        // An edit makes a word longer or shorter by one character at most.
        abs($0.count - wanted.count) <= edits && Self.distance(wanted, $0) <= edits
      }
    default: return nil
    }
  }

  /// Where a part of NEAR stands; nil where it asks for nothing.
  func neighbours(_ node: Query.Node, in text: ScannedText) throws -> [ScannedText.Occurrence]? {
    switch node {
    case .words(let typed):
      let meanings = try meanings(ofWords: typed)
      if meanings.count == 1, case .city = meanings[0] {
        return try places(ofWords: typed, in: text)
      }
      return try occurrences(of: .phrase(typed), in: text)
    case .any(let nodes):
      let parts = try nodes.compactMap { try neighbours($0, in: text) }
      return parts.isEmpty ? nil : parts.flatMap { $0 }
    case .boosted(let node, _): return try neighbours(node, in: text)
    default: return try occurrences(of: node, in: text)
    }
  }

  /// How many edits lead from one word to another: a character left out, put in, changed, or
  /// exchanged with its neighbour (the distance of optimal string alignment; Damerau, 1964).
  static func distance(_ one: [UInt32], _ other: [UInt32]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for i in 0...one.count { table[i][0] = i }
    for j in 0...other.count { table[0][j] = j }
    for i in one.indices.map({ $0 + 1 }) {
      for j in other.indices.map({ $0 + 1 }) {
        let change = one[i - 1] == other[j - 1] ? 0 : 1
        var least = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change)
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
          least = min(least, table[i - 2][j - 2] + 1)
        }
        table[i][j] = least
      }
    }
    return table[one.count][other.count]
  }
}
