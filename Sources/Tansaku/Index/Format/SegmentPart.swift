import TansakuStorage

/// The encoded postings and positions of some terms that follow one another in the order of their
/// keys.
///
/// Parts are made on any thread and added to a segment one after the other. A term's bytes depend on
/// the term alone, so that a segment has the same bytes however its terms are cut into parts.
struct SegmentPart {
  /// How many bytes a part holds before it should be added to the segment; one term may take it far
  /// beyond.
  static let fullSize = 1 << 18

  private var postings = PostingsWriter()
  private var positions = PositionsWriter()
  /// The keys of all terms, one after the other.
  private var keys: [UInt8] = []
  /// Where each term's key ends, and what the dictionary will know of it, but for offsets that count
  /// from the part's first byte.
  private var terms: [(keyEnd: Int, info: TermInfo)] = []

  /// How many bytes of memory the part takes.
  var memory: Int {
    postings.bytes.count + positions.bytes.count + keys.count
      + terms.count * MemoryLayout<(keyEnd: Int, info: TermInfo)>.stride
  }

  /// Whether it is time to add the part to the segment.
  var isFull: Bool { memory >= SegmentPart.fullSize }

  /// The encoded postings of its terms.
  var postingsBytes: ByteWriter { postings.bytes }

  /// The encoded positions of its terms.
  var positionsBytes: ByteWriter { positions.bytes }

  /// Adds a term, whose key must be greater than the last one's, with its occurrences.
  mutating func add(
    _ key: [UInt8], _ occurrences: Occurrences, hasPositions: Bool,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    try add(
      key, documents: occurrences.documents.numbers, frequencies: occurrences.frequencies.numbers,
      deltas: hasPositions ? occurrences.deltas.numbers : nil, lengths: lengths)
  }

  /// Adds a term, whose key must be greater than the last one's.
  ///
  /// - Parameters:
  ///   - key: the term's key.
  ///   - documents: the documents that it occurs in, increasing; at least one.
  ///   - frequencies: how often in each.
  ///   - deltas: its positions as differences, a document's first from 0; nil where none are kept.
  ///   - lengths: the length code of each document of the segment.
  /// - Throws: `IndexError` where the term has too many occurrences.
  mutating func add(
    _ key: [UInt8], documents: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>, deltas: UnsafeBufferPointer<UInt32>?,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    var info = TermInfo(
      documentFrequency: UInt32(documents.count),
      totalFrequency: frequencies.reduce(0) { $0 + UInt64($1) }, hasPositions: deltas != nil,
      postings: .single(document: documents[0]), positions: .none)
    var place = PostingsWriter.Positions.none
    if let deltas {
      precondition(
        UInt64(deltas.count) == info.totalFrequency,
        "A term has as many positions as its frequencies say")
      if info.totalFrequency == 1 {
        info.positions = .single(position: deltas[0])
      } else if PostingsFormat.isSmall(
        documents: documents.count, occurrences: info.totalFrequency)
      {
        info.positions = .small
        place = .small(deltas)
      } else {
        let encoded = positions.add(deltas)
        info.positions = .offset(encoded.offset)
        place = .blocks(encoded.blocks)
      }
    }
    if documents.count > 1 {
      info.postings = .offset(
        try postings.add(
          documents: documents, frequencies: frequencies, positions: place, lengths: lengths))
    }
    keys += key
    terms.append((keys.count, info))
  }

  /// Calls `body` with each term's key and what the dictionary is to know of it, where the part's
  /// bytes begin at these offsets of the two files.
  func forEachTerm(
    postings postingsStart: UInt64, positions positionsStart: UInt64,
    _ body: (UnsafeRawBufferPointer, TermInfo) throws -> Void
  ) rethrows {
    try keys.withUnsafeBytes { keys in
      var start = 0
      for (end, info) in terms {
        var info = info
        if case .offset(let offset) = info.postings {
          info.postings = .offset(postingsStart + offset)
        }
        if case .offset(let offset) = info.positions {
          info.positions = .offset(positionsStart + offset)
        }
        try body(UnsafeRawBufferPointer(rebasing: keys[start..<end]), info)
        start = end
      }
    }
  }

  /// Forgets the terms and keeps the memory.
  mutating func removeAll() {
    postings.removeAll()
    positions.removeAll()
    keys.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
  }
}
