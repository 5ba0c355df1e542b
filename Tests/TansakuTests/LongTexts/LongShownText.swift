import TansakuText

@testable import Tansaku

/// What is shown of a text as long as a novel, found out from an analysis of the whole of it.
///
/// `ShownText` counts from the beginning every time, and serves for short texts. Here every place has
/// its counts in a table.
struct LongShownText {
  let text: String
  /// Every occurrence, by its beginning.
  let occurrences: [Occurrence]
  private let units: [UInt16]
  /// Whether a grapheme cluster begins at a unit; true behind the last.
  private var isCluster: [Bool]
  /// For each unit how many bytes, scalars and columns stand before it.
  private var bytes: [Int32] = [0]
  private var scalars: [Int32] = [0]
  private var columns: [Int32] = []
  /// For each unit the number of its line, and how many scalars stand before that.
  private var lines: [(number: Int32, start: Int32)] = [(1, 0)]
  /// Where the text may be cut between words, in UTF-16 units.
  private var cuts: [Int] = []

  init(_ text: String, _ analyzed: AnalyzedText, _ occurrences: [Occurrence]) {
    self.text = text
    self.occurrences = occurrences
    units = Array(text.utf16)
    isCluster = Array(repeating: false, count: units.count + 1)
    countClusters()
    countScalars()
    cuts = analyzed.boundaries.map(Int.init).filter { isCluster[$0] }
  }

  private mutating func countClusters() {
    var at = 0
    var column: Int32 = 0
    var followsSpace = false
    for cluster in text {
      isCluster[at] = true
      let isSpace = LongShownText.isSpace(cluster)
      for _ in cluster.utf16 { columns.append(column) }
      column += isSpace ? (followsSpace ? 0 : 1) : Int32(DisplayWidth.columns(of: cluster))
      followsSpace = isSpace
      at += cluster.utf16.count
    }
    isCluster[at] = true
    columns.append(column)
  }

  private mutating func countScalars() {
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let (byte, count, line) = (
        bytes[bytes.count - 1], scalars[scalars.count - 1], lines[lines.count - 1]
      )
      // The second half of a pair has the counts of what stands behind it: nothing ends there.
      for _ in scalar.utf16 {
        bytes.append(byte + Int32(scalar.utf8.count))
        scalars.append(count + 1)
        switch scalar {
        case "\r": lines.append((line.number + 1, count + 1))
        case "\n": lines.append((last == "\r" ? line.number : line.number + 1, count + 1))
        default: lines.append(line)
        }
      }
      last = scalar
    }
  }

  /// White space, as it is shown as one space.
  static func isSpace(_ cluster: Character) -> Bool {
    cluster.unicodeScalars.allSatisfy { $0.properties.isWhitespace && $0 != "\u{3000}" }
  }

  /// The text of a range of UTF-16 units.
  func text(_ range: Range<Int>) -> String { String(decoding: units[range], as: UTF16.self) }

  /// How wide a range between clusters is, in columns of a terminal.
  func width(_ range: Range<Int>) -> Int {
    Int(columns[range.upperBound] - columns[range.lowerBound])
  }

  /// The clusters that hold a range of units.
  func clusters(around range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while !isCluster[start] { start -= 1 }
    while !isCluster[end] { end += 1 }
    return start..<end
  }

  /// Whether a grapheme cluster begins or the text ends at a unit.
  func isBetweenClusters(_ unit: Int) -> Bool { isCluster[unit] }

  /// The cut between words at a unit, or the last one before it.
  func cut(before unit: Int) -> Int {
    let next = firstCut { $0 > unit }
    return next > 0 ? cuts[next - 1] : 0
  }

  /// The cut between words at a unit, or the first one behind it.
  func cut(behind unit: Int) -> Int {
    let next = firstCut { $0 >= unit }
    return next < cuts.count ? cuts[next] : units.count
  }

  /// The number of the first cut that fits; all behind it fit too.
  private func firstCut(where fits: (Int) -> Bool) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if fits(cuts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The matches with all their offsets.
  func matches(_ finder: OccurrenceFinder) -> [TextMatch] {
    occurrences.map { occurrence in
      let (start, end) = (occurrence.range.lowerBound, occurrence.range.upperBound)
      return TextMatch(
        bytes: Int(bytes[start])..<Int(bytes[end]),
        scalars: Int(scalars[start])..<Int(scalars[end]),
        utf16: occurrence.range, line: Int(lines[start].number),
        column: Int(scalars[start] - lines[start].start) + 1, text: text(occurrence.range),
        part: finder.parts[occurrence.part].text, level: occurrence.level)
    }
  }

  /// The occurrences that lie in no other; of equal ones the first.
  var outermost: [Occurrence] {
    var end = -1
    let sorted = occurrences.enumerated().sorted { one, other in
      (one.element.range.lowerBound, -one.element.range.upperBound, one.offset)
        < (other.element.range.lowerBound, -other.element.range.upperBound, other.offset)
    }
    return sorted.map(\.element).filter { occurrence in
      defer { end = max(end, occurrence.range.upperBound) }
      return occurrence.range.upperBound > end
    }
  }

  /// What stands on the two sides of an occurrence and in it, as a concordance shows it.
  func context(
    of occurrence: Occurrence, width: Int
  ) -> (left: String, match: String, right: String) {
    let middle = clusters(around: occurrence.range)
    // Far more than the room of any side.
    let far = clusters(
      around: max(0, middle.lowerBound - 600)..<min(units.count, middle.upperBound + 600))
    let before = LongShownText.fitting(
      LongShownText.spaced(text(far.lowerBound..<middle.lowerBound)).reversed(), width)
    let behind = LongShownText.fitting(
      LongShownText.spaced(text(middle.upperBound..<far.upperBound)), width)
    return (
      String(before.reversed()), String(LongShownText.spaced(text(middle))), String(behind)
    )
  }

  /// A text with each stretch of white space made one space.
  private static func spaced(_ text: String) -> [Character] {
    var result: [Character] = []
    for cluster in text {
      if !isSpace(cluster) {
        result.append(cluster)
      } else if result.last != " " {
        result.append(" ")
      }
    }
    return result
  }

  /// The first characters that fit into so many columns.
  private static func fitting(_ characters: some Sequence<Character>, _ width: Int) -> [Character] {
    var left = width
    return Array(
      characters.prefix {
        left -= DisplayWidth.columns(of: $0)
        return left >= 0
      })
  }
}
