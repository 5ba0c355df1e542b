/// The occurrences of one term: its documents, how often in each, and its positions as differences.
struct OccurrenceList {
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  var deltas: [UInt32] = []

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    deltas.removeAll(keepingCapacity: true)
  }
}
