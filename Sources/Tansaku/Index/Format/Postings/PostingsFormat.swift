import TansakuStorage

/// The documents of every term that occurs in more than one, with how often it occurs in each.
///
/// ```
/// Postings     --> TermPostings*, in the order of the dictionary
/// TermPostings --> List                                   where the term has fewer than 768 documents
///                | Entries, Block*, List?                 elsewhere
/// Entries      --> widths : u8, Entry*
/// Entry        --> last, end, (first, place)?, Impact{2}
/// Impact       --> frequency : u8, length : u8
/// Block        --> parameters : u8, gaps, fill, frequencies, fill
/// List         --> parameter : 3 bits, documents, frequencies, SmallPositions?, fill
/// ```
///
/// - The documents are numbers in increasing order. Those of a term with many are cut into blocks of
///   128, and what is left at the end is a list; there is an entry for each block, and for the list.
/// - `last` is a block's last document, `end` where it ends, counted from the first block's start.
/// - `first`, only for terms with positions: how many occurrences stand before the block; `place`:
///   where the block of positions with its first occurrence begins, from the term's first.
/// - Each of these four numbers has as many bytes in all entries of a term as the largest needs, and
///   `widths` says how many less one: `last` in the two lowest bits, then `end`, `first`, `place`.
/// - The impacts bound the scores in the block: for every posting one of them has a frequency at
///   least as high (255 stands for any) and a length code at least as low. Valid for any formula
///   that grows with frequency and falls with length (Ding and Suel, "Faster top-k document
///   retrieval using block-max indexes", 2011; kept as pairs, so that statistics may change under
///   them, as Grand et al., "From MaxScore to Block-Max WAND", 2020).
/// - `gaps` are the differences between the documents, each less one (the document before the first
///   is -1), `frequencies` the frequencies less one, both as `RiceCoding` writes them. The five
///   lowest bits of `parameters` are the parameter of the gaps, the three highest the place of that
///   of the frequencies in `frequencyParameter`.
/// - A list's `documents` are written as `InterpolativeCoding` says, between the last document of
///   the block before (or -1) and the number of documents in the segment; its `frequencies`, less
///   one, as `RiceCoding` does 64 at a time, with the parameter at the place that `parameter` tells.
/// - A term with positions that `isSmall` has them behind its list.
/// - `fill` is 0 bits up to the border of a byte.
///
/// *Worked example.* Documents 3 and 5 of 6 with frequencies 1 and 4 are the list `D8 08`: the
/// parameter at place 0; first 3, which can be 0 to 4: place 3 of 5, in minimal binary 11 0; then 5,
/// which can be 4 or 5: 1; the frequencies less one are 0 and 3: 1 0001.
enum PostingsFormat {
  static let kind = FileKind(name: "POST", version: 2, oldestReadable: 2)
  // As many as `RiceCoding` codes together; a number, for this one is asked all the time.
  static let blockSize = 128
  /// A term with fewer documents has no blocks: what a query could pass over would be less than the
  /// entries take.
  static let fewestInBlocks = 6 * blockSize
  /// How many frequencies of a list are coded together.
  static let frequenciesInRun = 64

  /// How many entries stand before the blocks of a term of so many documents.
  static func entryCount(documents: Int) -> Int {
    documents < fewestInBlocks ? 0 : (documents + blockSize - 1) / blockSize
  }

  /// The parameters that frequencies are coded with: dense where nearly all lie, and up to so large
  /// a one that no frequency becomes long.
  static func frequencyParameter(at place: Int) -> Int {
    switch place {
    case 0...4: place
    case 5: 6
    case 6: 12
    default: 24
    }
  }

  /// The place of the shortest parameter that is at least `parameter`.
  static func frequencyPlace(of parameter: Int) -> Int {
    (0..<7).first { frequencyParameter(at: $0) >= parameter } ?? 7
  }

  /// The bits before the documents of a list.
  static let listHead = 3

  /// Whether a term with positions keeps them with its postings.
  static func isSmall(documents: Int, occurrences: UInt64) -> Bool {
    documents > 1 && documents < fewestInBlocks && occurrences < UInt64(mostSmallOccurrences)
  }

  /// How many occurrences a small term can have, and one.
  static let mostSmallOccurrences = 1536

  /// More bytes than a list of so many documents can take: documents of at most 32 bits, frequencies
  /// of at most 281, for what no better parameter makes shorter, and positions of at most 33.
  static func longestList(documents: Int) -> Int { documents * 40 + mostSmallOccurrences * 5 }
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
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { best in
      best.initialize(repeating: 0)
      var shortest: UInt8 = 255
      var top: UInt32 = 0
      for (index, frequency) in frequencies.enumerated() {
        let length = lengths(index)
        best[Int(length)] = max(best[Int(length)], frequency)
        shortest = min(shortest, length)
        top = max(top, frequency)
      }
      if top == 0 { return (Impact(frequency: 0, length: 0), Impact(frequency: 0, length: 0)) }
      // Going from short to long only a rise of the frequency adds to the bound. The second pair
      // begins where it passes half its maximum.
      var low: UInt32 = 0
      var split = shortest
      while best[Int(split)] <= top / 2, split < 255 {
        low = max(low, best[Int(split)])
        split += 1
      }
      if low == 0 { low = best[Int(split)] }
      return (
        Impact(frequency: clamp(low), length: shortest),
        Impact(frequency: clamp(top), length: split)
      )
    }
  }

  private static func clamp(_ frequency: UInt32) -> UInt8 { UInt8(min(frequency, 255)) }
}
