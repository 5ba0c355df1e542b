/// The lengths of a segment's documents, as scores take them.
struct ScoredLengths {
  /// The length code of each document; valid as long as the segment lives.
  let codes: UnsafePointer<UInt8>
  /// What each code is worth in a score.
  let inverse: InverseLengths
}
