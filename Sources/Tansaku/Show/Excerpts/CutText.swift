import TansakuText

/// A piece of a text as a terminal shows it: where it may be cut, and how wide what lies between two
/// cuts is.
///
/// It may be cut between words, and where a word is longer than the room between its grapheme clusters
/// (Unicode Standard Annex 29); white space counts as the one space that stands for it.
struct CutText {
  /// The places between which the text is shown, in UTF-16 units, increasing.
  private(set) var cuts: [Int] = []
  /// How many columns there are before each unit; inside a cluster as many as before it.
  private var sums: [Int32] = []

  /// - Parameters:
  ///   - text: The analyzed piece.
  ///   - piece: The piece.
  ///   - whole: The text that it is a piece of, whose clusters may reach beyond the piece.
  ///   - room: How many columns are to be filled.
  init(_ text: AnalyzedText, piece: TextPieces.Piece, of whole: String, room: Int) {
    let count = text.source.count
    sums.reserveCapacity(count + 1)
    var isBoundary = [Bool](repeating: false, count: count + 1)
    var sum: Int32 = 0
    var followsSpace = false
    for cluster in piece.text {
      isBoundary[sums.count] = true
      for _ in 0..<cluster.utf16.count { sums.append(sum) }
      let isSpace = cluster.unicodeScalars.allSatisfy(\.isShownAsSpace)
      sum += isSpace ? (followsSpace ? 0 : 1) : Int32(DisplayWidth.columns(of: cluster))
      followsSpace = isSpace
    }
    sums.append(sum)
    isBoundary[0] = CutText.isBoundary(piece.bytes.lowerBound, of: whole)
    isBoundary[count] = CutText.isBoundary(piece.bytes.upperBound, of: whole)
    var last: Int?
    for boundary in text.boundaries.map(Int.init) where isBoundary[boundary] {
      if let last, columns(last..<boundary) > room {
        cuts += (last + 1..<boundary).filter { isBoundary[$0] }
      }
      cuts.append(boundary)
      last = boundary
    }
  }

  private static func isBoundary(_ byte: Int, of text: String) -> Bool {
    String.Index(text.utf8.index(text.startIndex, offsetBy: byte), within: text) != nil
  }

  /// The columns of a range of units between clusters.
  func columns(_ range: Range<Int>) -> Int {
    Int(sums[range.upperBound] - sums[range.lowerBound])
  }

  /// The numbers of the cuts between which a range lies.
  func cuts(around range: Range<Int>) -> (first: Int, last: Int) {
    let first = cuts.partitioningIndex { $0 > range.lowerBound } - 1
    let last = cuts.partitioningIndex { $0 >= range.upperBound }
    return (max(0, first), min(last, cuts.count - 1))
  }

  /// The columns between two cuts.
  func columns(_ first: Int, _ last: Int) -> Int {
    first < last ? columns(cuts[first]..<cuts[last]) : 0
  }
}

extension Unicode.Scalar {
  /// Whether a space is shown in its place: the ideographic space is as wide as what stands around it.
  var isShownAsSpace: Bool { isBlank && self != "\u{3000}" }
}

extension Array {
  /// The first place whose element is so, where all behind it are.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
