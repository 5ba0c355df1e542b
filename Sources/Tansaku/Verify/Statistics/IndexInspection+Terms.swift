import TansakuStorage
import TansakuText

extension IndexInspection {
  /// A term with its statistics over the whole index.
  package struct Term: Sendable, Equatable {
    /// The layer's name: `attribute`, `city`, `concept`, `gram`, `id`, `subject`, `word`.
    package let layer: String
    /// The term as it stands in the dictionary.
    package let text: String
    /// How many documents have it, deleted ones included, as ranking counts them.
    package internal(set) var documentFrequency: Int
    /// How often it occurs in them; an occurrence in a title counts twice.
    package internal(set) var totalFrequency: UInt64
  }

  /// A document that has a term.
  package struct Occurrence: Sendable, Equatable {
    /// The document's id.
    package let id: String
    /// How often the term occurs in it; an occurrence in the title counts twice.
    package let frequency: Int
    /// Where, in units of the analyzer, those of the title twice; empty for a layer that keeps no
    /// positions.
    package let positions: [UInt32]
  }

  /// The names of the layers.
  package static var layers: [String] { Layer.allCases.map(\.name) }

  /// What the index knows of a term, and the first documents that have it.
  ///
  /// - Parameters:
  ///   - text: the term as a person types it. In `word` and `gram` it is folded as texts are; in
  ///     `city` it is a GeoNames id or one of the city's names, in `concept` a name; elsewhere it is taken to the letter.
  ///   - layer: the layer's name.
  ///   - limit: how many documents to tell at most; deleted ones are passed over.
  /// - Returns: nil where no document has the term.
  /// - Throws: `IndexError`: `badArgument` for an unknown layer.
  package func term(
    _ text: String, layer: String, limit: Int = 10
  ) throws -> (term: Term, occurrences: [Occurrence])? {
    try withIndexErrors {
      let layer = try IndexInspection.layer(named: layer)
      let key = try key(of: text, in: layer)
      var found: Term?
      var occurrences: [Occurrence] = []
      for segment in snapshot.segments {
        guard let info = try segment.terms.find(key) else { continue }
        found = try Term(found, key, info)
        try segment.appendOccurrences(of: info, limit: limit, to: &occurrences)
      }
      return found.map { ($0, occurrences) }
    }
  }

  /// The terms of a layer that begin with `prefix`, in the order of their characters' numbers.
  ///
  /// - Parameters:
  ///   - prefix: the beginning, to the letter; empty for all terms.
  ///   - layer: the layer's name.
  ///   - limit: how many terms to return at most.
  /// - Returns: the terms, with their statistics.
  /// - Throws: `IndexError`: `badArgument` for an unknown layer.
  package func terms(prefix: String, layer: String, limit: Int) throws -> [Term] {
    try withIndexErrors {
      let start = TermKey(try IndexInspection.layer(named: layer), prefix)
      // A term among the first of all is among the first of every segment that has it.
      var found: [TermKey: Term] = [:]
      for segment in snapshot.segments {
        var left = limit
        try segment.terms.forEach(prefix: start.bytes) { key, info in
          guard left > 0 else { return false }
          left -= 1
          found[key] = try Term(found[key], key, info)
          return true
        }
      }
      return found.sorted { $0.key < $1.key }.prefix(max(0, limit)).map(\.value)
    }
  }

  private static func layer(named name: String) throws -> Layer {
    guard let layer = Layer.allCases.first(where: { $0.name == name }) else {
      throw IndexError(
        code: .badArgument,
        message: "There is no layer \"\(name)\". The layers are: "
          + layers.joined(separator: ", ") + ".")
    }
    return layer
  }

  private func key(of text: String, in layer: Layer) throws -> TermKey {
    switch layer {
    case .attribute, .date, .identifier, .number, .writing:
      return TermKey(layer, text)
    case .gram, .part, .word:
      return try snapshot.withAnalyzer { analyzer in
        TermKey(layer, scalars: try analyzer.analyze(text).folded.scalars)
      }
    case .marked:
      return try snapshot.withAnalyzer { TermKey(layer, scalars: $0.widthFolder.fold(text)) }
    case .concept:
      return try snapshot.withAnalyzer { analyzer in
        let mention = try analyzer.analyze(text).concepts.first
        return TermKey(layer, mention.flatMap { analyzer.aliases?.keys[$0.concept] } ?? text)
      }
    case .city, .subject:
      let city = try snapshot.withAnalyzer { try $0.analyze(text).cities.first?.city }
      return TermKey(layer, city.map { String($0) } ?? text)
    }
  }
}

extension IndexInspection.Term {
  /// The term as one more segment knows it.
  ///
  /// - Throws: `IndexError` where the frequencies cannot be those of any texts.
  fileprivate init(_ before: IndexInspection.Term?, _ key: TermKey, _ info: TermInfo) throws {
    guard let layer = key.layer else { preconditionFailure("The key was made for a layer") }
    self.layer = layer.name
    text = key.text
    documentFrequency = Int(info.documentFrequency)
    totalFrequency = info.totalFrequency
    guard let before else { return }
    documentFrequency += before.documentFrequency
    let (sum, overflows) = totalFrequency.addingReportingOverflow(before.totalFrequency)
    if overflows {
      throw IndexError(
        code: .corrupt,
        message: "A term occurs more than 2^64 times: the dictionary is damaged. Build the index "
          + "again.")
    }
    totalFrequency = sum
  }
}

extension Segment {
  /// Appends the living documents of a term, in order, until there are `limit`.
  fileprivate func appendOccurrences(
    of info: TermInfo, limit: Int, to occurrences: inout [IndexInspection.Occurrence]
  ) throws {
    let damage = DamageReport()
    let cursor = try cursor(info, withPositions: true, damage: damage)
    let positions = PositionList()
    cursor.advance()
    while cursor.document != endOfPostings, occurrences.count < limit {
      if !deletions.contains(cursor.document) {
        cursor.readPositions(into: positions)
        occurrences.append(
          IndexInspection.Occurrence(
            id: try identifiers.id(of: cursor.document), frequency: Int(cursor.frequency),
            positions: Array(positions.values)))
      }
      cursor.advance()
    }
    try damage.check()
  }
}
