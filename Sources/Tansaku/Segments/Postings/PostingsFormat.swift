import TansakuStorage

/// The documents of every term that occurs in more than one, with how often it occurs in each.
///
/// ```
/// Postings     --> TermPostings*, in the order of the dictionary
/// TermPostings --> Entry*, Block*, Tail?
/// Entry        --> last : u32, end : u32, Impact{2}, (first : u32, place : u32)?
/// Impact       --> frequency : u8, length : u8
/// Block        --> documentBits : u8, frequencyBits : u8, documents, frequencies
/// Tail         --> (delta * 2 + once : varint, frequency : varint unless once)*
/// ```
///
/// - The documents are numbers in increasing order, cut into blocks of 128; what is left at the end
///   is the tail. Where there is a block there is an entry for each, and one for the tail; a term of
///   fewer than 128 documents has its tail alone.
/// - `last` is a block's last document, `end` where it ends, counted from the first block's start.
/// - The impacts bound the scores in the block: for every posting one of them has a frequency at
///   least as high (255 stands for any) and a length code at least as low. Valid for any formula
///   that grows with frequency and falls with length (Ding and Suel, "Faster top-k document
///   retrieval using block-max indexes", 2011; kept as pairs, so that statistics may change under
///   them, as Grand et al., "From MaxScore to Block-Max WAND", 2020).
/// - `first`, only for terms with positions: how many occurrences stand before the block; `place`:
///   where the block of positions with its first occurrence begins, from the term's first.
/// - `documents` are 128 differences to the document before (0 before the first), `frequencies` 128
///   frequencies less one, both packed as `BitPacking` says with so many bits each.
/// - `delta` is the difference to the document before; `once` is 1 where the frequency is 1.
///
/// *Worked example.* Documents 3 and 5 with frequencies 1 and 4 are a tail alone, `07 04 04`:
/// 3 × 2 + 1; 2 × 2, then 4.
enum PostingsFormat {
  static let kind = FileKind(name: "POST", version: 1, oldestReadable: 1)
  static let blockSize = 128

  /// Bytes of an entry.
  static func entrySize(hasPositions: Bool) -> Int { hasPositions ? 20 : 12 }

  /// How many entries stand before the blocks of a term of so many documents.
  static func entryCount(documents: Int) -> Int {
    documents < blockSize ? 0 : (documents + blockSize - 1) / blockSize
  }
}

/// A pair that bounds the scores of postings: none of them has both a higher frequency and a
/// shorter document.
struct Impact: Equatable, Sendable {
  /// The highest frequency; 255 stands for any.
  var frequency: UInt8
  /// The lowest length code (see `LengthCode`).
  var length: UInt8

  /// The two pairs that bound a block most tightly among those that are cheap to find: the best
  /// frequencies of the shorter and of the longer half of its documents.
  static func bounding(frequencies: UnsafeBufferPointer<UInt32>, lengths: (Int) -> UInt8)
    -> (Impact, Impact)
  {
    var best = [UInt32](repeating: 0, count: 256)
    var shortest: UInt8 = 255
    var longest: UInt8 = 0
    for (index, frequency) in frequencies.enumerated() {
      let length = lengths(index)
      best[Int(length)] = max(best[Int(length)], frequency)
      shortest = min(shortest, length)
      longest = max(longest, length)
    }
    // Going from short to long only a rise of the frequency adds to the bound.
    var front: [(frequency: UInt32, length: UInt8)] = []
    for length in shortest...longest where best[Int(length)] > (front.last?.frequency ?? 0) {
      front.append((best[Int(length)], length))
    }
    guard let top = front.last, let first = front.first else {
      return (Impact(frequency: 0, length: 0), Impact(frequency: 0, length: 0))
    }
    // The second pair begins where the frequency passes half its maximum.
    let split = front.firstIndex { $0.frequency * 2 > top.frequency } ?? 0
    let low = split > 0 ? front[split - 1].frequency : front[split].frequency
    return (
      Impact(frequency: clamp(low), length: first.length),
      Impact(frequency: clamp(top.frequency), length: front[split].length)
    )
  }

  private static func clamp(_ frequency: UInt32) -> UInt8 { UInt8(min(frequency, 255)) }
}
