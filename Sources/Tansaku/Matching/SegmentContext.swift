import TansakuStorage

/// What the parts of a search in one segment have in common.
///
/// Holds the segment, so that the addresses of its lengths stay valid.
final class SegmentContext {
  let segment: Segment
  /// The number of the segment in the searcher.
  let number: Int
  let lengths: UnsafePointer<UInt8>
  let inverseLengths: InverseLengths
  let units: ScoreUnits
  /// A document must have one key of each of these lists.
  let filters: [[TermKey]]
  let damage: DamageReport

  init(
    _ segment: Segment, number: Int, inverseLengths: InverseLengths, units: ScoreUnits,
    filters: [[TermKey]], damage: DamageReport
  ) throws {
    self.segment = segment
    self.number = number
    self.inverseLengths = inverseLengths
    self.units = units
    self.filters = filters
    self.damage = damage
    guard let codes = try segment.lengthCodes().baseAddress else {
      throw StorageError(.corrupt, "A segment has no lengths. Build the index again.")
    }
    lengths = UnsafePointer(codes.assumingMemoryBound(to: UInt8.self))
  }

  /// Who may be a hit, asked in increasing order of documents.
  func gate() throws -> DocumentGate { try DocumentGate(self) }
}

/// Tells which documents are neither deleted nor kept out by the filters.
struct DocumentGate {
  private let deletions: Deletions?
  private let filters: [PostingCursor]

  fileprivate init(_ context: SegmentContext) throws {
    deletions = context.segment.deletions.count > 0 ? context.segment.deletions : nil
    filters = try context.filters.map { keys in
      let segment = context.segment
      let infos = try keys.compactMap { try segment.terms.find($0) }
      return infos.count == 1
        ? try segment.cursor(infos[0], withPositions: false, damage: context.damage)
        : PostingCursor(try segment.union(infos, damage: context.damage))
    }
  }

  /// Whether every document passes.
  var isOpen: Bool { deletions == nil && filters.isEmpty }

  /// Whether a document passes; documents must be asked for in increasing order.
  func passes(_ document: UInt32) -> Bool {
    if let deletions, deletions.contains(document) { return false }
    for filter in filters {
      filter.seek(document)
      if filter.document != document { return false }
    }
    return true
  }
}
