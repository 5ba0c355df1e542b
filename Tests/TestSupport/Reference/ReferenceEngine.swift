package import Tansaku
package import TansakuText

/// The slow twin of the engine: it has no index, and scans every text for every query.
///
/// It shares the analyzer with the engine, whose own slow twins are elsewhere, and nothing more. What
/// a tree of a query means is worked out for each document by itself, node by node, as the
/// documentation of `Query.Node` has it. Of words it knows those whose meaning is simple: names of
/// cities that are whole words, words of letters, and words of two characters and more of scripts
/// without spaces, none of them a number or a part of a date.
package final class ReferenceEngine {
  let analyzer: Analyzer
  private var documents: [Scanned] = []
  /// What was typed, as it is read.
  private var typed: [String: ScannedText] = [:]
  private var wordMeanings: [String: [ScannedText.Meaning]] = [:]

  /// A document as the scanner sees it.
  package struct Scanned {
    /// The document as it was given.
    package let document: Document
    let title: ScannedText
    let body: ScannedText

    func text(_ field: Field) -> ScannedText { field == .title ? title : body }

    /// What the analyzer makes of a field when it is given the whole of it.
    package func analyzed(_ field: Field) -> AnalyzedText { text(field).analyzed }
  }

  /// An engine over these documents; of several with one id, the last counts.
  ///
  /// Without documents it can still be asked about one at a time, however many there are.
  package init(_ documents: [Document] = []) throws {
    analyzer = try Analyzer()
    for document in documents {
      self.documents.removeAll { $0.document.id == document.id }
      self.documents.append(try scan(document))
    }
  }

  /// Reads a document, to be asked about alone.
  package func scan(_ document: Document) throws -> Scanned {
    Scanned(
      document: document, title: ScannedText(try analyzer.analyze(document.title)),
      body: ScannedText(try analyzer.analyze(document.body)))
  }

  /// Whether a query finds a document.
  package func finds(_ node: Query.Node, in scanned: Scanned) throws -> Bool {
    try holds(node, in: scanned, [.title, .body]) ?? false
  }

  /// What was typed as a scan reads it.
  func typedText(_ text: String) throws -> ScannedText {
    if let known = typed[text] { return known }
    let scanned = ScannedText(try analyzer.analyze(text))
    typed[text] = scanned
    return scanned
  }

  /// What words mean: the cities that they name, and of the rest each word by itself.
  func meanings(ofWords typed: String) throws -> [ScannedText.Meaning] {
    if let known = wordMeanings[typed] { return known }
    let meanings = try readMeanings(ofWords: typed)
    wordMeanings[typed] = meanings
    return meanings
  }

  /// Forgets a document.
  package func delete(id: String) { documents.removeAll { $0.document.id == id } }

  /// The document with an id; nil where there is none.
  func document(id: String) -> Scanned? { documents.first { $0.document.id == id } }

  /// The ids of the documents that have a run of characters, by scanning.
  ///
  /// The run may begin and end anywhere in scripts without spaces, and at the ends of words
  /// elsewhere, as the promise of recall says.
  package func documents(withPhrase phrase: String) throws -> [String] {
    try ids(matching: .phrase(phrase))
  }

  /// The ids of the documents that a query finds, in the order in which they were added.
  package func ids(matching node: Query.Node) throws -> [String] {
    try documents.filter { try finds(node, in: $0) }.map(\.document.id)
  }

  /// Whether a document is found by a node within some of its fields; nil where the node asks for
  /// nothing.
  private func holds(
    _ node: Query.Node, in scanned: Scanned, _ fields: [Field], isKeptOut: Bool = false
  ) throws -> Bool? {
    switch node {
    case .all(let nodes):
      let parts = try nodes.compactMap { try holds($0, in: scanned, fields, isKeptOut: isKeptOut) }
      return parts.isEmpty ? nil : !parts.contains(false)
    case .any(let nodes):
      let parts = try nodes.compactMap { try holds($0, in: scanned, fields, isKeptOut: isKeptOut) }
      return parts.isEmpty ? nil : parts.contains(true)
    case .not(let node):
      return try holds(node, in: scanned, fields, isKeptOut: true).map { !$0 }
    case .boosted(let node, _):
      return try holds(node, in: scanned, fields, isKeptOut: isKeptOut)
    case .field(let field, let node):
      return try holds(node, in: scanned, [field], isKeptOut: isKeptOut)
    case .fact(let name, let value): return try has(name, value, in: scanned)
    case .date(let typed): return try namesDate(typed, in: scanned, fields)
    case .words(let typed):
      return try hasWords(typed, in: scanned, fields, isKeptOut: isKeptOut)
    case .near(let nodes, let distance):
      return try areNear(nodes, distance, in: scanned, fields)
    case .phrase, .pattern, .fuzzy:
      let found = try fields.map { try occurrences(of: node, in: scanned.text($0)) }
      return found.contains { $0 == nil } ? nil : found.contains { !($0 ?? []).isEmpty }
    }
  }

  private func hasWords(
    _ typed: String, in scanned: Scanned, _ fields: [Field], isKeptOut: Bool
  ) throws -> Bool? {
    let meanings = try meanings(ofWords: typed)
    if meanings.isEmpty { return nil }
    // Other forms are looked for where nothing is said of a field, and to keep nothing out.
    if fields.count == 2, !isKeptOut,
      try fields.map(scanned.text).contains(where: {
        try $0.hasManyParts && !forms(ofWords: typed, in: $0).isEmpty
      })
    {
      return true
    }
    if try fields.contains(where: { try !places(ofWords: typed, in: scanned.text($0)).isEmpty }) {
      return true
    }
    return try meanings.contains { meaning in
      // A document is about the city that is given with it, whatever its texts say.
      guard fields.count == 2, case .city(let city, _) = meaning,
        let given = scanned.document.city
      else { return false }
      return try typedText(given).analyzed.cities.contains { $0.city == city }
    }
  }

  private func areNear(
    _ nodes: [Query.Node], _ distance: Int, in scanned: Scanned, _ fields: [Field]
  ) throws -> Bool? {
    var isAsked = false
    for field in fields {
      let text = scanned.text(field)
      let parts = try nodes.compactMap { try neighbours($0, in: text) }
      if parts.isEmpty { continue }
      isAsked = true
      if ReferenceProximity.holds(parts, distance: distance) { return true }
    }
    return isAsked ? false : nil
  }
}
