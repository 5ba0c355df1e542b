import TansakuStorage

/// Turns documents into one segment: holds the inverted texts in memory, and the stored ones on
/// disk as they come, until the segment is finished.
final class SegmentBuilder {
  private let pool: InversionPool
  private var batch = InversionBatch(sequence: 0, first: 0)
  private var count: UInt32 = 0
  private var lengths: [UInt8] = []
  private var writer: SegmentWriter
  /// The newest document of each id, for replacement and deletion before the segment is written.
  private var documents: [ByteText: UInt32] = [:]
  private var deletions: [UInt32] = []
  /// Why a batch could not be inverted or written: the segment lacks it and can't be finished.
  private var failure: (any Error)?

  /// A builder of the segment with these files, by a pool that has nothing else to do.
  init(
    _ files: SegmentFiles, in directory: String, fileSystem: any FileSystem, pool: InversionPool
  ) throws {
    self.pool = pool
    writer = try SegmentWriter(files, in: directory, fileSystem: fileSystem)
  }

  /// How many documents were added.
  var documentCount: Int { Int(count) }

  /// The ids of the documents that were added and not deleted.
  var identifiers: [String] { documents.keys.map(\.text) }

  /// Whether a document that may come to take `cost` bytes can be added within the memory that was
  /// planned; true if it is the first, for no segment would have more room for it.
  ///
  /// Waits for the documents under way where what they may come to take decides.
  func hasRoom(for cost: Int) throws -> Bool {
    if count == 0 || memory(adding: cost) <= pool.plan.memory { return true }
    do {
      try writeInverted(waiting: true)
    } catch {
      failure = error
      throw error
    }
    return memory(adding: cost) <= pool.plan.memory
  }

  private func memory(adding cost: Int) -> Int {
    pool.plan.needed(
      texts: pool.textsMemory, underWay: pool.costUnderWay + batch.cost + cost,
      longestStream: pool.longestStream, documents: Int(count))
  }

  /// Adds a document that may come to take `cost` bytes of memory; one of the same id that was added
  /// here before is deleted.
  func add(_ document: Document, cost: Int) throws {
    guard count < Manifest.mostDocuments else {
      throw IndexError(
        code: .tooLarge, message: "A segment may hold \(Manifest.mostDocuments) documents.")
    }
    delete(id: document.id)
    try writer.addIdentifier(document.id.utf8)
    documents[ByteText(document.id)] = count
    count += 1
    let isLast = StoredFormat.encode(document, to: &batch.block)
    batch.documents.append(document)
    batch.cost += cost
    if isLast { try endBatch() }
  }

  private func endBatch() throws {
    let full = batch
    batch = InversionBatch(sequence: full.sequence + 1, first: count)
    do {
      try pool.submit(full)
      try writeInverted(waiting: full.cost > pool.plan.muchUnderWay)
    } catch {
      failure = error
      throw error
    }
  }

  private func writeInverted(waiting: Bool) throws {
    while let inverted = try pool.next(waiting: waiting) { try write(inverted) }
  }

  private func write(_ inverted: InvertedBatch) throws {
    lengths += inverted.lengths
    try inverted.frame.withUnsafeBytes {
      try writer.addStored(frame: $0, size: inverted.size, documents: inverted.documentCount)
    }
  }

  /// Deletes the document of this id that was added here; false where there is none.
  @discardableResult
  func delete(id: String) -> Bool {
    guard let number = documents.removeValue(forKey: ByteText(id)) else { return false }
    deletions.append(number)
    return true
  }

  /// Writes the segment; returns what the manifest must know, and the deletions.
  func finish() throws -> (info: SegmentInfo, deletions: Deletions) {
    if !batch.documents.isEmpty { try endBatch() }
    if let failure { throw failure }
    try writeInverted(waiting: true)
    try TermsEncoding(pool.texts, lengths: lengths).write(
      to: &writer, threads: pool.plan.writers(longestStream: pool.longestStream))
    pool.reset()
    var info = try writer.finish(lengths: lengths)
    var deleted = Deletions(count: lengths.count)
    for document in deletions { deleted.insert(document) }
    info.deletedCount = UInt32(deleted.count)
    return (info, deleted)
  }

  /// Gives up and removes the files.
  func abandon() {
    pool.reset()
    writer.abandon()
  }
}

/// A text that equals another only byte for byte, as ids do in the dictionary; Swift's strings are
/// equal where their canonical forms are.
private struct ByteText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (one: ByteText, other: ByteText) -> Bool { one.text.hasBytes(of: other.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether another text has the same bytes in UTF-8: Swift's `==` compares canonical forms.
  func hasBytes(of other: String) -> Bool {
    var (one, other) = (self, other)
    return one.withUTF8 { one in
      other.withUTF8 { other in
        one.count == other.count && one.indices.allSatisfy { one[$0] == other[$0] }
      }
    }
  }
}
