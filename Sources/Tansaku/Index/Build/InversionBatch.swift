import TansakuStorage

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
