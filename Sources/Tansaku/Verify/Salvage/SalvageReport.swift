/// What was read of a damaged index, and what could not be.
public struct SalvageReport: Sendable {
  /// A segment: a part of the documents, with files of its own.
  public struct Segment: Sendable {
    /// The tag that is in the names of its files.
    public let name: String
    /// How many documents were taken from it.
    public internal(set) var documentCount = 0
    /// How many of its documents could not be read; nil if nobody knows how many it had.
    public internal(set) var lostCount: Int? = 0
    /// What could not be read, the first such thing; nil if all of it could.
    public internal(set) var fault: IndexError?

    init(name: String) { self.name = name }
  }

  /// The segments in the order in which they were read.
  public internal(set) var segments: [Segment] = []
  /// How many documents the new index has.
  public internal(set) var documentCount = 0
  /// Why the manifest could not be read; nil if it could.
  ///
  /// Without it nobody knows which segments belonged to the last commit, nor which aliases the index
  /// had: all segments in the folder were read, those of a later age last.
  public internal(set) var manifestFault: IndexError?

  /// Whether every document of the last commit is in the new index.
  public var isComplete: Bool {
    manifestFault == nil && segments.allSatisfy { $0.fault == nil }
  }
}
