import TansakuStorage

/// The ids of the documents that are not deleted, to see that none stands in two segments.
///
/// Keeps 64 bits of each id instead of the id: what looks alike is looked up.
struct LivingIdentifiers {
  private var seen: Set<UInt64> = []
  private var suspects: [String] = []

  /// Takes in an id of one segment.
  mutating func insert(_ id: String) {
    let hash = Array(id.utf8).withUnsafeBytes { checksum($0) }
    if !seen.insert(hash).inserted { suspects.append(id) }
  }

  /// Notes ids that several segments have a living document of.
  func checkUniqueness(among segments: [SegmentCheck], _ report: inout CheckReport) {
    for id in suspects {
      let holders = segments.filter { $0.hasLiving(id: id, &report) }
      if holders.count > 1, let last = holders.last {
        report.note(
          "The id \(id.prefix(40)) has \(holders.count) documents that are not deleted.",
          in: last.identifiersPath)
      }
    }
  }
}
