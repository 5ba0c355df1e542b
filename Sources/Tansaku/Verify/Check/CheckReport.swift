/// What a check of an index found.
public struct CheckReport: Sendable {
  /// A file that was read.
  public struct File: Sendable {
    /// The file's name in the folder of the index.
    public let name: String
    /// How long it is; 0 where the system does not tell.
    public let byteCount: Int
    /// Why it cannot be read whole; nil where every byte is as it was written.
    public let fault: IndexError?
  }

  /// A segment of the commit: a part of its documents, with files of its own.
  public struct Segment: Sendable {
    /// The tag that is in the names of its files.
    public let name: String
    /// How many documents it has, deleted ones left out.
    public let documentCount: Int
    /// Whether its files are as they were written, belong to the commit, and do not contradict one
    /// another; a deep check's comparison with the texts is not counted.
    public let isSound: Bool
  }

  /// The most faults that are kept one by one: a file of contradictions would drown the rest.
  public static let faultLimit = 100

  /// Which commit was checked; 0 where its manifest cannot be read.
  public internal(set) var generation: UInt64 = 0
  /// How many documents the commit has, deleted ones left out.
  public internal(set) var documentCount = 0
  /// How many terms were followed to their documents and positions.
  public internal(set) var termCount = 0
  /// The ways in which texts of the index were analyzed and in which this program does not analyze
  /// any, by their names: `rules 4, ICU 72.1`.
  ///
  /// Such an index is not damaged. But this program cannot tell what its texts gave, so that neither
  /// the lengths of documents are compared with their terms nor the terms with the texts.
  public internal(set) var otherAnalyses: [String] = []
  /// How many documents were compared with a fresh inversion of their stored texts, deleted ones that
  /// are still stored included; 0 where the check was not to do that or could not.
  public internal(set) var comparedCount = 0
  /// The files of the commit: its manifest, then those of its segments.
  public internal(set) var files: [File] = []
  /// The segments of the commit, oldest first; none if the manifest cannot be read.
  public internal(set) var segments: [Segment] = []
  /// Files of segments that were not checked, because the manifest cannot be read and so nobody knows
  /// which of them belong to the commit.
  ///
  /// No update removes them, because none can begin. ``SearchIndex/salvage(from:into:aliases:)`` reads
  /// what it can of them.
  public internal(set) var unchecked: [File] = []
  /// Files that no commit names: of a writer at work or of one that died.
  ///
  /// The next update removes them; they are no fault.
  public internal(set) var leftovers: [File] = []
  /// What is wrong, in the order in which it was found: damaged files and contradictions between
  /// sound ones.
  ///
  /// At most ``faultLimit``.
  public private(set) var faults: [IndexError] = []
  /// How many faults there are, those beyond the limit included.
  public private(set) var faultCount = 0

  /// Whether everything is as it was written and nothing contradicts anything.
  public var isSound: Bool { faultCount == 0 }

  /// Keeps a fault.
  mutating func note(_ error: any Error) {
    faultCount += 1
    if faults.count < CheckReport.faultLimit { faults.append(IndexError(error)) }
  }

  /// Keeps a contradiction in a file whose bytes are as they were written.
  mutating func note(_ sentence: String, in file: String) {
    note(
      IndexError(
        code: .corrupt, message: sentence + " Build the index again and report this.", file: file))
  }
}
