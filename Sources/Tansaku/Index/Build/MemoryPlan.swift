import TansakuText

/// How the memory that an update may take is shared out among its threads.
struct MemoryPlan {
  /// The least that one thread works with: its tables and scratch when it starts, what it needs to
  /// write its terms out, and as much again for what it is there for, the inverted texts.
  static let perWorker = 16 << 20
  /// As much as one thread's tables can address.
  private static let mostPerWorker = 1 << 30
  /// What a worker takes before its first document, without its tables of terms.
  private static let workerBase = 2 << 20

  /// How many bytes may be taken in all.
  let memory: Int
  /// How many threads can work with that.
  let concurrency: Int

  /// A plan for so many bytes and as many threads as are wanted at most.
  init(memory: Int, concurrency: Int) {
    let least = max(memory, MemoryPlan.perWorker)
    self.concurrency = max(1, min(concurrency, least / MemoryPlan.perWorker))
    self.memory = min(least, self.concurrency * MemoryPlan.mostPerWorker)
  }

  /// How many bytes the inverted texts of one thread may come to take, more or less.
  var textsPerWorker: Int { memory / concurrency / 2 }

  /// What documents may come to take before the next one may not even be read meanwhile.
  var muchUnderWay: Int { memory / 2 }

  /// How many threads may write terms at a time, where the inverted texts have such a stream.
  func writers(longestStream: Int) -> Int {
    var threads = concurrency
    while threads > 1,
      TermsEncoding.memory(threads: threads, longestStream: longestStream, sources: concurrency)
        > memory / 4
    {
      threads -= 1
    }
    return threads
  }

  /// Tells what is needed in all, now and for writing the segment out.
  ///
  /// - Parameters:
  ///   - texts: the bytes of the inverted texts.
  ///   - underWay: what documents that are not inverted yet may come to take.
  ///   - longestStream: the bytes of the longest stream of the inverted texts.
  ///   - documents: the documents in the segment.
  /// - Returns: a number of bytes.
  func needed(texts: Int, underWay: Int, longestStream: Int, documents: Int) -> Int {
    let writing = TermsEncoding.memory(
      threads: writers(longestStream: longestStream), longestStream: longestStream,
      sources: concurrency)
    // The allocator takes about an eighth more than it is asked for. Of a document its id is kept,
    // in a table, its length, and its place among the stored ones.
    return texts + texts / 8 + documents * 112 + concurrency * MemoryPlan.workerBase
      + max(underWay, writing)
  }

  /// What a document may come to take until it is inverted, in bytes.
  ///
  /// Its texts are held twice and compressed once. New terms take up to 27 bytes for a byte of text
  /// (random Chinese characters, whose pairs are nearly all new). The analysis takes up to 24 for a
  /// byte of the longest piece.
  static func cost(of document: Document) -> Int {
    let length = document.title.utf8.count + document.body.utf8.count
    let piece = max(
      TextChunks.longestLength(in: document.title), TextChunks.longestLength(in: document.body))
    return length * 30 + piece * 24
  }
}
