import TansakuStorage
import TansakuText

/// Inverts batches of documents, in increasing order of their numbers.
///
/// Used by one thread at a time.
final class InversionWorker {
  /// How often a word of the title counts as often as one of the body.
  static let titleWeight = 2
  /// The longest piece of text, in UTF-16, whose scratch is kept for the next.
  private static let scratchKept = 64 * 1024
  /// The longest title, in bytes, whose analysis is kept for the next document.
  private static let longestTitleKept = 1024

  /// All that was inverted since the last `reset`.
  private(set) var texts: InvertedTexts
  private let textsMemory: Int
  private let analyzer: Analyzer
  private var analyzed = AnalyzedText()
  /// The last title and its analysis: pieces of one work follow one another with the same.
  private var title = ""
  private var analyzedTitle = AnalyzedText()

  private let compressor: Compressor

  /// A worker whose inverted texts may come to take so many bytes, and which finds these aliases.
  init(textsMemory: Int, aliases: Aliases? = nil) throws {
    self.textsMemory = textsMemory
    texts = InvertedTexts(budget: textsMemory)
    analyzer = try Analyzer(aliases: aliases?.table, forManyTexts: true)
    compressor = try Compressor()
  }

  /// Forgets what was inverted.
  func reset() { texts = InvertedTexts(budget: textsMemory) }

  /// What the inverted texts take now.
  var memory: InversionMemory {
    InversionMemory(texts: texts.memory, longestStream: texts.longestStream)
  }

  /// Inverts the documents and compresses them.
  func invert(_ batch: InversionBatch) throws -> InvertedBatch {
    let lengths = try invertTexts(of: batch)
    let frame = try batch.block.withUnsafeBytes {
      (bytes: UnsafeRawBufferPointer) throws -> [UInt8] in
      try compressor.compress(bytes, level: StoredFormat.compressionLevel)
    }
    return InvertedBatch(
      sequence: batch.sequence, documentCount: batch.documents.count, frame: frame,
      size: batch.block.count, lengths: lengths, memory: memory)
  }

  /// Inverts the documents alone; returns the length code of each.
  func invertTexts(of batch: InversionBatch) throws -> [UInt8] {
    // Out of the object while they change, for the parts of an object are guarded at every access.
    var analyzed = analyzed
    self.analyzed = AnalyzedText()
    var segmented = try segment(batch.documents)
    var lengths: [UInt8] = []
    lengths.reserveCapacity(batch.documents.count)
    for index in batch.documents.indices {
      let length = try invert(
        batch.documents[index], as: batch.first + UInt32(index), &segmented[index],
        using: &analyzed)
      lengths.append(LengthCode.encode(length))
    }
    // A long text leaves much behind that is never needed again.
    if analyzed.source.count <= InversionWorker.scratchKept { self.analyzed = analyzed }
    return lengths
  }

  /// Finds the words of the bodies that are not cut into pieces, one after the other: see
  /// `Analyzer.segment`.
  private func segment(_ documents: [Document]) throws -> [SegmentedText] {
    try documents.indices.map { index in
      let body = documents[index].body
      var segmented = SegmentedText()
      if TextChunks.isWhole(body) { try analyzer.segment(body, into: &segmented) }
      return segmented
    }
  }

  /// Returns the document's length: see `FieldPlace`.
  private func invert(
    _ document: Document, as number: UInt32, _ body: inout SegmentedText,
    using analyzed: inout AnalyzedText
  ) throws -> Int {
    let texts = texts
    var field = FieldPlace(document: number, weight: Self.titleWeight)
    try invertTitle(document.title, &field, using: &analyzed)
    field.weight = 1
    if TextChunks.isWhole(document.body) {
      analyzer.analyze(&body, into: &analyzed) { texts.add($0, of: $1, field) }
      invert(&analyzed, &field)
    } else {
      try invert(document.body, &field, using: &analyzed)
    }
    field.end(of: document.body)
    if let system = field.census.leading { texts.add(.writing, system.rawValue, document: number) }
    try invertFacts(of: document, as: number, using: &analyzed)
    return field.length
  }

  private func invertTitle(
    _ text: String, _ field: inout FieldPlace, using analyzed: inout AnalyzedText
  ) throws {
    if TextChunks.isWhole(text), text.utf8.count <= InversionWorker.longestTitleKept {
      try analyzeTitle(text)
      analyzedTitle.withTokens { texts.add($0, of: $1, field) }
      invert(&analyzedTitle, &field)
    } else {
      try invert(text, &field, using: &analyzed)
    }
    field.end(of: text)
  }

  /// Analyzes a title, unless it is the last one again.
  func analyzeTitle(_ text: String) throws {
    if text.hasBytes(of: title) { return }
    try analyzer.analyze(text, into: &analyzedTitle)
    title = text
  }

  /// Inverts a field of any length.
  private func invert(
    _ text: String, _ field: inout FieldPlace, using analyzed: inout AnalyzedText
  ) throws {
    let texts = texts
    var chunks = TextChunks(text)
    while let chunk = chunks.next() {
      try analyzer.analyze(chunk, into: &analyzed) { texts.add($0, of: $1, field) }
      invert(&analyzed, &field)
    }
  }

  /// Adds all that was found in a piece of a field but its tokens, and goes on behind it.
  ///
  /// The text is not changed, and would be copied if it were no parameter that can be.
  private func invert(_ analyzed: inout AnalyzedText, _ field: inout FieldPlace) {
    let texts = texts
    field.census.add(analyzed.folded.scalars)
    if analyzed.hasManyParts {
      texts.add(analyzed.parts, of: analyzed.folded.scalars, field)
      texts.add(analyzed.beginnings, of: analyzed.folded.scalars, field)
    }
    texts.add(analyzed.marked, field)
    addCities(analyzed.cities, field)
    addDates(analyzed.dates, field)
    for mention in analyzed.numbers {
      for term in mention.terms { texts.add(.number, term, document: field.document) }
    }
    addConcepts(analyzed.concepts, field)
    field.position &+= analyzed.positionCount
    field.characters += analyzed.characterCount
  }

  /// Adds what is known of the document beside its text.
  private func invertFacts(
    of document: Document, as number: UInt32, using analyzed: inout AnalyzedText
  ) throws {
    let texts = texts
    texts.add(.identifier, document.id, document: number)
    document.forEachFact { name, value in
      if value.utf8.count <= Filter.longestValue {
        texts.add(.attribute, "\(name)=\(value)", document: number)
      }
    }
    let field = FieldPlace(document: number, weight: Self.titleWeight)
    if let date = try document.date.flatMap({ try DateText.value(of: $0, by: analyzer) }) {
      for term in DateTerm.terms(of: date) {
        texts.add(.date, term, document: number, times: field.weight)
      }
    }
    guard let city = document.city else { return }
    try analyzer.analyze(city, into: &analyzed)
    addCities(analyzed.cities, field)
  }

  /// Adds the cities that a text names: what a title names, the document is about.
  private func addCities(_ mentions: [CityMention], _ field: FieldPlace) {
    for mention in mentions {
      let city = String(mention.city)
      texts.add(.city, city, document: field.document, times: field.weight)
      if field.weight == Self.titleWeight {
        texts.add(.subject, city, document: field.document)
      }
    }
  }

  private func addDates(_ mentions: [DateMention], _ field: FieldPlace) {
    for mention in mentions {
      for term in DateTerm.terms(of: mention.value) {
        texts.add(.date, term, document: field.document, times: field.weight)
      }
    }
  }

  /// Adds the user's concepts that a text names.
  private func addConcepts(_ mentions: [ConceptMention], _ field: FieldPlace) {
    guard let aliases = analyzer.aliases else { return }
    for mention in mentions {
      texts.add(
        .concept, aliases.keys[mention.concept], document: field.document, times: field.weight)
    }
  }
}
