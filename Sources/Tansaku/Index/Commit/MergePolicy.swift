/// Which segments to merge so that their number stays small and each document is rewritten a number
/// of times that grows with the logarithm of the index.
///
/// Segments are of one tier if their numbers of living documents lie between the same powers of ten;
/// ten of a tier, with what is smaller between them, become one of the next. As Lucene's tiered policy
/// has it, except that only neighbours are merged, so that documents stay in the order in which they
/// were added. Segments that together have more documents than one may have are not merged.
struct MergePolicy {
  /// How many segments of a tier are merged into one.
  static let width = 10
  /// Segments with fewer documents are all of the lowest tier.
  static let smallest = 100

  /// A segment as far as the policy goes.
  struct Candidate {
    /// How many documents it has.
    let documentCount: Int
    /// How many of them are deleted.
    let deletedCount: Int
    var livingCount: Int { documentCount - deletedCount }
  }

  /// The next segments to be merged; nil where all is well.
  static func next(_ candidates: [Candidate]) -> Range<Int>? {
    let tiers = candidates.map { tier(of: $0.livingCount) }
    for tier in Set(tiers).sorted() {
      // Segments of the tier with nothing above it between them; what is below goes along.
      var same: [Int] = []
      for (index, other) in tiers.enumerated() where other >= tier {
        if other > tier {
          same = []
        } else {
          same.append(index)
          if same.count < width { continue }
          let range = same[0]..<index + 1
          if livingCount(candidates[range]) <= Int(Manifest.mostDocuments) { return range }
          same.removeFirst()
        }
      }
    }
    // More than half of it is dead weight.
    return candidates.firstIndex { $0.deletedCount * 2 > $0.documentCount }.map { $0..<$0 + 1 }
  }

  /// The next segments to be merged so that at most so many are left, without deletions; nil where
  /// that is so.
  static func next(_ candidates: [Candidate], atMost maximum: Int) -> Range<Int>? {
    let surplus = candidates.count - maximum
    guard surplus > 0 else {
      return candidates.firstIndex { $0.deletedCount > 0 }.map { $0..<$0 + 1 }
    }
    // The neighbours that are cheapest to merge.
    let starts = 0..<candidates.count - surplus
    func cost(_ start: Int) -> Int { livingCount(candidates[start...start + surplus]) }
    return starts.filter { cost($0) <= Int(Manifest.mostDocuments) }
      .min { cost($0) < cost($1) }.map { $0..<$0 + surplus + 1 }
  }

  private static func livingCount(_ candidates: ArraySlice<Candidate>) -> Int {
    candidates.reduce(0) { $0 + $1.livingCount }
  }

  private static func tier(of count: Int) -> Int {
    var tier = 0
    var rest = count / smallest
    while rest > 0 {
      tier += 1
      rest /= 10
    }
    return tier
  }
}
