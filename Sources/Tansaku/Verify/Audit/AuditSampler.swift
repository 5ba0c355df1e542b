import TansakuStorage
import TansakuText

/// Draws random substrings of texts, some from every script that is there.
///
/// For each script a reservoir of places (Waterman's algorithm R, in Knuth, The Art of Computer
/// Programming, vol. 2, 3.4.2): in the end every character of the script was equally likely to begin
/// a sample, though nobody knew before how many there would be.
struct AuditSampler {
  /// The longest sample, in folded characters, but for the rest of a unit that is not to be cut.
  static let longest = 12

  /// A substring of a text.
  struct Sample: Sendable, Equatable {
    /// As it stands in the text.
    var text: String
    /// The segment and the document it was taken from.
    var segment: Int
    var document: UInt32
    /// What its first character is; see `names`.
    var stratum: Int
  }

  /// What samples are told apart by: the systems of writing, digits and the rest.
  static let names = WritingSystem.allCases.map(\.rawValue) + ["digits", "other"]
  private static let digits = names.count - 2
  private static let others = names.count - 1
  private static let systems = Dictionary(
    uniqueKeysWithValues: zip(WritingSystem.allCases, 0...))

  private let capacity: Int
  private var random: SplitMix64
  /// For each stratum, how many characters were met and the samples that are kept.
  private var counts = [Int](repeating: 0, count: names.count)
  private var kept = [[Sample]](repeating: [], count: names.count)
  private var text = ScannedText(keepingSources: true)
  /// The stratum of each character met before, for it is asked for each of millions.
  private var strata = [UInt8](repeating: .max, count: 0x1_0000)

  /// A sampler that gives at most so many samples.
  init(count: Int, seed: UInt64) {
    capacity = count
    random = SplitMix64(seed: seed)
  }

  /// Looks at a folded piece of a text.
  mutating func add(_ piece: AnalyzedText, segment: Int, document: UInt32) {
    if capacity == 0 { return }
    text.removeAll()
    text.append(piece)
    for start in text.scalars.indices where text.scalars[start] != ScannedText.separator {
      let stratum = stratum(of: text.scalars[start])
      counts[stratum] += 1
      let slot =
        kept[stratum].count < capacity
        ? kept[stratum].count : random.number(below: counts[stratum])
      guard slot < capacity else { continue }
      let sample = Sample(
        text: substring(around: start, of: piece), segment: segment, document: document,
        stratum: stratum)
      if slot < kept[stratum].count {
        kept[stratum][slot] = sample
      } else {
        kept[stratum].append(sample)
      }
    }
  }

  /// The samples: half of them evenly from all scripts, half by how much text is in each, as far as
  /// there are so many.
  mutating func samples() -> [Sample] {
    let present = counts.indices.filter { counts[$0] > 0 }
    let total = counts.reduce(0, +)
    if total == 0 { return [] }
    var shares = [Int](repeating: 0, count: counts.count)
    for stratum in present {
      let even = Double(capacity) / 2 / Double(present.count)
      let proportional = Double(capacity) / 2 * Double(counts[stratum]) / Double(total)
      // Compared before it is made whole: more may be asked for than a whole number holds.
      shares[stratum] = Int(min(even + proportional, Double(kept[stratum].count)))
    }
    // What is left goes to the scripts with the most text.
    var left = capacity - shares.reduce(0, +)
    for stratum in present.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) {
      let more = min(left, kept[stratum].count - shares[stratum])
      shares[stratum] += more
      left -= more
    }
    var samples: [Sample] = []
    for stratum in present {
      kept[stratum].shuffle(using: &random)
      samples += kept[stratum].prefix(shares[stratum])
    }
    return samples
  }

  private mutating func stratum(of scalar: UInt32) -> Int {
    if scalar < 0x1_0000, strata[Int(scalar)] != .max { return Int(strata[Int(scalar)]) }
    let stratum =
      if let system = WritingSystem.of(scalar) {
        AuditSampler.systems[system] ?? AuditSampler.others
      } else if (0x30...0x39).contains(scalar) {
        AuditSampler.digits
      } else {
        AuditSampler.others
      }
    if scalar < 0x1_0000 { strata[Int(scalar)] = UInt8(stratum) }
    return stratum
  }

  /// The text as written of some characters from a place on, units whole.
  private mutating func substring(around place: Int, of piece: AnalyzedText) -> String {
    var start = place
    var end = min(place + 1 + random.number(below: AuditSampler.longest), text.scalars.count)
    while text.continuesUnit[start] { start -= 1 }
    while end < text.scalars.count, text.continuesUnit[end] { end += 1 }
    if text.scalars[end - 1] == ScannedText.separator { end -= 1 }
    // What was folded together stays together: half of ½ is no 1.
    while start > 0, sharesSource(start - 1, start) || text.continuesUnit[start] { start -= 1 }
    while end < text.scalars.count, sharesSource(end - 1, end) || text.continuesUnit[end] {
      end += 1
    }
    let source = Int(text.sources[start].lowerBound)..<Int(text.sources[end - 1].upperBound)
    return String(decoding: piece.source[source], as: UTF16.self)
  }

  private func sharesSource(_ first: Int, _ second: Int) -> Bool {
    text.sources[first] == text.sources[second]
  }
}
