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

  /// Adds the positions of every document to the sums of a segment.
  ///
  /// They must rise, but that what stands in the title comes `InversionWorker.titleWeight` times,
  /// before all that stands in the body; and none can lie further back than the document is long.
  ///
  /// - Parameters:
  ///   - sums: the sums of all documents of the segment.
  ///   - halves: how wide what stands at each position is: see `PositionSums.halves(of:)`.
  ///   - lengths: the length code of each document of the segment.
  /// - Returns: what is wrong, to be read behind the term's name; nil where nothing is.
  func addPositions(
    to sums: inout PositionSums, halves: Int, lengths: [UInt8]
  ) -> String? {
    guard UInt64(deltas.count) == totalFrequency else {
      return "has \(deltas.count) positions for \(totalFrequency) occurrences"
    }
    var at = 0
    for (document, frequency) in zip(documents, frequencies) {
      let end = at + Int(frequency)
      let highest = PositionSums.highest(lengths[Int(document)])
      var position = 0
      var isInTitle = true
      while at < end {
        position += Int(deltas[at])
        at += 1
        var times = 1
        while at < end, deltas[at] == 0 {
          times += 1
          at += 1
        }
        isInTitle = isInTitle && times == InversionWorker.titleWeight
        guard isInTitle || times == 1 else {
          return "stands \(times) times at position \(position) of document \(document)"
        }
        guard position <= highest, let place = UInt32(exactly: position) else {
          return "stands at position \(position) of document \(document), which is not that long"
        }
        sums.add(place, of: document, isInTitle: isInTitle, halves: halves)
      }
    }
    return nil
  }
}
