import TansakuStorage

/// Writes one segment in place of several: their living documents in the order of the segments.
///
/// The files have the same bytes as if the documents had been added to one segment in the first
/// place. Memory is needed for the occurrences of one term (eight bytes a document, four a
/// position), for one block of stored texts and of each dictionary, and for five bytes a document.
struct SegmentMerger {
  /// A segment to be merged, with the deletions that count for it now.
  struct Source {
    let segment: Segment
    let deletions: Deletions
  }

  /// How many occurrences are read before the pages that they came from may go.
  private static let occurrencesHeld = 1 << 20

  private let sources: [Source]
  private let checkpoint: () throws -> Void
  /// For each source the new number of each document; `endOfPostings` for a deleted one.
  private var numbers: [[UInt32]] = []
  private var lengths: [UInt8] = []

  /// A merger of segments in the order in which their documents were added.
  ///
  /// - Parameters:
  ///   - sources: the segments.
  ///   - checkpoint: called now and then while files are written; what it throws ends the merge.
  /// - Throws: what is wrong with the segments.
  init(_ sources: [Source], checkpoint: @escaping () throws -> Void = {}) throws {
    self.sources = sources
    self.checkpoint = checkpoint
    for source in sources {
      let codes = try source.segment.lengthCodes()
      numbers.append(
        (0..<source.segment.info.documentCount).map { document in
          if source.deletions.contains(document) { return endOfPostings }
          lengths.append(codes[Int(document)])
          return UInt32(lengths.count - 1)
        })
    }
    guard lengths.count <= Int(Manifest.mostDocuments) else {
      throw IndexError(
        code: .tooLarge,
        message: "A segment of \(lengths.count) documents would be made, and "
          + "\(Manifest.mostDocuments) are the most. Make several indexes.")
    }
  }

  /// How many documents the merged segment has.
  var documentCount: Int { lengths.count }

  /// Writes the segment; on failure its files are removed.
  ///
  /// - Parameters:
  ///   - files: the segment's files.
  ///   - directory: the folder of the index.
  ///   - fileSystem: where that is.
  ///   - noting: is told the id of each document in order.
  /// - Returns: what the manifest must know.
  /// - Throws: what is wrong with the segments, or what the disk says.
  func write(
    _ files: SegmentFiles, in directory: String, fileSystem: any FileSystem,
    noting: ([UInt8]) -> Void = { _ in }
  ) throws -> SegmentInfo {
    var writer = try SegmentWriter(files, in: directory, fileSystem: fileSystem)
    do {
      try writeDocuments(to: &writer, noting: noting)
      try writeTerms(to: &writer)
      return try writer.finish(lengths: lengths)
    } catch {
      writer.abandon()
      throw error
    }
  }

  private func writeDocuments(
    to writer: inout SegmentWriter, noting: ([UInt8]) -> Void
  ) throws {
    for (source, numbers) in zip(sources, numbers) {
      var document = 0
      try source.segment.identifiers.forEach { id in
        if numbers[document] != endOfPostings {
          try writer.addIdentifier(id)
          noting(id)
        }
        document += 1
      }
      try source.segment.stored.forEachBlock { block in
        // Closed by the rule and begun where we begin one: it is the block that we would write.
        if writer.isAtStoredBlockStart, !block.isLast,
          block.documents.allSatisfy({ numbers[Int($0)] != endOfPostings })
        {
          try writer.addStored(
            frame: block.frame, size: block.size, documents: block.documents.count)
        } else {
          try block.forEach { document, record in
            if numbers[Int(document)] != endOfPostings { try writer.addStored(record) }
          }
        }
        source.segment.forgetPages()
        try checkpoint()
      }
    }
  }

  private func writeTerms(to writer: inout SegmentWriter) throws {
    let damage = DamageReport()
    let occurrences = Occurrences()
    var streams = try sources.map { try TermStream($0.segment.terms) }
    let positions = PositionList()
    var held = 0
    while let key = SegmentMerger.leastKey(of: streams) {
      occurrences.removeAll()
      var hasPositions: Bool?
      for index in streams.indices where streams[index].key == key {
        let info = streams[index].info
        guard hasPositions ?? info.hasPositions == info.hasPositions else {
          throw StorageError(
            .corrupt,
            "One segment keeps positions of a term, another keeps none of it. Build the index "
              + "again.")
        }
        hasPositions = info.hasPositions
        try append(info, of: index, to: occurrences, positions, damage: damage)
        try streams[index].advance()
      }
      try damage.check()
      held += occurrences.documents.count + occurrences.deltas.count + 1
      if held > SegmentMerger.occurrencesHeld {
        for source in sources { source.segment.forgetPages() }
        held = 0
        try checkpoint()
      }
      // A term whose documents are all deleted is gone.
      if occurrences.documents.count == 0 { continue }
      guard let hasPositions else { preconditionFailure("The least key is that of a stream") }
      try lengths.withUnsafeBufferPointer { lengths in
        try writer.add(key, occurrences, hasPositions: hasPositions, lengths: lengths)
      }
    }
  }

  private static func leastKey(of streams: [TermStream]) -> [UInt8]? {
    var least: [UInt8]?
    for stream in streams {
      guard let key = stream.key else { continue }
      if least.map({ key.lexicographicallyPrecedes($0) }) ?? true { least = key }
    }
    return least
  }

  /// Appends the living occurrences of one source's term.
  private func append(
    _ info: TermInfo, of index: Int, to occurrences: Occurrences, _ positions: PositionList,
    damage: DamageReport
  ) throws {
    let segment = sources[index].segment
    let numbers = numbers[index]
    let cursor = try segment.cursor(info, withPositions: true, damage: damage)
    // Of its own while the loop runs: a class is asked at every access.
    var documents = occurrences.documents
    var frequencies = occurrences.frequencies
    var deltas = occurrences.deltas
    defer {
      occurrences.documents = documents
      occurrences.frequencies = frequencies
      occurrences.deltas = deltas
    }
    // How many occurrences of the block at hand were passed.
    var before = 0
    cursor.advance()
    while cursor.document != endOfPostings {
      if cursor.at == 0 { before = 0 }
      let frequency = cursor.frequency
      let number = numbers[Int(cursor.document)]
      if number != endOfPostings {
        documents.append(number)
        frequencies.append(frequency)
        if let places = cursor.blockPositions() {
          positions.keep(first: 0)
          places.read(Int(frequency), skipping: before, into: positions)
          // What is written here is all that is left: nothing is put in the place of what is missing.
          guard positions.count == Int(frequency) else {
            try damage.check()
            throw segment.wrongCount(ofPositions: positions.count, info)
          }
          var last: UInt32 = 0
          for position in positions.values {
            deltas.append(position &- last)
            last = position
          }
        }
      }
      before += Int(frequency)
      cursor.advance()
    }
  }
}
