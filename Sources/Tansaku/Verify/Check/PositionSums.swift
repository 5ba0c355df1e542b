import TansakuText

/// Sums up, term by term, which positions of each document are taken and how wide what stands there
/// is, to see in the end whether the positions of each document are all taken, each by one term.
///
/// The positions of a document are 0 to t - 1 of its title and, behind a gap of one where the title
/// has text, those of its body. Each has one unit or gram, which in the title is kept as
/// `InversionWorker.titleWeight` occurrences. So two counts tell which positions there must be, and
/// whether those that were met are these is told by the sum of a hash of each: a position that is
/// missing, moved or taken twice changes the sum, but for a chance of 1 in 2^64.
///
/// That two terms of one document have changed places is told by its text alone: see `TextsCheck`.
///
/// Takes 32 bytes of memory for each document of the segment.
struct PositionSums {
  /// What was met of one document.
  private struct Sum {
    /// How many positions of the title, and of the body, were met.
    var titleCount: UInt32 = 0
    var bodyCount: UInt32 = 0
    /// The sums of their hashes.
    var title: UInt64 = 0
    var body: UInt64 = 0
    /// What stands there, in halves of a full width.
    var halves: UInt64 = 0
  }

  private var sums: [Sum]

  /// Sums for so many documents, of which nothing was met yet.
  init(documents count: Int) { sums = Array(repeating: Sum(), count: count) }

  /// Notes that a term takes a position of a document.
  @inline(__always)
  mutating func add(_ position: UInt32, of document: UInt32, isInTitle: Bool, halves: Int) {
    let hash = PositionSums.hash(position)
    let document = Int(document)
    sums[document].halves &+= UInt64(halves)
    if isInTitle {
      sums[document].titleCount &+= 1
      sums[document].title &+= hash
    } else {
      sums[document].bodyCount &+= 1
      sums[document].body &+= hash
    }
  }

  /// The highest position that a document with this length code can have: each character takes at
  /// least half a full width and at most one position, and the title's end takes one.
  static func highest(_ length: UInt8) -> Int {
    let (highest, overflows) = LengthCode.longest(length).multipliedReportingOverflow(by: 2)
    return overflows ? .max : highest
  }

  /// How wide what stands at a position is that a term takes, in halves of a full width: of a gram
  /// its first character, for the next one has a position of its own; of a unit all characters.
  static func halves(of key: TermKey) -> Int {
    let text = key.text.unicodeScalars.map(\.value)
    let own = key.layer == .gram ? Array(text.prefix(1)) : text
    var census = WritingSystem.Census()
    census.add(own)
    return own.count + census.wideCount
  }

  /// The length of a document, in halves of a full width, without its separators.
  func halves(of document: Int) -> Int { Int(clamping: sums[document].halves) }

  /// The documents whose positions are not all taken, each by one term.
  ///
  /// Takes time in proportion to the number of documents and the length of the longest.
  func incomplete() -> [Int] {
    let longest = sums.reduce(0) { max($0, Int($1.titleCount) + Int($1.bodyCount) + 1) }
    let expected = PrefixSums(upTo: longest)
    return sums.indices.filter { document in
      let sum = sums[document]
      let titleEnd = Int(sum.titleCount)
      if sum.title != expected.sum(ofFirst: titleEnd) { return true }
      // A title without letters or digits has no positions, and its end still takes one.
      let starts = titleEnd > 0 ? [titleEnd + 1] : [0, 1]
      return !starts.contains { start in
        let end = start + Int(sum.bodyCount)
        return sum.body == expected.sum(ofFirst: end) &- expected.sum(ofFirst: start)
      }
    }
  }

  /// Mixes the bits of a position (the finalizer of SplitMix64: Steele, Lea and Flood, "Fast
  /// splittable pseudorandom number generators", OOPSLA 2014).
  @inline(__always)
  private static func hash(_ position: UInt32) -> UInt64 {
    var hash = (UInt64(position) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash &>> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash &>> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash &>> 31
  }

  /// The sums of the hashes of the first so many positions.
  private struct PrefixSums {
    /// Of so many positions the sum is kept; the rest is summed up when it is asked for.
    private static let step = 256
    private var steps: [UInt64] = [0]

    /// Sums of up to so many positions.
    init(upTo count: Int) {
      var sum: UInt64 = 0
      for position in 0..<count / PrefixSums.step * PrefixSums.step {
        sum &+= PositionSums.hash(UInt32(truncatingIfNeeded: position))
        if position % PrefixSums.step == PrefixSums.step - 1 { steps.append(sum) }
      }
    }

    func sum(ofFirst count: Int) -> UInt64 {
      let kept = count / PrefixSums.step
      return (kept * PrefixSums.step..<count).reduce(steps[kept]) {
        $0 &+ PositionSums.hash(UInt32(truncatingIfNeeded: $1))
      }
    }
  }
}
