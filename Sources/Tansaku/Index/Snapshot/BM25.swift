#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Okapi BM25 (Robertson et al., "Okapi at TREC-3", 1995) as Lucene writes it: without the constant
/// factor k1 + 1, and with a rarity that is never negative.
///
/// A document's score for a term is `weight × rarity × f / (f + k1 × (1 − b + b × length / average))`
/// with `rarity = ln(1 + (N − n + ½) / (n + ½))` for N documents, n of them with the term, and f the
/// term's frequency. Finite, never negative, rising with frequency and rarity, falling with length.
struct BM25: Sendable {
  private let documentCount: Float
  /// `1 / (k1 × (1 − b + b × length / average))` for every length code.
  let inverseLengths: InverseLengths

  /// The formula for a collection.
  ///
  /// - Parameters:
  ///   - parameters: the numbers of the formula.
  ///   - documentCount: how many documents there are.
  ///   - totalLength: the sum of their lengths.
  init(parameters: RankingParameters, documentCount: Int, totalLength: UInt64) {
    self.documentCount = Float(documentCount)
    let average = max(1, Float(totalLength) / Float(max(documentCount, 1)))
    inverseLengths = InverseLengths { code in
      let length = Float(LengthCode.decode(code))
      return 1 / (parameters.k1 * (1 - parameters.b + parameters.b * length / average))
    }
  }

  /// What a term adds to a document's score: `weight × f / (f + L)`, with 1/L for `inverseLength`.
  ///
  /// Written as `weight − weight / (1 + f / L)` because there every step is monotone in floating
  /// point too, and so is the whole; in `f / (f + L)` the two roundings may fall against each other
  /// and rank a higher frequency lower.
  @inline(__always)
  static func score(weight: Float, frequency: UInt32, inverseLength: Float) -> Float {
    weight - weight / (1 + Float(frequency) * inverseLength)
  }

  /// How much a term tells that so many documents have.
  func rarity(documentFrequency: Int) -> Float {
    rarity(documentFrequency: documentFrequency, of: Int(documentCount))
  }

  /// How much a term tells that so many of so many documents have.
  func rarity(documentFrequency: Int, of documentCount: Int) -> Float {
    let frequency = Float(documentFrequency)
    return log1p(max(0, Float(documentCount) - frequency + 0.5) / (frequency + 0.5))
  }
}

/// A number for every length code, at a fixed place in memory so that loops can keep its address.
///
/// Sendable because the memory is written before anybody else knows it, and given back once.
final class InverseLengths: @unchecked Sendable {
  /// One number for each of the 256 codes.
  let table: UnsafeMutablePointer<Float>

  /// Works the numbers out.
  init(_ number: (UInt8) -> Float) {
    table = .allocate(capacity: 256)
    for code in 0...255 { (table + code).initialize(to: number(UInt8(code))) }
  }

  deinit { table.deallocate() }

  /// The number of a code.
  subscript(code: Int) -> Float { table[code & 255] }
}
