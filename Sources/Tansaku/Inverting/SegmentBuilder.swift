import TansakuStorage
import TansakuText

/// Turns documents into one segment: holds the inverted texts in memory, and the stored ones on
/// disk as they come, until the segment is finished.
final class SegmentBuilder {
  /// How often a word of the title counts as often as one of the body.
  static let titleWeight = 2

  private let analyzer: Analyzer
  private var analyzed = AnalyzedText()
  private let texts = InvertedTexts()
  private var lengths: [UInt8] = []
  private var totalLength: UInt64 = 0
  private var writer: SegmentWriter
  private let files: SegmentFiles
  /// The newest document of each id, for replacement and deletion before the segment is written.
  private var documents: [String: UInt32] = [:]
  private var deletions: [UInt32] = []

  /// A builder of the segment with these files.
  init(
    _ files: SegmentFiles, in directory: String, fileSystem: any FileSystem, analyzer: Analyzer
  ) throws {
    self.files = files
    self.analyzer = analyzer
    writer = try SegmentWriter(files, in: directory, fileSystem: fileSystem)
  }

  /// How many documents were added.
  var documentCount: Int { lengths.count }

  /// The ids of the documents that were added and not deleted.
  var identifiers: Dictionary<String, UInt32>.Keys { documents.keys }

  /// How many bytes of memory the builder needs now.
  var memory: Int { texts.memory + documents.count * 96 }

  /// Adds a document; one of the same id that was added here before is deleted.
  func add(_ document: Document) throws {
    guard lengths.count < Int(UInt32.max >> 1) - 1 else {
      throw IndexError(code: .tooLarge, message: "A segment may hold 2,147,483,646 documents.")
    }
    let number = UInt32(lengths.count)
    delete(id: document.id)
    try writer.add(document)
    documents[document.id] = number
    var length = 0
    var position: UInt32 = 0
    try invert(document.title, as: number, weight: SegmentBuilder.titleWeight, &position, &length)
    try invert(document.body, as: number, weight: 1, &position, &length)
    try invertFacts(of: document, as: number)
    lengths.append(LengthCode.encode(length))
    totalLength += UInt64(LengthCode.decode(LengthCode.encode(length)))
  }

  /// Deletes the document of this id that was added here; false where there is none.
  @discardableResult
  func delete(id: String) -> Bool {
    guard let number = documents.removeValue(forKey: id) else { return false }
    deletions.append(number)
    return true
  }

  /// Inverts one field, whose positions begin at `position`; leaves that behind the field.
  private func invert(
    _ text: String, as document: UInt32, weight: Int, _ position: inout UInt32, _ length: inout Int
  ) throws {
    var chunks = TextChunks(text)
    while let chunk = chunks.next() {
      try analyzer.analyze(chunk, into: &analyzed)
      analyzed.folded.scalars.withUnsafeBufferPointer { scalars in
        analyzed.tokens.withUnsafeBufferPointer { tokens in
          texts.add(tokens, of: scalars, document: document, position: position, weight: weight)
        }
      }
      addCities(to: document, weight: weight)
      position &+= analyzed.positionCount
      length += analyzed.characterCount
    }
    // The end of a field parts what stands on its two sides.
    if !text.isEmpty { position &+= 1 }
  }

  /// Adds what is known of the document beside its text.
  private func invertFacts(of document: Document, as number: UInt32) throws {
    add(.identifier, document.id, to: number)
    for (name, value) in DocumentTexts(document).facts where value.utf8.count <= 512 {
      add(.attribute, "\(name)=\(value)", to: number)
    }
    guard let city = document.city else { return }
    try analyzer.analyze(city, into: &analyzed)
    addCities(to: number, weight: SegmentBuilder.titleWeight)
  }

  /// Adds the cities named in the text at hand. What a title names, the document is about.
  private func addCities(to document: UInt32, weight: Int) {
    for mention in analyzed.cities {
      let city = String(mention.city)
      for _ in 0..<weight { add(.city, city, to: document) }
      if weight == SegmentBuilder.titleWeight { add(.subject, city, to: document) }
    }
  }

  private func add(_ layer: Layer, _ text: String, to document: UInt32) {
    texts.add(layer, text.unicodeScalars.map(\.value), document: document)
  }

  /// Writes the segment. Returns what the manifest must know, with the deletions among it.
  func finish() throws -> (info: SegmentInfo, deletions: Deletions, bytes: Int) {
    try lengths.withUnsafeBufferPointer { lengths in
      try texts.forEachTerm { key, hasPositions, occurrences in
        try writer.add(
          key, documents: occurrences.documents.numbers,
          frequencies: occurrences.frequencies.numbers,
          deltas: hasPositions ? occurrences.deltas.numbers : nil, lengths: lengths)
      }
    }
    let bytes = try writer.finish(lengths: lengths)
    var deleted = Deletions(count: lengths.count)
    for document in deletions { deleted.insert(document) }
    let info = SegmentInfo(
      number: files.number, documentCount: UInt32(lengths.count),
      deletedCount: UInt32(deleted.count), deletionsGeneration: 0, totalLength: totalLength)
    return (info, deleted, bytes)
  }

  /// Gives up and removes the files.
  func abandon() { writer.abandon() }
}
