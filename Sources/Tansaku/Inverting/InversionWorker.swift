import TansakuStorage
import TansakuText

/// Documents that follow one another and are inverted together: those of one stored block.
struct InversionBatch {
  /// How many batches came before in the segment.
  let sequence: Int
  /// The number of the first document in the segment.
  let first: UInt32
  var documents: [Document] = []
  /// How many bytes of memory they may come to take until they are inverted.
  var cost = 0
  /// The documents as they are stored.
  var block = ByteWriter()
}

/// What is left to be written of a batch once it is inverted.
struct InvertedBatch {
  let sequence: Int
  let documentCount: Int
  /// The stored block, compressed.
  let frame: [UInt8]
  /// Its length before that.
  let size: Int
  /// The length code of each document.
  let lengths: [UInt8]
  /// What the worker's inverted texts take now.
  let memory: InversionMemory
}

/// What the inverted texts of one worker take.
struct InversionMemory {
  /// How many bytes of memory.
  let texts: Int
  /// How many of them are the occurrences of one term, at most.
  let longestStream: Int
}

/// Inverts batches of documents, in increasing order of their numbers.
///
/// Used by one thread at a time.
final class InversionWorker {
  /// How often a word of the title counts as often as one of the body.
  static let titleWeight = 2
  /// The longest piece of text, in UTF-16, whose scratch is kept for the next.
  private static let scratchKept = 64 * 1024

  /// All that was inverted since the last `reset`.
  private(set) var texts: InvertedTexts
  private let textsMemory: Int
  private let analyzer: Analyzer
  private var analyzed = AnalyzedText()
  /// What the document at hand is written in.
  private var census = WritingSystem.Census()

  private let compressor: Compressor

  /// A worker whose inverted texts may come to take so many bytes, and which finds these aliases.
  init(textsMemory: Int, aliases: Aliases? = nil) throws {
    self.textsMemory = textsMemory
    texts = InvertedTexts(budget: textsMemory)
    analyzer = try Analyzer(aliases: aliases?.table)
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
    var lengths: [UInt8] = []
    lengths.reserveCapacity(batch.documents.count)
    for (index, document) in batch.documents.enumerated() {
      let length = try invert(document, as: batch.first + UInt32(index))
      lengths.append(LengthCode.encode(length))
    }
    // A long text leaves much behind that is never needed again.
    if analyzed.source.count > InversionWorker.scratchKept { analyzed = AnalyzedText() }
    let frame = try batch.block.withUnsafeBytes {
      (bytes: UnsafeRawBufferPointer) throws -> [UInt8] in
      try compressor.compress(bytes, level: StoredFormat.compressionLevel)
    }
    return InvertedBatch(
      sequence: batch.sequence, documentCount: batch.documents.count, frame: frame,
      size: batch.block.count, lengths: lengths, memory: memory)
  }

  /// Returns the document's length in characters.
  private func invert(_ document: Document, as number: UInt32) throws -> Int {
    var length = 0
    var position: UInt32 = 0
    census = WritingSystem.Census()
    try invert(document.title, as: number, weight: Self.titleWeight, &position, &length)
    try invert(document.body, as: number, weight: 1, &position, &length)
    if let system = census.leading { add(.writing, system.rawValue, to: number) }
    try invertFacts(of: document, as: number)
    return length
  }

  /// Inverts one field, whose positions begin at `position`; leaves that behind the field.
  private func invert(
    _ text: String, as document: UInt32, weight: Int, _ position: inout UInt32, _ length: inout Int
  ) throws {
    var chunks = TextChunks(text)
    while let chunk = chunks.next() {
      let texts = texts
      let start = position
      try analyzer.analyze(chunk, into: &analyzed) { tokens, scalars in
        texts.add(tokens, of: scalars, document: document, position: start, weight: weight)
      }
      census.add(analyzed.folded.scalars)
      if analyzed.hasManyParts {
        texts.add(analyzed.parts, of: analyzed.folded.scalars, document: document, weight: weight)
      }
      texts.add(analyzed.marked, document: document, weight: weight)
      addCities(to: document, weight: weight)
      addQuantities(to: document, weight: weight)
      addConcepts(to: document, weight: weight)
      position &+= analyzed.positionCount
      length += analyzed.characterCount
    }
    // The end of a field parts what stands on its two sides.
    if !text.isEmpty { position &+= 1 }
  }

  /// Adds what is known of the document beside its text.
  private func invertFacts(of document: Document, as number: UInt32) throws {
    add(.identifier, document.id, to: number)
    for (name, value) in DocumentTexts(document).facts where value.utf8.count <= Filter.longestValue
    {
      add(.attribute, "\(name)=\(value)", to: number)
    }
    if let date = document.date.flatMap({ DateText.value(of: $0, by: analyzer) }) {
      for term in DateTerm.terms(of: date) {
        for _ in 0..<Self.titleWeight { add(.date, term, to: number) }
      }
    }
    guard let city = document.city else { return }
    try analyzer.analyze(city, into: &analyzed)
    addCities(to: number, weight: Self.titleWeight)
  }

  /// Adds the cities named in the text at hand: what a title names, the document is about.
  private func addCities(to document: UInt32, weight: Int) {
    for mention in analyzed.cities {
      let city = String(mention.city)
      for _ in 0..<weight { add(.city, city, to: document) }
      if weight == Self.titleWeight { add(.subject, city, to: document) }
    }
  }

  /// Adds the dates and the numbers of the text at hand.
  private func addQuantities(to document: UInt32, weight: Int) {
    for mention in analyzed.dates {
      for term in DateTerm.terms(of: mention.value) {
        for _ in 0..<weight { add(.date, term, to: document) }
      }
    }
    for mention in analyzed.numbers {
      for term in mention.terms { add(.number, term, to: document) }
    }
  }

  /// Adds the user's concepts that the text at hand names.
  private func addConcepts(to document: UInt32, weight: Int) {
    guard let aliases = analyzer.aliases else { return }
    for mention in analyzed.concepts {
      for _ in 0..<weight { add(.concept, aliases.keys[mention.concept], to: document) }
    }
  }

  private func add(_ layer: Layer, _ text: String, to document: UInt32) {
    texts.add(layer, text.unicodeScalars.map(\.value), document: document)
  }
}
