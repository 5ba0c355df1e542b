/// The postings of one term, decoded whole, with what the file claims of them.
struct PostingList {
  /// The documents and how often the term occurs in each.
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  /// The positions as differences, a document's first from 0; empty where none are kept.
  var deltas: [UInt32] = []
  /// The bounds of each block; none where the postings are a list alone.
  var impacts: [(Impact, Impact)] = []
  /// What the decoder found wrong, to be read behind the term's name.
  var faults: [String] = []

  /// Forgets all but the positions and makes the list that of one posting.
  mutating func set(single document: UInt32, frequency: UInt32) {
    removePostings()
    documents.append(document)
    frequencies.append(frequency)
  }

  /// Forgets all but the positions.
  mutating func removePostings() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    impacts.removeAll(keepingCapacity: true)
    faults.removeAll()
  }

  /// How often the term occurs in all.
  var totalFrequency: UInt64 { frequencies.reduce(0) { $0 + UInt64($1) } }

  /// Whether every posting is bounded by one of the impacts of its block, given the length code of
  /// each document, of which all in the list must have one.
  func boundsHold(lengths: [UInt8]) -> Bool {
    impacts.isEmpty
      || documents.indices.allSatisfy { index in
        let (one, other) = impacts[index / PostingsFormat.blockSize]
        let length = lengths[Int(documents[index])]
        return [one, other].contains { impact in
          impact.length <= length
            && (impact.frequency == .max || UInt32(impact.frequency) >= frequencies[index])
        }
      }
  }

  /// Whether the positions of every document rise, that is, whether their differences sum up to
  /// numbers of 32 bits.
  ///
  /// There must be as many differences as the frequencies say.
  func positionsRise() -> Bool {
    var next = 0
    for frequency in frequencies {
      var position: UInt64 = 0
      for delta in deltas[next..<next + Int(frequency)] { position += UInt64(delta) }
      if position > UInt64(UInt32.max) { return false }
      next += Int(frequency)
    }
    return true
  }
}
